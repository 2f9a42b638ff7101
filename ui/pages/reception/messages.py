"""Phone messages: those for me, and those that I took for others until they are done."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.operations.messages import mark_message_done
from db.queries.messages import MessageRow, messages_i_took, my_messages
from db.rules.names import fold
from db.rules.permissions import Action
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.read_message import ReadMessageDialog
from ui.item_models.table import TableModel
from ui.pages.reception.columns import message_columns
from ui.widgets.buttons import Button, action
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane


class MessagesPane(QWidget):
    """A list of messages. `counted` carries how many open ones are for the user."""

    counted = Signal(int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[MessageRow, ...] = ()
        self._wanted: UUID | None = None
        self._tried = 0
        takes_for_others = not context.may(Action.READ_CASES)
        self.mine = self._choice(t("For me"), not takes_for_others)
        self.taken = self._choice(t("Taken by me"), takes_for_others)
        self.done = Button(t("Also those that are done"), kind="quiet")
        self.done.setCheckable(True)
        self.done.clicked.connect(lambda checked=False: self.load())
        line = QHBoxLayout()
        line.setSpacing(4)
        for button in (self.mine, self.taken):
            line.addWidget(button)
        line.addStretch()
        line.addWidget(self.done)
        self.model = TableModel(message_columns(), parent=self)
        self.pane = ListPane(
            "messages",
            context.settings,
            self.model,
            title=t("Phone messages"),
            filter_hint=t("Caller, phone or words"),
            count=lambda n: tn("{n} message", "{n} messages", n),
            empty=EmptyState(
                t("No messages"), t("Ctrl+M takes a message from anywhere."), icon="message"
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.pane, 1)
        self.pane.opened.connect(self._open)
        self.pane.searched.connect(lambda _: self._show_rows())
        action(
            t("Message is done"), partial(self._mark, True), self.pane.table,
            icon="check", shortcut="D",
        )  # fmt: skip
        action(
            t("Message is not done"), partial(self._mark, False), self.pane.table,
            icon="undo", shortcut="U",
        )  # fmt: skip

    def load(self) -> None:
        """Read the messages that are asked for."""
        query = my_messages if self.mine.isChecked() else messages_i_took
        read = self._context.runner.read
        if not self.done.isChecked():
            read(query, then=self._show, replace_key=(self, "open"))
            return

        def with_done(rows: tuple[MessageRow, ...]) -> None:
            read(query, done=True, then=lambda done: self._show((*rows, *done)))

        read(query, then=with_done, replace_key=(self, "open"))

    def show_message(self, message_id: UUID) -> None:
        """Open a message, in whichever list it stands."""
        self._wanted = message_id
        self._tried = 0
        self.load()

    def _choice(self, words: str, chosen: bool) -> Button:
        button = Button(words, kind="quiet")
        button.setCheckable(True)
        button.setChecked(chosen)
        button.clicked.connect(lambda checked=False: self._choose(button))
        return button

    def _choose(self, chosen: Button) -> None:
        for button in (self.mine, self.taken):
            button.setChecked(button is chosen)
        self.load()

    def _show(self, rows: tuple[MessageRow, ...]) -> None:
        self._rows = rows
        if self.mine.isChecked():
            self.counted.emit(sum(1 for row in rows if not row.done))
        self._show_rows()
        if self._wanted is not None:
            self._look_for(self._wanted)

    def _look_for(self, message_id: UUID) -> None:
        """Open it, or look into the other list, and then among those that are done."""
        if self.pane.select(message_id):
            self._wanted = None
            self._open(message_id)
        elif self._tried < 3:
            self._tried += 1
            self.done.setChecked(self._tried > 1)
            self._choose(self.taken if self.mine.isChecked() else self.mine)
        else:
            self._wanted = None

    def _show_rows(self) -> None:
        wanted = fold(self.pane.search.query()).split()
        self.model.set_rows([row for row in self._rows if _matches(row, wanted)])

    def _row(self, message_id: UUID | None) -> MessageRow | None:
        return next((row for row in self._rows if row.id == message_id), None)

    def _open(self, message_id: UUID) -> None:
        row = self._row(message_id)
        if row is not None:
            ReadMessageDialog(self._context, row, self).open()

    def _mark(self, done: bool) -> None:
        row = self._row(self.pane.current_id())
        if row is not None and row.done is not done:
            write = self._context.runner.write
            words = t("Message done") if done else t("Message open again")
            undo = partial(write, mark_message_done, row.id, not done)
            write(
                mark_message_done, row.id, done,
                then=lambda _: self._context.notify(words, undo),
            )  # fmt: skip


def _matches(row: MessageRow, wanted: list[str]) -> bool:
    words = fold(" ".join((row.caller, row.client, row.for_staff, row.phone, row.text)))
    return all(word in words for word in wanted)
