"""Another name for a document, or another day."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.documents import rename_document
from db.queries.cases.documents import DocumentRow, document_list
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.editing import EditingDialog
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput


class RenameDocumentDialog(EditingDialog):
    """The bytes stay as they are."""

    def __init__(
        self,
        context: PageContext,
        case_id: UUID,
        row: DocumentRow,
        parent: QWidget | None = None,
    ) -> None:
        begun = Begun(context, row.id, "case", case_id)
        super().__init__(
            context, t("Document"), parent=parent, record_id=row.id, begun=begun, width=480
        )
        self._case_id = case_id
        self.version = row.version
        self.form.add("name", t("Name"), TextInput(limit=255), required=True)
        self.form.add("dated_on", t("Day on the paper"), DateField(context.today))
        self.form.set_values({"name": row.name, "dated_on": row.dated_on})
        self.verbs(t("Save"))
        self.form.field("name").control.setFocus()

    def write(self, reason: str) -> None:
        self.context.runner.write(
            rename_document,
            self.record_id,
            self.version,
            self.form.value("name"),
            self.form.value("dated_on"),
            then=self.done_saving,
            failed=self.failed,
        )

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(rows: Sequence[DocumentRow]) -> None:
            for row in rows:
                if row.id == self.record_id:
                    then({"name": row.name, "dated_on": row.dated_on}, row.version)

        self.context.runner.read(document_list, self._case_id, then=got, failed=self.refuse)
