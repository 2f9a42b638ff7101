"""The documents of a case, encrypted in the office, and its recycle bin."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from db.operations.documents import remove_document, restore_document
from db.queries.cases.case_parts import CaseOverview
from db.queries.cases.documents import DocumentRow, document_list
from db.rules.permissions import Action
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.case.renaming import RenameDocumentDialog
from ui.pages.cases.attaching import Attaching
from ui.pages.cases.columns import document_columns
from ui.pages.cases.list_tab import CaseListTab
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState


class DocumentsTab(CaseListTab[DocumentRow]):
    """Files dropped on the list are attached as well."""

    kinds: ClassVar[frozenset[str]] = frozenset({"document"})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        banner = Banner("", Tone.DANGER)
        super().__init__(
            context,
            "case.documents",
            document_columns(context.office.zone),
            [(False, t("In the file")), (True, t("In the recycle bin"))],
            title=t("Documents of the case"),
            count=lambda n: tn("{n} document", "{n} documents", n),
            above=(banner,),
            parent=parent,
        )
        self.banner = banner
        self.attaching = Attaching(context, self, self.banner.say)
        self._actions()
        self.list.opened.connect(lambda _: self.open_document())

    def nothing(self) -> EmptyState:
        return EmptyState(
            t("No documents"),
            t("Attached files are kept encrypted in the office. Drop files here, or choose them."),
            icon="attach",
            step=t("Attach a document"),
            clicked=self.attach,
        )

    def ask(self, case_id: UUID, then: Callable[[Sequence[DocumentRow]], object]) -> None:
        self.context.runner.read(
            document_list,
            case_id,
            removed=bool(self.half.value()),
            then=then,
            replace_key=(self, "documents"),
        )

    def show_case(self, case: CaseOverview) -> None:
        if self.case is not None and self.case.header.id != case.header.id:
            self.half.set_value(False)
            self.banner.say("")
        super().show_case(case)
        self.setAcceptDrops(self.edits)

    def tab_actions(self) -> Sequence[QAction]:
        found: tuple[QAction, ...] = (self.open_action,)
        if self.context.may(Action.PRINT_CASES):
            found = (*found, self.save_action)
        return (*found, self.attach_action) if self.edits else found

    def select(self, record_id: UUID) -> None:
        """Go to a document."""
        self._wanted = None if self.list.select(record_id) else record_id

    def attach(self) -> None:
        """Choose files to attach."""
        if self.case is not None and self.edits:
            self.attaching.ask_files(self.case.header.id)

    def open_document(self) -> None:
        """Show the document in front."""
        row = self.in_front()
        if row is not None:
            self.attaching.open(row)

    def save_as(self) -> None:
        """Save the document in front outside the office."""
        row = self.in_front()
        if row is not None and self.case is not None:
            self.attaching.save_as(row, self.case.header.id)

    def rename(self) -> None:
        """Another name or day."""
        row = self.in_front()
        if row is not None and self.case is not None and self.edits:
            RenameDocumentDialog(self.context, self.case.header.id, row, self).open()

    def remove(self) -> None:
        """Into the recycle bin, or out of it again."""
        row = self.in_front()
        if row is None or not self.edits:
            return
        runner = self.context.runner
        if row.removed_at is not None:
            runner.write(restore_document, row.id, row.version)
            return

        def undo() -> None:
            runner.write(restore_document, row.id, row.version + 1)

        runner.write(
            remove_document,
            row.id,
            row.version,
            then=lambda _: self.context.notify(t("The document is in the recycle bin."), undo),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        files = [file for file in files if file.is_file()]
        if self.case is not None and files:
            self.attaching.attach(self.case.header.id, files)

    def enable(self) -> None:
        row = self.in_front()
        removed = row is not None and row.removed_at is not None
        for entry in (self.open_action, self.save_action):
            entry.setEnabled(row is not None)
        self.remove_action.setEnabled(row is not None and self.edits)
        self.rename_action.setEnabled(row is not None and self.edits and not removed)
        self.remove_action.setText(t("Take out of the bin") if removed else t("Remove"))

    def _actions(self) -> None:
        table = self.list.table
        self.attach_action = action(t("Attach"), self.attach, self, icon="attach")
        self.open_action = action(t("Open document"), self.open_document, table, icon="eye")
        self.save_action = action(t("Save as…"), self.save_as, table, icon="save")
        self.rename_action = action(t("Rename"), self.rename, table, icon="edit", shortcut="F2")
        self.remove_action = action(t("Remove"), self.remove, table, icon="delete", shortcut="Del")
        table.addAction(self.open_action)
        table.addAction(self.save_action)
