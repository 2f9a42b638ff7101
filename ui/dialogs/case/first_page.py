"""What stands on a case's first page, to be changed."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.cases.open_case import CaseForm, change_case
from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview
from db.rules.codes import CaseStatus
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog
from ui.theme.look import look
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.note_editor import NoteEditor

_NAMES = (
    "opened_on", "removed_on", "summary", "background", "in_the_matter_of", "docket", "court",
    "county",
)  # fmt: skip


class EditCaseDialog(EditingDialog):
    """Changes summary, background, caption and dates; two who do so at once are asked."""

    draft_kind = "case"

    def __init__(
        self, context: PageContext, case: CaseOverview, parent: QWidget | None = None
    ) -> None:
        header = case.header
        super().__init__(
            context,
            t("Case {number}", number=header.number),
            parent=parent,
            record_id=header.id,
            columns=2,
            width=look().px(720),
        )
        self._client_id = header.client_id
        self._status = header.status
        self.version = header.version
        form = self.form
        form.add("opened_on", t("Opened on"), DateField(context.today), required=True)
        if header.status is CaseStatus.CLOSED:
            form.add("removed_on", t("Removed from home on"), DateField(context.today))
        else:
            options = choices(CaseStatus, without={CaseStatus.CLOSED})
            form.add("status", t("Status"), Choice(options), required=True)
            form.add("removed_on", t("Removed from home on"), DateField(context.today))
        form.add("summary", t("Summary"), NoteEditor(rows=4), wide=True)
        form.add("background", t("Background"), NoteEditor(rows=5), wide=True)
        form.section(t("Court caption"))
        form.add("in_the_matter_of", t("In the matter of"), TextInput(limit=200))
        form.add("docket", t("Docket number"), TextInput(limit=80))
        form.add("court", t("Court"), TextInput(limit=200))
        form.add("county", t("County"), TextInput(limit=100))
        form.set_values(_values(case))
        self.verbs(t("Save"))
        form.field("summary").control.setFocus()

    def write(self, reason: str) -> None:
        values = {"status": self._status} | self.form.values()
        form = CaseForm(
            id=self.record_id, client_id=self._client_id, version=self.version, **values
        )
        self.context.runner.write(change_case, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        self.context.runner.read(
            case_file,
            self.record_id,
            then=lambda case: then(_values(case), case.header.version),
            failed=self.refuse,
        )


def _values(case: CaseOverview) -> dict[str, Any]:
    own = {"opened_on": case.header.opened_on, "status": case.header.status}
    return own | {name: getattr(case, name) for name in _NAMES if name != "opened_on"}
