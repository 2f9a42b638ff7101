"""Something to be done for a case: what, by when, by whom."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.tasks import TaskForm, add_task, change_task
from db.queries.staff import StaffRow, workers
from db.queries.tasks import TaskFilter, TaskRow, task_list
from db.rules.codes import TaskKind
from db.rules.ids import new_id
from db.texts import t
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.editing import EditingDialog
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput


class TaskDialog(EditingDialog):
    """Adds a task to a case, or changes one (`row`)."""

    draft_kind = "task"

    def __init__(
        self,
        context: PageContext,
        case_id: UUID,
        row: TaskRow | None = None,
        parent: QWidget | None = None,
        *,
        record_id: UUID | None = None,
    ) -> None:
        title = t("New task") if row is None else t("Change task")
        task_id = row.id if row is not None else (record_id or new_id())
        super().__init__(context, title, parent=parent, record_id=task_id, width=520)
        self._case_id = case_id
        self._row = row
        self.version = row.version if row is not None else 0
        form = self.form
        form.add("title", t("What is to be done"), TextInput(limit=200), required=True)
        form.add("due_on", t("Due"), DateField(context.today), hint=t("Empty means no due date."))
        form.add("kind", t("Kind"), Choice(choices(TaskKind)), required=True)
        self.staff = Choice(
            [(context.user.id, context.user.display_name)], blank=t("Nobody in particular")
        )
        form.add("staff_id", t("By whom"), self.staff)
        if row is None:
            form.set_values({"kind": TaskKind.FOLLOW_UP, "staff_id": context.user.id})
        else:
            if row.staff_id is not None:
                self.staff.set_options([(row.staff_id, row.worker)])
            form.set_values(_values(row))
        self.verbs(t("Add task") if row is None else t("Save"))
        context.runner.read(workers, then=self._offer)
        form.field("title").control.setFocus()

    def write(self, reason: str) -> None:
        form = TaskForm(
            id=self.record_id, case_id=self._case_id, version=self.version, **self.form.values()
        )
        operation = add_task if self._row is None else change_task
        self.context.runner.write(operation, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(rows: Sequence[TaskRow]) -> None:
            for row in rows:
                if row.id == self.record_id:
                    then(_values(row), row.version)

        asked = TaskFilter(case_id=self._case_id)
        self.context.runner.read(task_list, asked, then=got, failed=self.refuse)

    def draft_data(self) -> dict[str, Any]:
        return {"case": str(self._case_id)}

    def _offer(self, staff: tuple[StaffRow, ...]) -> None:
        offered = [(row.id, row.display_name) for row in staff]
        chosen = self._row
        if chosen is not None and chosen.staff_id and all(i != chosen.staff_id for i, _ in offered):
            offered.append((chosen.staff_id, chosen.worker))
        self.staff.set_options(offered)


def _values(row: TaskRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("title", "due_on", "kind", "staff_id")}
