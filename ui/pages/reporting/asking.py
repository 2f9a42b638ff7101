"""The form for what a report must be told."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.choices import BookingChoices
from db.queries.calendar.whose import WhoseDays
from db.queries.cases.case_list import CaseRow
from db.queries.cases.cases_like import cases_like
from db.queries.court.hearing_view import HearingView
from db.queries.court.lists import HearingRow, hearing_list
from db.queries.report_data.gather import ReportRequest
from db.queries.search.find import find
from db.queries.search.hit import Hit, HitKind
from db.texts import label, t
from db.texts.dates import date_medium
from printing.catalog import Entry
from ui.context import PageContext
from ui.pages.reporting.calendar_sheet import SheetWanted, columns_options
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.record_field import Record, RecordField

_A_YEAR = 365
_TWO_WEEKS = timedelta(days=13)


class Asking(QWidget):
    """Fields for the parameters of one report at a time; `edited` when one of them changes."""

    edited = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._form: Form | None = None
        self._entry: Entry | None = None
        self._workers: Sequence[tuple[UUID, str]] = ()
        self._rooms: Sequence[tuple[UUID, str]] = ()
        self._wanted: UUID | None = None  # of a worker or room whose name is not known yet
        self._then: Callable[[], object] = lambda: None
        self._teams: Sequence[tuple[str, str]] = ()
        self._known = False
        self._sheet: SheetWanted | None = None  # of a calendar, until it is known who is meant

    def know(self, choices: BookingChoices) -> None:
        """The workers and rooms to choose from."""
        lent = (*choices.rooms, *choices.cars, *choices.interpreters)
        self._workers = [(named.id, named.name) for named in choices.workers]
        self._rooms = [(named.id, named.name) for named in lent]
        self._offer(worker=self._workers, room=self._rooms)
        self._known = True
        self._choose_wanted()
        self._fill_wanted_sheet()

    def know_teams(self, known: WhoseDays) -> None:
        """The teams to choose from."""
        self._teams = [(team, team) for team in known.teams]
        self._offer(team=self._teams)

    def _offer(self, **options: Sequence[tuple[Any, str]]) -> None:
        for name, offered in options.items():
            if self._has(name):
                self._field(name).control.set_options(offered)

    def ask(self, entry: Entry) -> None:
        """Show the fields of this report."""
        if self._form is not None:
            self._layout.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._entry = entry
        self._wanted = self._sheet = None
        self._form = Form(columns=2)
        self._layout.addWidget(self._form)
        for parameter in entry.parameters:
            control = self._control(entry, parameter.name)
            required = parameter.required and parameter.name != "case"
            check = self._case_missing if parameter.name == "case" else None
            self._form.add(parameter.name, parameter.title, control, required=required, check=check)
        self._form.set_values(self._usual(entry))
        if self._has("case"):
            self._field("case").edited.connect(self._case_chosen)
        self._form.edited.connect(self.edited)

    def fill_hearing(self, view: HearingView) -> None:
        """Show this hearing of its case, with the others to choose from."""
        words = t("{number} · {name}", number=view.case_number, name=view.client_name)
        if self._form is not None and self._has("case"):
            self._form.set_values({"case": (view.row.case_id, words)})
            self._read_hearings(view.row.case_id, view.row.id)

    def fill_client(self, client_id: UUID, number: str, name: str) -> None:
        """Choose this client; the days are for whoever asks to say."""
        if self._form is not None and self._has("client"):
            self._form.set_values({"client": (client_id, _client_words(number, name))})

    def fill_day_sheet(self, resource_id: UUID, day: date, then: Callable[[], object]) -> None:
        """Choose this worker, room or car and this day; `then` when its name is known."""
        self._wanted, self._then = resource_id, then
        if self._form is not None and self._has("day"):
            self._form.set_values({"day": day})
        self._choose_wanted()

    def fill_sheet(self, wanted: SheetWanted, then: Callable[[], object]) -> None:
        """Choose what a sheet of the calendar is told; `then` when it is known who is meant."""
        self._sheet, self._then = wanted, then
        self._fill_wanted_sheet()

    def _fill_wanted_sheet(self) -> None:
        sheet = self._sheet
        if sheet is None or self._form is None or not self._known:
            return
        self._sheet = None
        values = {name: value for name, value in sheet.values().items() if self._has(name)}
        if sheet.team and self._has("team"):  # it may be known before the others are
            self._offer(team=[*{*self._teams, (sheet.team, sheet.team)}])
        for name in ("worker", "room"):
            if values.get(name) not in self._field(name).control.values():
                values[name] = None
        self._form.set_values(values)
        self._then()

    def fill_days(self, first: date, last: date) -> None:
        """Choose these days; of a report of one day, the first."""
        if self._form is not None and self._has("day"):
            self._form.set_values({"day": first})
        if self._form is not None and self._has("first"):
            self._form.set_values({"first": first, "last": last})

    def asks(self) -> bool:
        """Whether there is anything to be told."""
        return self._entry is not None and bool(self._entry.parameters)

    def controls(self) -> list[QWidget]:
        """What is filled in, in reading order."""
        return [field.control for field in self._form.fields()] if self._form is not None else []

    def request(self) -> ReportRequest | None:
        """What was told, or None where something is missing; that is said beside the field."""
        if self._form is None or not self._form.validate():
            return None
        values = self._form.values()

        def day(name: str) -> date | None:
            found = values.get(name)
            return found if isinstance(found, date) else None

        return ReportRequest(
            case=self._typed_case(),
            case_id=values.get("case"),
            client_id=values.get("client"),
            hearing_id=values.get("hearing"),
            resource_id=values.get("worker") or values.get("room"),
            day=day("day"),
            first=day("first"),
            last=day("last"),
            team=values.get("team") or "",
            columns=values.get("columns") or "",
        )

    def show_refusal(self, error: Exception) -> bool:
        """Say beside the field what is wrong; whether it was a refusal."""
        return self._form is not None and self._form.show_refusal(error)

    # ---- inside ----

    def _control(self, entry: Entry, name: str) -> QWidget:
        if name == "case":
            return RecordField(self._look, hint=t("Number, docket or name"), free=True)
        if name == "client":
            return RecordField(self._look_for_client, hint=t("Name, number or birth date"))
        if name == "hearing":
            return Choice((), blank=t("The next one, or the last"))
        if name in ("day", "first", "last"):
            return DateField(self._context.today)
        if name == "worker":
            nobody = t("No worker") if entry.key == "day-sheet" else t("Everybody")
            return Choice(self._workers, blank=nobody)
        if name == "team":
            return Choice(self._teams, blank=t("No team"))
        if name == "columns":
            return Choice(columns_options())
        if name == "room":
            return Choice(self._rooms, blank=t("No room"))
        return TextInput()

    def _usual(self, entry: Entry) -> dict[str, object]:
        today = self._context.today()
        before = today.replace(day=1) - timedelta(days=1)
        usual: dict[str, object] = {"day": today, "first": before.replace(day=1), "last": before}
        if self._asks_for_client(entry):
            usual["first"], usual["last"] = today - timedelta(days=_A_YEAR), today
        if entry.key.startswith("reminder-"):
            usual["day"] = today + timedelta(days=1)
        if entry.key == "day-sheet":
            usual["worker"] = self._context.user.id
        if any(parameter.name == "columns" for parameter in entry.parameters):
            usual |= {"columns": "workers", "first": today, "last": today + _TWO_WEEKS}
        names = {parameter.name for parameter in entry.parameters}
        return {name: value for name, value in usual.items() if name in names}

    def _look(self, text: str, then: Callable[[Sequence[Record]], object]) -> None:
        def arrived(rows: Sequence[CaseRow]) -> None:
            then(
                [
                    (row.id, t("{number} · {name}", number=row.number, name=row.client_name))
                    for row in rows
                ]
            )

        self._context.runner.read(
            cases_like, text, closed=True, then=arrived, replace_key=(self, "case")
        )

    def _look_for_client(self, text: str, then: Callable[[Sequence[Record]], object]) -> None:
        def arrived(hits: Sequence[Hit]) -> None:
            then(
                [(hit.id, _client_words(hit.number, hit.name.display())) for hit in hits
                 if hit.kind is HitKind.CLIENT]
            )  # fmt: skip

        self._context.runner.read(find, text, then=arrived, replace_key=(self, "client"))

    def _asks_for_client(self, entry: Entry) -> bool:
        return any(parameter.name == "client" for parameter in entry.parameters)

    def _typed_case(self) -> str:
        """A number that was typed and not chosen from the list."""
        if not self._has("case") or self._field("case").value() is not None:
            return ""
        return str(self._field("case").control.text()).strip()

    def _case_missing(self, value: object) -> str:
        return "" if value is not None or self._typed_case() else t("Say which case.")

    def _case_chosen(self) -> None:
        case_id = self._field("case").value()
        if case_id is None:
            self._field("hearing").control.set_options(())
        else:
            self._read_hearings(case_id, None)

    def _read_hearings(self, case_id: UUID, chosen: UUID | None) -> None:
        def arrived(rows: Sequence[HearingRow]) -> None:
            if self._form is None or not self._has("hearing"):
                return
            self._field("hearing").control.set_options([(one.id, self._words(one)) for one in rows])
            self._form.set_values({"hearing": chosen or _usual_hearing(rows)}, clean=False)
            if not rows:
                missing = t("This case has no hearing. Enter it on the court page first.")
                self._field("hearing").set_error(missing)

        self._context.runner.read(
            hearing_list, case_id, then=arrived, replace_key=(self, "hearings")
        )

    def _words(self, row: HearingRow) -> str:
        day = date_medium(row.starts_at.astimezone(self._context.office.zone).date())
        words = t("{day}, {kind}", day=day, kind=label(row.kind))
        return t("{hearing} (vacated)", hearing=words) if row.vacated else words

    def _choose_wanted(self) -> None:
        if self._wanted is None or self._form is None or not self._has("worker"):
            return
        for name, other in (("worker", "room"), ("room", "worker")):
            if self._has(name) and self._wanted in self._field(name).control.values():
                self._form.set_values({name: self._wanted})
                if self._has(other):
                    self._form.set_values({other: None})
                self._wanted = None
                self._then()
                return

    def _has(self, name: str) -> bool:
        return self._entry is not None and any(one.name == name for one in self._entry.parameters)

    def _field(self, name: str) -> Any:
        assert self._form is not None
        return self._form.field(name)


def _client_words(number: str, name: str) -> str:
    return t("{number} · {name}", number=number, name=name)


def _usual_hearing(rows: Sequence[HearingRow]) -> UUID | None:
    """The next one, or the last; the latest stands first."""
    held = [row for row in rows if not row.vacated] or list(rows)
    coming = [row for row in held if not row.past]
    if coming:
        return coming[-1].id
    return held[0].id if held else None
