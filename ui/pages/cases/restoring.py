"""Going on with what was typed and not saved when the program ended."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.cases.case_file import case_file
from db.queries.cases.case_parts import CaseOverview
from db.queries.tasks import TaskFilter, TaskRow, task_list
from ui.context import PageContext
from ui.dialogs.case.first_page import EditCaseDialog
from ui.dialogs.case.task import TaskDialog
from ui.drafts import Draft


def restore_case(context: PageContext, draft: Draft, parent: QWidget) -> None:
    """Open the first page's dialog with what was typed."""

    def show(case: CaseOverview) -> None:
        dialog = EditCaseDialog(context, case, parent)
        dialog.resume(draft)
        dialog.open()

    context.runner.read(case_file, draft.record_id, then=show)


def restore_task(context: PageContext, draft: Draft, parent: QWidget) -> None:
    """Open the dialog of a task, new or not, with what was typed."""
    case_id = UUID(str(draft.data["case"]))

    def show(rows: Sequence[TaskRow]) -> None:
        row = next((row for row in rows if row.id == draft.record_id), None)
        dialog = TaskDialog(context, case_id, row, parent, record_id=draft.record_id)
        dialog.resume(draft)
        dialog.open()

    context.runner.read(task_list, TaskFilter(case_id=case_id), then=show)
