"""A client's appointments: what is coming, what has been, how often nobody came."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.calendar.items import CalendarItem
from db.queries.calendar.of_client import ClientAppointments, appointments_of_client
from db.rules.codes import AppointmentStatus
from db.rules.permissions import Action
from db.texts import label, t, tn
from db.texts.appointments import attendance_words
from db.texts.dates import moment
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.clients.asked_for import AskedFor
from ui.pages.clients.groups_line import GroupsLine
from ui.pages.clients.small_list import list_header
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text

_TONES = {
    AppointmentStatus.CONFIRMED: Tone.OK,
    AppointmentStatus.ARRIVED: Tone.OK,
    AppointmentStatus.IN_PROGRESS: Tone.OK,
    AppointmentStatus.NO_SHOW: Tone.DANGER,
}


class AppointmentsTab(QWidget):
    """Enter opens the appointment in the calendar; `book` is called for a new one."""

    def __init__(self, context: PageContext, book: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        may_book = context.may(Action.BOOK)
        self.book_button = Button(t("Book an appointment…"), book, icon="calendar")
        self.book_button.setVisible(may_book)
        self.coming: TableModel[CalendarItem] = TableModel(_columns())
        self.past: TableModel[CalendarItem] = TableModel(_columns())
        self.coming_list = self._list(
            "client.coming",
            self.coming,
            t("Coming appointments"),
            EmptyState(
                t("Nothing is booked"),
                step=t("Book the first one") if may_book else "",
                clicked=book,
            ),
        )
        self.past_list = self._list(
            "client.past", self.past, t("Past appointments"), EmptyState(t("There were none"))
        )
        self.missed = Text("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        self.asked_for = AskedFor(context)
        buttons = (self.book_button, self.asked_for.add_button)
        self.groups = GroupsLine(context)
        column.addWidget(self.groups)
        column.addWidget(self.asked_for, 1)
        column.addWidget(list_header(t("Coming"), self.coming_list, *buttons))
        column.addWidget(self.coming_list, 2)
        column.addWidget(list_header(t("Past"), self.past_list, self.missed))
        column.addWidget(self.past_list, 3)

    def load(self, client_id: UUID) -> None:
        """Read a client's appointments."""
        self._context.runner.read(
            appointments_of_client, client_id, then=self._show, replace_key=(self, "of")
        )
        self.asked_for.load(client_id)
        self.groups.load(client_id)

    def _show(self, found: ClientAppointments) -> None:
        self.coming.set_rows(found.coming)
        self.past.set_rows(found.past)
        words = tn(
            "{n} no-show of {all}", "{n} no-shows of {all}", found.no_shows,
            all=found.kept_or_missed,
        )  # fmt: skip
        latest = attendance_words(found.attendance)
        said = [words if found.kept_or_missed else "", latest]
        self.missed.setText(" · ".join(part for part in said if part))

    def _list(
        self, name: str, model: TableModel[CalendarItem], title: str, empty: EmptyState
    ) -> ListPane:
        made = ListPane(
            name,
            self._context.settings,
            model,
            title=title,
            searchable=False,
            count=lambda n: tn("{n} appointment", "{n} appointments", n),
            empty=empty,
        )
        made.opened.connect(self._open)
        return made

    def _open(self, record_id: object) -> None:
        if isinstance(record_id, UUID):
            self._context.navigate("appointment", record_id)


def _columns() -> list[Column[CalendarItem]]:
    return [
        Column(
            "starts", t("When"), _when, 180, order=lambda item: item.starts_at,
        ),
        Column("kind", t("What"), _what, 150),
        Column(
            "worker", t("With"), lambda item: ", ".join(one.name for one in item.workers), 130
        ),
        Column("where", t("Where"), _where, 120),
        Column(
            "status", t("Status"), lambda item: label(item.status), 120,
            tone=lambda item: _TONES.get(item.status, Tone.NEUTRAL),
        ),
    ]  # fmt: skip


def _when(item: CalendarItem) -> str:
    return moment(item.starts_at)


def _what(item: CalendarItem) -> str:
    return item.subject or label(item.kind)


def _where(item: CalendarItem) -> str:
    return ", ".join(one.name for one in (*item.rooms, *item.cars)) or item.place
