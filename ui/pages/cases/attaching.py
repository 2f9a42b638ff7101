"""Files on their way into a case and out of it."""

import mimetypes
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from db.operations.disclosures import record_disclosure
from db.operations.documents import DocumentForm, attach_document
from db.queries.cases.documents import DocumentRow, StoredDocument, document_to_open
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts import explain, t, tn
from ui.context import PageContext
from ui.dialogs.case.viewing import DocumentDialog, can_be_shown
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.where import begin_at_documents
from ui.documents import Kept

Say = Callable[[str], object]


class Attaching:
    """`say(words)` tells what went wrong, or "" that nothing did."""

    def __init__(self, context: PageContext, owner: QWidget, say: Say) -> None:
        self._context = context
        self._owner = owner
        self._say = say

    def ask_files(self, case_id: UUID) -> QFileDialog:
        """Ask which files to attach."""
        dialog = QFileDialog(self._owner, t("Attach documents"))
        begin_at_documents(dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda paths: self.attach(case_id, [Path(path) for path in paths])
        )
        dialog.open()
        return dialog

    def attach(self, case_id: UUID, files: Sequence[Path]) -> None:
        """Keep copies of these files in the case, encrypted."""
        self._say("")
        for file in files:
            self._context.runner.background(
                self._context.documents.put,
                file,
                then=partial(self._attach, case_id, file, len(files)),
                failed=self._fail,
                label=t("Encrypting a document"),
            )

    def open(self, row: DocumentRow) -> None:
        """Show a document on the screen."""
        self._say("")
        if not can_be_shown(row.media_type):
            self._say(t("This kind of file cannot be shown here. Save it to open it elsewhere."))
            return
        self._with_bytes(
            row,
            lambda content: DocumentDialog(row.name, row.media_type, content, self._owner).open(),
        )

    def save_as(self, row: DocumentRow, case_id: UUID) -> QFileDialog:
        """Ask where to, who gets it and why, then write it and record that it left."""
        dialog = QFileDialog(self._owner, t("Save as"))
        begin_at_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(row.name)
        dialog.fileSelected.connect(lambda path: self.ask_who(row, case_id, Path(path)))
        dialog.open()
        return dialog

    def ask_who(self, row: DocumentRow, case_id: UUID, target: Path) -> None:
        """Ask for recipient and purpose, then save there."""

        def leave(recipient: str, purpose: DisclosurePurpose, remark: str) -> None:
            form = DisclosureForm(
                id=new_id(),
                document="attachment",
                left_as=LeftAs.SAVED,
                purpose=purpose,
                recipient=recipient,
                remark=remark,
                case_id=case_id,
                rows=1,
            )
            self._save(row, form, target)

        DisclosureDialog(t("The document"), t("Save"), leave, self._owner).open()

    # ---- inside ----

    def _attach(self, case_id: UUID, file: Path, together: int, kept: Kept) -> None:
        media_type, _ = mimetypes.guess_type(file.name)
        form = DocumentForm(
            id=new_id(),
            case_id=case_id,
            name=file.name,
            size=kept.size,
            sha256=kept.sha256,
            key=kept.key,
            stored_as=kept.stored_as,
            media_type=media_type or "application/octet-stream",
        )

        def refused(error: Exception) -> None:
            # Where nobody knows whether it is attached its bytes stay: a record may stand on them.
            if isinstance(error, Refused) and not error.has("storage.unsure"):
                self._context.runner.background(self._context.documents.remove, kept.stored_as)
            self._fail(error)

        self._context.runner.write(
            attach_document,
            form,
            then=lambda _: self._context.notify(
                tn("The document is attached.", "{n} documents are being attached.", together)
            ),
            failed=refused,
        )

    def _with_bytes(self, row: DocumentRow, show: Callable[[bytes], object]) -> None:
        def read(stored: StoredDocument) -> None:
            self._context.runner.background(
                self._context.documents.read,
                stored,
                then=show,
                failed=self._fail,
                label=t("Opening a document"),
            )

        self._context.runner.read(document_to_open, row.id, then=read, failed=self._fail)

    def _save(self, row: DocumentRow, form: DisclosureForm, target: Path) -> None:
        """What is not recorded does not leave: the record is written first."""

        def write_out(stored: StoredDocument) -> None:
            self._context.runner.background(
                self._context.documents.save,
                stored,
                target,
                then=lambda _: self._context.notify(t("The document is saved.")),
                failed=self._fail,
                label=t("Saving a document"),
            )

        def recorded(_: object) -> None:
            self._context.runner.read(document_to_open, row.id, then=write_out, failed=self._fail)

        self._context.runner.write(record_disclosure, form, then=recorded, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        self._say(explain(error) if isinstance(error, Refused) else t("That did not work."))
