"""What is to be done for the case, by when and by whom."""

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabBar, QWidget

from db.operations.tasks import complete_task, undo_complete_task
from db.queries.tasks import TaskFilter, TaskRow, TaskSpan, task_list
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.case.task import TaskDialog
from ui.pages.cases.columns import task_columns
from ui.pages.cases.list_tab import CaseListTab
from ui.widgets.buttons import action
from ui.widgets.empty_state import EmptyState


class TasksTab(CaseListTab[TaskRow]):
    """Open tasks by their due day, or those that are done. Space marks one as done."""

    kinds: ClassVar[frozenset[str]] = frozenset({"task"})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "case.tasks",
            task_columns(context.office.zone),
            [(TaskSpan.OPEN, t("To do")), (TaskSpan.DONE, t("Done"))],
            title=t("Tasks of the case"),
            count=lambda n: tn("{n} task", "{n} tasks", n),
            parent=parent,
        )
        self._turned = False
        self._actions()
        self.list.opened.connect(lambda _: self.change_task())

    def nothing(self) -> EmptyState:
        return EmptyState(
            t("Nothing to do"),
            t("Tasks with a due date stand here, and on their worker’s day."),
            icon="task",
            step=t("Add a task"),
            clicked=self.add_task,
        )

    def ask(self, case_id: UUID, then: Callable[[Sequence[TaskRow]], object]) -> None:
        asked = TaskFilter(self.half.value(), case_id=case_id)
        self.context.runner.read(task_list, asked, then=then, replace_key=(self, "tasks"))

    def tab_actions(self) -> Sequence[QAction]:
        return (self.done, self.add) if self.edits else ()

    def select(self, record_id: UUID) -> None:
        """Go to a task, open or done."""
        self._wanted, self._turned = record_id, False
        if self.list.select(record_id):
            self._wanted = None
        else:
            self.load()

    def take_focus(self) -> bool:
        if not self.model.rowCount():
            return False
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def add_task(self) -> None:
        """Add a task."""
        if self.case is not None and self.edits:
            TaskDialog(self.context, self.case.header.id, parent=self).open()

    def change_task(self) -> None:
        """Change the task in front."""
        row = self.in_front()
        if self.case is not None and row is not None and self.edits:
            TaskDialog(self.context, self.case.header.id, row, self).open()

    def complete(self) -> None:
        """Mark the task as done, or a done one as open again."""
        row = self.in_front()
        if row is None or not self.edits:
            return
        if row.done_at is not None:
            self.context.runner.write(undo_complete_task, row.id, row.version)
            return
        self.context.runner.write(
            complete_task, row.id, row.version, then=lambda _: self._say_done(row)
        )

    def _say_done(self, row: TaskRow) -> None:
        def undo() -> None:
            self.context.runner.write(undo_complete_task, row.id, row.version + 1)

        self.context.notify(t("Done: {task}", task=row.title), undo)

    def go_to(self, record_id: UUID) -> bool:
        if self.list.select(record_id):
            if isinstance(self.window().focusWidget(), QTabBar):
                self.take_focus()
            return True
        if self._turned:
            return True
        self._turned = True  # what is not open may be done
        self.half.setCurrentIndex(1 - self.half.currentIndex())
        return False

    def enable(self) -> None:
        row = self.in_front()
        self.done.setEnabled(row is not None)
        again = row is not None and row.done_at is not None
        self.done.setText(t("Not done yet") if again else t("Mark as done"))

    def _actions(self) -> None:
        table = self.list.table
        self.add = action(t("New task"), self.add_task, self, icon="task", shortcut="Ctrl+Shift+T")
        self.done = action(t("Mark as done"), self.complete, table, icon="check", shortcut="Space")
        self.change = action(t("Change task"), self.change_task, table, icon="edit", shortcut="F2")
