"""The form for what a report must be told."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.choices import BookingChoices
from db.queries.report_data.gather import ReportRequest
from db.texts import t
from printing.catalog import Entry
from ui.context import PageContext
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput


class Asking(QWidget):
    """Fields for the parameters of one report at a time."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._form: Form | None = None
        self._entry: Entry | None = None
        self._workers: Sequence[tuple[str, str]] = ()
        self._rooms: Sequence[tuple[str, str]] = ()
        self._hearing_id: UUID | None = None
        self._fields_of: dict[UUID, tuple[str, str]] = {}

    def know(self, choices: BookingChoices) -> None:
        """The workers and rooms to choose from."""
        things = (*choices.rooms, *choices.cars)
        self._fields_of = {named.id: ("worker", named.name) for named in choices.workers}
        self._fields_of |= {named.id: ("room", named.name) for named in things}
        self._workers = [(named.name, named.name) for named in choices.workers]
        self._rooms = [(named.name, named.name) for named in things]
        if self._entry is not None:
            self.ask(self._entry)

    def ask(self, entry: Entry, hearing_id: UUID | None = None) -> None:
        """Show the fields of this report; with a hearing's id nothing more is asked."""
        if self._form is not None:
            self._layout.removeWidget(self._form)
            self._form.deleteLater()
        self._entry, self._hearing_id = entry, hearing_id
        self._form = Form(columns=2)
        self._layout.addWidget(self._form)
        if hearing_id is not None:
            return
        today = self._context.today()
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        usual: dict[str, object] = {
            "day": today,
            "first": first,
            "last": today.replace(day=1) - timedelta(days=1),
        }
        for parameter in entry.parameters:
            control = self._control(parameter.name)
            self._form.add(parameter.name, parameter.title, control, required=parameter.required)
        names = {parameter.name for parameter in entry.parameters}
        self._form.set_values({name: value for name, value in usual.items() if name in names})

    def fill(self, whose: UUID, day: date) -> bool:
        """Choose a worker, room or car and a day; whether they are known."""
        if self._form is None or whose not in self._fields_of:
            return False
        field, name = self._fields_of[whose]
        self._form.set_values({"worker": None, "room": None, field: name, "day": day})
        return True

    def _control(self, name: str) -> QWidget:
        if name in ("hearing", "day", "first", "last"):
            return DateField(self._context.today)
        if name == "worker":
            return Choice(list(self._workers), blank=t("Everybody or nobody in particular"))
        if name == "room":
            return Choice(list(self._rooms), blank=t("No room"))
        return TextInput()

    def request(self) -> ReportRequest | None:
        """What was told, or None where something is missing; that is said beside the field."""
        if self._form is None or not self._form.validate():
            return None
        values = self._form.values()

        def day(name: str) -> date | None:
            found = values.get(name)
            return found if isinstance(found, date) else None

        return ReportRequest(
            case=str(values.get("case") or "").strip(),
            hearing=day("hearing"),
            hearing_id=self._hearing_id,
            worker=str(values.get("worker") or ""),
            room=str(values.get("room") or ""),
            day=day("day"),
            first=day("first"),
            last=day("last"),
        )

    def show_refusal(self, error: Exception) -> bool:
        """Say beside the field what is wrong; False if there is nothing to say it beside."""
        if self._form is None or self._hearing_id is not None:
            return False
        return self._form.show_refusal(error)
