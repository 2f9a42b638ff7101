"""A group's sessions: when, where, how many came, and how far their notes have come."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.groups.group_view import GroupView, SessionLine
from db.rules.permissions import Action
from db.texts import label, t, tn
from ui.context import PageContext
from ui.dialogs.groups.attendance import take_attendance
from ui.dialogs.groups.notes import write_group_notes
from ui.dialogs.groups.sheet import SignInSheetDialog
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.clients.small_list import list_header
from ui.pages.groups.words import (
    attended_words,
    is_off,
    note_tone,
    note_words,
    session_day,
    session_time,
)
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane


class SessionsTab(QWidget):
    """Enter opens the appointment; a key each takes attendance and opens the notes.

    `book` asks for a new session.
    """

    book = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._group_id: UUID | None = None
        may_book = context.may(Action.BOOK)
        self._writes = context.may(Action.WRITE_NOTES)
        self.model: TableModel[SessionLine] = TableModel(
            _columns(context.today, reads=self._writes), id_of=lambda line: line.appointment_id
        )
        self.list = ListPane(
            "group.sessions",
            context.settings,
            self.model,
            title=t("Sessions"),
            searchable=False,
            count=lambda n: tn("{n} session", "{n} sessions", n),
            empty=EmptyState(
                t("No session is booked"),
                t("A session takes the leader, the room and every member."),
                step=t("Book the first one") if may_book else "",
                clicked=self.book.emit,
                icon="calendar",
            ),
        )
        self.list.table.keep_to_width(True)
        self.new_button = Button(t("New session…"), self.book.emit)
        self.new_button.setVisible(may_book)
        self.attendance_button = Button(t("Attendance…"), self.attendance)
        self.notes_button = Button(t("Notes…"), self.notes)
        self.notes_button.setVisible(self._writes)
        self.sheet_button = Button(t("Sign-in sheet"), self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        buttons = (
            self.sheet_button, self.notes_button, self.attendance_button, self.new_button,
        )  # fmt: skip
        column.addWidget(list_header(t("Sessions"), self.list, *buttons))
        column.addWidget(self.list, 1)
        table = self.list.table
        self._menu = (
            action(t("Attendance…"), self.attendance, table, icon="check", shortcut="R"),
            action(t("Notes…"), self.notes, table, icon="note", shortcut="W"),
            action(t("Sign-in sheet"), self.sheet, table, icon="print", shortcut="P"),
        )
        self.list.opened.connect(self._open)
        self.list.current_changed.connect(lambda _: self._enable())

    def show_group(self, view: GroupView) -> None:
        """Show this group's, going to the session that is next where another group was shown."""
        other = view.form.id != self._group_id
        self._group_id = view.form.id
        self.model.set_rows(view.sessions)
        self.new_button.setEnabled(view.form.active)
        if other and view.sessions:
            now = self._context.now()
            ahead = [n for n, one in enumerate(self.model.rows()) if one.ends_at > now]
            self.list.table.go_to(ahead[0] if ahead else self.model.rowCount() - 1)
        self._enable()

    def current(self) -> SessionLine | None:
        """The session that is chosen."""
        return self.model.row_with(self.list.current_id())

    # ---- doing ----

    def attendance(self) -> None:
        """Say who came to the session that is chosen."""
        self._with(lambda line: take_attendance(self._context, line.appointment_id, self.window()))

    def notes(self) -> None:
        """Write its notes, or read them."""
        line = self.current()
        if line is not None and line.starts_at > self._context.now() and self._writes:
            self._context.say_why_not(t("Notes can be written once the session has begun."))
        elif self._writes:
            self._with(
                lambda line: write_group_notes(self._context, line.appointment_id, self.window())
            )

    def sheet(self) -> None:
        """Look at the sheet on which people sign that they came."""
        self._with(
            lambda line: SignInSheetDialog(self._context, line.appointment_id, self.window()).open()
        )

    # ---- inside ----

    def _with(self, act: Callable[[SessionLine], object]) -> None:
        line = self.current()
        if line is not None and not is_off(line):
            act(line)

    def _open(self, appointment_id: UUID) -> None:
        self._context.navigate("appointment", appointment_id)

    def _enable(self) -> None:
        line = self.current()
        there = line is not None and not is_off(line)
        attendance, notes, sheet = self._menu
        for made, possible in (
            (attendance, there),
            (notes, there and self._writes),
            (sheet, there),
        ):
            made.setEnabled(possible)
        self.attendance_button.setEnabled(there)
        self.notes_button.setEnabled(there)
        self.sheet_button.setEnabled(there)


def _columns(today: Callable[[], date], *, reads: bool) -> list[Column[SessionLine]]:
    columns = [
        Column(
            "day",
            t("Day"),
            lambda line: session_day(line, today()),
            130,
            order=lambda line: line.starts_at,
            leads=True,
        ),
        Column("time", t("Time"), session_time, 160, order=lambda line: line.starts_at.time()),
        Column("room", t("Room"), lambda line: line.room, 110),
        Column("status", t("Status"), lambda line: label(line.status), 120, tone=_tone),
        Column("came", t("Came"), attended_words, 80, leads=True),
    ]
    note = Column("note", t("Notes"), note_words, 100, tone=note_tone, leads=True)
    return [*columns, note] if reads else columns


def _tone(line: SessionLine) -> Tone:
    return Tone.WARNING if is_off(line) else Tone.NEUTRAL
