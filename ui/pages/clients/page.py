"""The clients page: the lists at the left, the file in front at the right."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from db.queries.clients.client_file import ClientFile
from db.queries.whereabouts import Whereabouts, whereabouts
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.client import After, ClientDialog, go_on_with, take_in
from ui.dialogs.client.open_case import OpenCaseDialog
from ui.dialogs.client.sheet import ClientSheetDialog
from ui.dialogs.list_leaving import list_leaving
from ui.drafts import Draft
from ui.pages.clients.case_place import CasePlace
from ui.pages.clients.client_file import ClientFilePane
from ui.pages.clients.lists import Lists
from ui.runner import Changes
from ui.widgets.buttons import action
from ui.widgets.page import Page
from ui.widgets.splitter import Splitter


class ClientsPage(Page):
    """Without a file in front the list has the whole room.

    Enter opens a row, Esc closes the file. A case file is another pane (`CasePlace`) with
    actions and drafts of its own.
    """

    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "client", "case", "note", "task", "document", "household", "person", "hearing",
            "court_order", "court_report", "placement", "party", "appointment", "staff", "program",
            "message", "request",
        }
    )  # fmt: skip

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.lists = Lists(context, self.new_client)
        self._client: ClientFilePane | None = None
        self.case = CasePlace(context)
        self._files = QStackedWidget()
        self._files.addWidget(self.case)
        self._files.hide()
        self._then_close = False
        split = Splitter(
            "clients", context.settings, self.lists, self._files, sizes=(380, 700), parent=self
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 8)
        row.addWidget(split)
        self._actions()
        self._connect()

    @property
    def client(self) -> ClientFilePane:
        """The pane of a client's file, made when a file is first opened."""
        if self._client is None:
            pane = ClientFilePane(self.context)
            pane.closed.connect(self.close_file)
            pane.file_changed.connect(self._told)
            pane.open_case.connect(self.open_case)
            pane.book.connect(self.book)
            for entry in (*self._of_client, self._new):
                pane.addAction(entry)
            self._files.addWidget(pane)
            self._client = pane
        return self._client

    # ---- a page ----

    def title(self) -> str:
        return self.case.title() if self._front() is self.case else t("Clients")

    def page_actions(self) -> Sequence[QAction]:
        shown: list[QAction] = []
        if self.context.may(Action.EXPORT_LISTS):
            shown.append(self._export)
        if self._front() is self.case:
            return [*shown, self._close_action, *self.case.page_actions()]
        if self._of_file() is not None:
            shown += self._of_client
        if self.context.may(Action.EDIT_CLIENTS):
            shown.append(self._new)
        return shown

    def refresh(self, changes: Changes | None) -> None:
        self.lists.refresh(changes)
        if self._client is not None and self._front() is self._client:
            self._client.refresh(changes)
        self.case.refresh(changes)

    def actions(self) -> list[QAction]:
        """The page's own and the case file's: they stand on the sheet of shortcuts."""
        return [*super().actions(), *(self.case.actions() if self._front() is self.case else ())]

    def open_record(self, kind: str, record_id: UUID) -> None:
        if kind == "client":
            self._bring(self.client)
            self.client.show_client(record_id)
            self.lists.select("client", record_id)
            self._enter_file()
        elif kind == "case":
            self._bring(self.case)
            self.case.show_case(record_id)
            self.lists.select("case", record_id)
            self._enter_file()
        else:
            self.context.runner.read(
                whereabouts,
                kind,
                record_id,
                then=lambda found: self._show_in_file(kind, record_id, found),
            )

    def open_bare(self) -> None:
        if not self._files.isHidden():
            self._close()

    def place(self) -> tuple[str, UUID] | None:
        front = self._front()
        if self._client is not None and front is self._client and self._client.client_id:
            return ("client", self._client.client_id)
        if front is self.case and self.case.case_id is not None:
            return ("case", self.case.case_id)
        return None

    def leave(self) -> bool:
        return self._front() is not self.case or self.case.leave()

    def focus_filter(self) -> None:
        at = QApplication.focusWidget()
        in_file = at is not None and self._front() is self.case and self.case.isAncestorOf(at)
        if not in_file or not self.case.focus_filter():
            self.lists.front.focus_filter()

    def drafts(self) -> Sequence[Draft]:
        return self.case.drafts()

    def restore(self, draft: Draft) -> None:
        if draft.kind == "client":
            ClientDialog.go_on(self.context, draft, self._saved, self)
        else:
            self._bring(self.case)
            self.case.restore(draft)

    # ---- doing ----

    def new_client(self) -> None:
        """Take a client in."""
        take_in(self.context, self)

    def edit_client(self) -> None:
        """Change what is recorded of the client in front."""
        file = self._of_file()
        if file is not None:
            ClientDialog.edit(self.context, file.id, self._saved, self)

    def print_sheet(self) -> None:
        """Look at the sheet of the client in front, then print or save it."""
        file = self._of_file()
        if file is not None:
            ClientSheetDialog(self.context, file.id, self).open()

    def seal(self) -> None:
        """Move the client in front, and all that hangs together, into a sealed file."""
        from ui.dialogs.seal_client import SealClientDialog

        file = self._of_file()
        if file is not None:
            SealClientDialog(self.context, file.id, self).open()

    def who_saw(self) -> None:
        """Ask for the report of who saw the file of the client in front."""
        file = self._of_file()
        if file is not None:
            self.context.navigate("report.file-access", file.id)

    def open_case(self) -> None:
        """Open a case for the client in front."""
        file = self._of_file()
        if file is not None:
            self._open_case_for(file.id)

    def book(self) -> None:
        """Book an appointment for the client in front, or about the case in front."""
        from ui.dialogs.appointment import AppointmentDialog, Prefill

        file = self._of_file()
        if file is not None:
            prefill = Prefill(client_id=file.id)
            AppointmentDialog.new(self.context, prefill, self._booked, self).open()
        elif self._front() is self.case:
            self.case.pane().standing.book_for()

    def export_list(self) -> None:
        """Export exactly what the list in front shows; asked first who gets it."""
        names = {"client": "clients", "case": "cases"}
        list_leaving(self.context, self.lists.front, names[self.lists.key]).ask_where()

    def close_file(self) -> None:
        """Esc: close the file in front, unless something in it must be saved first."""
        if self._files.isHidden():
            return
        if self._front() is self.case and not self.case.leave():
            self._then_close = True
            return
        self._close()

    def _show_in_file(self, kind: str, record_id: UUID, found: Whereabouts) -> None:
        if found.client_id is not None:
            self.open_record("client", found.client_id)
            self.client.show_tab("household")
        elif found.case_id is not None:
            self.open_record("case", found.case_id)
            self.case.show_part(kind, record_id)

    def _enter_file(self) -> None:
        """Who comes from elsewhere stands in the file; who opens a row goes on in the list."""
        if self.window().focusWidget() is self.lists.front.table:
            return
        if self._front() is self.case:
            self.case.pane().take_focus()
        else:
            self.client.take_focus()

    def _saved(self, client_id: UUID, after: After) -> None:
        go_on_with(self.context, self, client_id, after)

    def _open_case_for(self, client_id: UUID) -> None:
        def opened(case_id: UUID) -> None:
            self.context.navigate("case", case_id)

        OpenCaseDialog(self.context, client_id, opened, self).open()

    def _booked(self, record_id: UUID, starts_on: date) -> None:
        self.client.refresh(None)

    def _close(self) -> None:
        self._then_close = False
        self._files.hide()
        if self._client is not None:
            self._client.forget()
        self.lists.front.table.setFocus()
        self._told()

    def _of_file(self) -> ClientFile | None:
        """The client's file in front, once it is there."""
        pane = self._client
        return pane.file if pane is not None and self._front() is pane else None

    def _front(self) -> QWidget | None:
        return None if self._files.isHidden() else self._files.currentWidget()

    def _bring(self, pane: QWidget) -> None:
        self._files.setCurrentWidget(pane)
        self._files.show()
        self._told()

    def _told(self) -> None:
        kind, record_id = self.place() or ("", None)
        case_id = record_id if kind == "case" else None
        client_id = self.case.client_id if kind == "case" else record_id
        self.lists.stand_beside(self._front() is not None, client_id, case_id)
        self.title_changed.emit()
        self.actions_changed.emit()

    def _may_leave(self) -> None:
        if self._then_close:
            self._close()
        else:
            self.may_leave.emit()

    def _actions(self) -> None:
        may, lists = self.context.may, self.lists
        self._new = action(
            t("New client"), self.new_client, lists, icon="add", shortcut="Ctrl+N", kind="primary"
        )
        self._close_action = action(
            t("Close file"), self.close_file, self, icon="close", shortcut="Esc"
        )
        self._export = action(t("Export this list…"), self.export_list, lists, icon="export")
        self._of_client: list[QAction] = []
        if may(Action.PRINT_CASES):
            sheet = action(
                t("Print client sheet…"), self.print_sheet, lists, icon="print", shortcut="Ctrl+P"
            )
            self._of_client.append(sheet)
        if may(Action.PRINT_CASES) and may(Action.READ_AUDIT):
            seen = action(t("Who saw this file…"), self.who_saw, lists, icon="audit")
            self._of_client.insert(0, seen)
        if may(Action.SEAL_CASES) and self.context.has_sealed:
            self._of_client.append(action(t("Seal this file…"), self.seal, lists, icon="lock"))
        if may(Action.EDIT_CASES):
            self._of_client.append(action(t("Open a case…"), self.open_case, lists))
        if may(Action.BOOK):
            book = action(t("Book…"), self.book, lists, icon="calendar", shortcut="Ctrl+B")
            self._of_client.append(book)
        if may(Action.EDIT_CLIENTS):
            edit = action(t("Edit client…"), self.edit_client, lists, icon="edit", shortcut="F2")
            self._of_client.append(edit)

    def _connect(self) -> None:
        self.lists.opened.connect(self.context.navigate)
        self.case.title_changed.connect(self._told)
        self.case.actions_changed.connect(self.actions_changed)
        self.case.may_leave.connect(self._may_leave)
