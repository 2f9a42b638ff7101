"""The left side: clients or cases, one list in front."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.pages.clients.case_list import CaseList
from ui.pages.clients.client_list import ClientList
from ui.runner import Changes
from ui.widgets.buttons import Button

_LAYOUT = "clients.list"


class Lists(QWidget):
    """Emits `opened` with ("client" or "case", id)."""

    opened = Signal(str, object)
    front_changed = Signal()

    def __init__(self, context: PageContext, new: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self._waiting: set[str] = {"client", "case"}
        self._beside: tuple[bool, UUID | None, UUID | None] = (False, None, None)
        self.clients = ClientList(context, new)
        self.clients.opened.connect(lambda one: self.opened.emit("client", one))
        self.cases: CaseList | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.clients)
        self.client_button = self._toggle(t("Clients"), "client")
        self.case_button = self._toggle(t("Cases"), "case")
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in (self.client_button, self.case_button):
            group.addButton(button)
            row.addWidget(button)
        row.addSpacing(8)
        row.addStretch()
        row.addWidget(self.clients.filters)
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        reads_cases = context.may(Action.READ_CASES)
        self.client_button.setVisible(reads_cases)
        self.case_button.setVisible(reads_cases)
        self.client_button.setChecked(True)
        self.key = "client"
        self._order()
        if reads_cases and context.settings.layout(_LAYOUT) == "case":
            self._turn("case")

    def _order(self) -> None:
        """Tab goes as one reads: which list, its filter, what is searched, the table."""
        front = self.front
        stops = (self.case_button, front.filters, front.search, front.columns_button, front.table)
        before: QWidget = self.client_button
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    @property
    def front(self) -> ClientList | CaseList:
        """The list in front."""
        return self.cases if self.key == "case" and self.cases is not None else self.clients

    def show_list(self, key: str) -> None:
        """Bring "client" or "case" to the front."""
        if key != self.key:
            self._turn(key)
            self._context.settings.remember(_LAYOUT, key)
            self._load_front()
            self.front_changed.emit()

    def stand_beside(self, file: bool, client_id: UUID | None, case_id: UUID | None) -> None:
        """Whether a file is open at the right, for then there is room for the chief columns only;
        and whose: that row is marked in each list, wherever the selection goes.
        """
        if (file, client_id, case_id) == self._beside:
            return
        self._beside = (file, client_id, case_id)
        self._show_beside()
        opened = client_id if self.key == "client" else case_id
        if opened is not None and not self.front.table.hasFocus():
            self.select(self.key, opened)

    def _show_beside(self) -> None:
        file, client_id, case_id = self._beside
        for one, opened in ((self.clients, client_id), (self.cases, case_id)):
            if one is not None:
                one.table.keep_to_width(file)
                one.table.show_open(opened)

    def refresh(self, changes: Changes | None) -> None:
        """Read the list in front again if it may have changed; the other when it is next shown."""
        if changes is None or changes.touches("staff", "program"):
            self.front.load_choices()
        if changes is None or changes.touches("client", "case", "note", "task", "hearing"):
            self._waiting = {"client", "case"}
            self._load_front()

    def select(self, kind: str, record_id: object) -> None:
        """Go to a record's row, if the list in front is of its kind and has it."""
        if kind == self.key and self.front.current_id() != record_id:
            self.front.select(record_id)

    def _load_front(self) -> None:
        if self.key in self._waiting:
            self._waiting.discard(self.key)
            self.front.load()

    def _turn(self, key: str) -> None:
        self.key = key
        if key == "case" and self.cases is None:
            self.cases = CaseList(self._context)
            self._show_beside()
            self.cases.opened.connect(lambda one: self.opened.emit("case", one))
            self._stack.addWidget(self.cases)
            self._row.addWidget(self.cases.filters)
            self.cases.load_choices()
        self.client_button.setChecked(key == "client")
        self.case_button.setChecked(key == "case")
        self._stack.setCurrentWidget(self.front)
        self.clients.filters.setVisible(key == "client")
        self._order()
        if self.cases is not None:
            self.cases.filters.setVisible(key == "case")

    def _toggle(self, words: str, key: str) -> Button:
        made = Button(words, lambda: self.show_list(key))
        made.setCheckable(True)
        made.setAccessibleName(t("List: {list}", list=words))
        return made
