"""The reception page: the board of today, and the messages that were taken."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.message import MessageDialog
from ui.dialogs.waiting import WaitDialog
from ui.dialogs.walk_in import WalkInDialog
from ui.drafts import Draft
from ui.pages.reception.board import BoardPane
from ui.pages.reception.messages import MessagesPane
from ui.pages.reception.reminders import RemindersPane
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.list_pane import ListPane
from ui.widgets.page import Page


class ReceptionPage(Page):
    """Names, times and messages; what is in a case is not asked for here."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"appointment", "client", "message", "staff", "room", "household"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.board = BoardPane(context)
        self.messages = MessagesPane(context)
        self.reminders = RemindersPane(context)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(t("Reception"))
        self.tabs.addTab(self.board, t("Board"))
        self.tabs.addTab(self.messages, t("Messages"))
        self.tabs.addTab(self.reminders, t("Reminders"))
        self.tabs.currentChanged.connect(lambda _: self._load_reminders())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.tabs)
        self.messages.counted.connect(self._name_messages)
        for pane in (self.board.pane, self.messages.pane, self.reminders.pane):
            pane.model.modelReset.connect(self._focus_rows)
        self.board.pane.opened.connect(self._open)
        self.reminders.pane.opened.connect(
            lambda record_id: self.context.navigate("appointment", record_id)
        )
        self._actions()

    # ---- a page ----

    def title(self) -> str:
        return t("Reception")

    def page_actions(self) -> Sequence[QAction]:
        board = self.board
        marks = (board.cancelled, board.no_show, board.completed, board.went_in, board.arrived)
        return (*marks, self._asked_for, self._message, self._wait, self._walk_in)

    def actions(self) -> list[QAction]:
        """The page's own and those of its lists: all stand on the sheet of shortcuts."""
        panes = (self.board.pane, self.messages.pane, self.reminders.pane)
        tables = [pane.table for pane in panes]
        return [*super().actions(), *(entry for table in tables for entry in table.actions())]

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*(self.kinds - {"message"})):
            self.board.load()
            self._load_reminders()
        if changes is None or changes.touches("message", "client", "staff"):
            self.messages.load()

    def open_record(self, kind: str, record_id: UUID) -> None:
        if kind == "message":
            self.tabs.setCurrentWidget(self.messages)
            self.messages.show_message(record_id)

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_rows()

    def _focus_rows(self) -> None:
        """Go to the list, from the page itself: at first its rows have not come yet."""
        pane = self._pane()
        if self.holds_cursor() and pane.model.rowCount():
            if pane.current_id() is None:
                pane.table.go_to(0)
            pane.table.setFocus()

    def focus_filter(self) -> None:
        self._pane().focus_filter()

    def restore(self, draft: Draft) -> None:
        MessageDialog.go_on(self.context, draft, self).open()

    def _pane(self) -> ListPane:
        shown = self.tabs.currentWidget()
        if shown is self.messages:
            return self.messages.pane
        return self.reminders.pane if shown is self.reminders else self.board.pane

    def _load_reminders(self) -> None:
        """Only while somebody looks at them."""
        if self.tabs.currentWidget() is self.reminders:
            self.reminders.load()

    # ---- doing ----

    def _actions(self) -> None:
        self._message = action(t("Take a message"), self._take_message, self, icon="message")
        self._wait = action(
            t("Put on the waiting list…"), self._put_on_list, self, icon="clock",
            shortcut="Ctrl+Shift+W",
        )  # fmt: skip
        self._asked_for = action(
            t("Appointment asked for"), self._new_request, self, icon="phone",
            shortcut="Ctrl+Shift+N",
        )  # fmt: skip
        self._walk_in = action(
            t("New walk-in"), self._new_walk_in, self, icon="add", shortcut="Ctrl+N",
            kind="primary",
        )  # fmt: skip
        if self.context.may(Action.FIND_CLIENTS):
            for pane in (self.board, self.reminders):
                open_client = partial(self._open_client, pane)
                action(t("Open client"), open_client, pane.pane.table, icon="person", shortcut="O")

    def _open(self, record_id: UUID) -> None:
        row = self.board.row(record_id)
        if row is not None and row.hidden:
            self.context.notify(t("This appointment may only be opened by named staff."))
        elif row is not None:
            self.context.navigate("appointment", record_id)

    def _open_client(self, pane: BoardPane | RemindersPane) -> None:
        row = pane.current()
        if row is not None and row.client_id is not None:
            self.context.navigate("client", row.client_id)

    def _put_on_list(self) -> None:
        """Whoever called or came, and has no time yet."""
        WaitDialog(self.context, parent=self).open()

    def _take_message(self) -> None:
        MessageDialog.new(self.context, self).open()

    def _new_walk_in(self) -> None:
        WalkInDialog(self.context, self._walked_in, self).open()

    def _new_request(self) -> None:
        """Somebody asks for a time, at the desk or on the phone, and nobody promises it yet."""
        from ui.dialogs.appointment import AppointmentDialog, Prefill

        AppointmentDialog.new(self.context, Prefill(requested=True), None, self).open()

    def _walked_in(self, record_id: UUID) -> None:
        self.tabs.setCurrentWidget(self.board)
        self.board.counts.choose(None)
        self.board.pane.select(record_id)

    def _name_messages(self, count: int) -> None:
        named = t("Messages ({count})", count=count) if count else t("Messages")
        self.tabs.setTabText(1, named)
