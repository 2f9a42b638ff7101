"""A client's file: the header that stays in sight, and tabs below it."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.operations.views import record_view
from db.queries.clients.client_file import ClientFile, client_file
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import explain, t
from ui.context import PageContext
from ui.pages.clients.appointments_tab import AppointmentsTab
from ui.pages.clients.cases_tab import CasesTab
from ui.pages.clients.file_header import FileHeader
from ui.pages.clients.household_tab import HouseholdTab
from ui.pages.clients.overview import Overview
from ui.runner import Changes
from ui.widgets.card import Scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_tabs import FileTabs

TABS = ("overview", "household", "cases", "appointments")


class ClientFilePane(QWidget):
    """Shows one client; that somebody looked is recorded with the first showing.

    Emits `closed` for the button in the header, `file_changed` when another file, or none, is
    shown, and `book` and `open_case` when the tabs ask for it.
    """

    closed = Signal()
    file_changed = Signal()
    book = Signal()
    open_case = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted: UUID | None = None
        self._focus_from: QWidget | None = None
        self.file: ClientFile | None = None
        self.header = FileHeader(self.closed.emit)
        self.overview = Overview(reads_cases=context.may(Action.READ_CASES))
        self.household = HouseholdTab(context)
        self.cases = CasesTab(context, self.open_case.emit)
        self.appointments = AppointmentsTab(context, self.book.emit)
        self.tabs = FileTabs(t("Parts of the client’s file"))
        self.tabs.addTab(self.overview, t("Overview"))
        self.tabs.addTab(_room(self.household), t("Household"))
        if context.may(Action.READ_CASES):
            self.tabs.addTab(_room(self.cases), t("Cases"))
        self.tabs.addTab(_room(self.appointments), t("Appointments"))
        self.tabs.currentChanged.connect(lambda _: self._turned())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)
        self.nothing = EmptyState("", icon="person")
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    @property
    def client_id(self) -> UUID | None:
        """Whose file is in front, or is being fetched."""
        return self._wanted

    def show_client(self, client_id: UUID) -> None:
        """Fetch and show a client."""
        if client_id != self._wanted:
            self._wanted, self.file = client_id, None
            self.tabs.setCurrentIndex(0)
            self.file_changed.emit()
        self._context.runner.write(
            record_view, "client", client_id, then=self._seen, failed=self._refused
        )

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front: "overview", "household", "cases" or "appointments"."""
        parts = (self.overview, self.household, self.cases, self.appointments)
        part = parts[TABS.index(key)]
        at = next((n for n in range(self.tabs.count()) if self._in_tab(n, part)), -1)
        if at >= 0:
            self.tabs.setCurrentIndex(at)

    def take_focus(self) -> None:
        """Put the cursor into the file, as soon as it is there, unless it is moved meanwhile."""
        self._focus_from = self.window().focusWidget()
        if self.file is not None:
            self._focus_tabs()

    def forget(self) -> None:
        """Show nobody."""
        self._wanted = self.file = None
        self.file_changed.emit()

    def refresh(self, changes: Changes | None) -> None:
        """Read the file again, if what it shows may have changed."""
        if self._wanted is None:
            return
        about = changes is None or changes.concerns("client", self._wanted)
        around = changes is not None and changes.touches("case", "household", "staff", "person")
        if about or around:
            self._read()
        kinds = ("appointment", "request")
        if self.file is not None and changes is not None and changes.touches(*kinds):
            self._load_tab()

    def _seen(self, _: object) -> None:
        self._read()

    def _read(self) -> None:
        if self._wanted is not None:
            self._context.runner.read(
                client_file,
                self._wanted,
                then=self._show,
                failed=self._refused,
                replace_key=(self, "file"),
            )

    def _show(self, file: ClientFile) -> None:
        if file.id != self._wanted:
            return
        self.file = file
        self.header.show_file(file)
        self.overview.show_file(file)
        self.household.show_file(file)
        self.cases.show_file(file)
        self._stack.setCurrentIndex(0)
        self._load_tab()
        self.file_changed.emit()
        self._focus_tabs()

    def _focus_tabs(self) -> None:
        before, self._focus_from = self._focus_from, None
        if before is not None and before is self.window().focusWidget():
            self.tabs.focus_bar()

    def _refused(self, error: Exception) -> None:
        self.file = None
        words = explain(error) if isinstance(error, Refused) else ""
        self.nothing.say(t("This file cannot be shown"), words)
        self._stack.setCurrentIndex(1)
        self.file_changed.emit()

    def _in_tab(self, at: int, part: QWidget) -> bool:
        room = self.tabs.widget(at)
        return room is part or (room is not None and room.isAncestorOf(part))

    def _turned(self) -> None:
        self._load_tab()
        if self.tabs.is_adrift():
            self.tabs.focus_bar()

    def _load_tab(self) -> None:
        if self.file is not None and self._in_tab(self.tabs.currentIndex(), self.appointments):
            self.appointments.load(self.file.id)


def _room(part: QWidget) -> Scrolled:
    """Room that scrolls where the text is large and the screen small."""
    room = Scrolled(part, margin=0)
    room.body.setStretch(0, 1)
    return room
