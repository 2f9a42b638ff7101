"""The front that lists two weeks, day by day, with a filter above the list."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.calendar.range_view import CalendarDays
from db.rules.names import fold
from db.texts import t, tn
from ui.context import PageContext
from ui.item_models.appointments import AppointmentEntry, AppointmentModel, GridColumn
from ui.pages.calendar.front import Front
from ui.pages.calendar.moving import Say
from ui.pages.calendar.shown import Shown
from ui.widgets.agenda_view import AgendaView
from ui.widgets.search_field import SearchField
from ui.widgets.text import Text


class AgendaFront(Front):
    """What is typed into the filter is looked for in all that an appointment says."""

    view: AgendaView

    def __init__(self, context: PageContext, name: str, say: Say, shown: Shown) -> None:
        room = QWidget()
        super().__init__(context, AgendaView(name, AppointmentModel()), say, shown, room)
        self.model.setParent(self)
        self.search = SearchField(
            t("Filter: {list}", list=t("Agenda")), t("Name, kind, room or place")
        )
        self.count = Text("", "secondary")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.search, 1)
        line.addWidget(self.count)
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        self.search.searched.connect(lambda _: self.build())
        self.search.entered.connect(self.view.setFocus)

    def entries(
        self, days: CalendarDays, columns: tuple[GridColumn, ...]
    ) -> list[AppointmentEntry]:
        """Those that have each word of the filter in them."""
        found = super().entries(days, columns)
        wanted = fold(self.search.query()).split()
        if wanted:
            found = [one for one in found if _has(one, wanted)]
        self.count.setText(tn("{n} appointment", "{n} appointments", len(found)))
        self.view.nothing = (
            t("Nothing found on these days. Try fewer letters.")
            if wanted
            else t("Nothing is booked on these days.")
        )
        return found

    def focus_filter(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True


def _has(entry: AppointmentEntry, words: list[str]) -> bool:
    said = fold(" ".join((entry.name, entry.description, entry.where)))
    return all(word in said for word in words)
