"""What is to be done for the case, by when and by whom."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from db.operations.tasks import complete_task, undo_complete_task
from db.queries.cases.case_parts import CaseOverview
from db.queries.tasks import TaskFilter, TaskRow, TaskSpan, task_list
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.case.task import TaskDialog
from ui.item_models.table import TableModel
from ui.pages.cases.columns import task_columns
from ui.pages.cases.tab import CaseTab
from ui.widgets.buttons import action
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Text


class TasksTab(CaseTab):
    """Open tasks by their due day, or those that are done. Space marks one as done."""

    kinds: ClassVar[frozenset[str]] = frozenset({"task"})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model: TableModel[TaskRow] = TableModel(task_columns(context.office.zone))
        self._wanted: UUID | None = None
        self._turned = False
        self.empty = EmptyState(
            t("Nothing to do"),
            t("Tasks with a due date stand here, and on their worker’s day."),
            icon="task",
            step=t("Add a task"),
            clicked=self.add_task,
        )
        self.list = ListPane(
            "case.tasks",
            context.settings,
            self.model,
            title=t("Tasks of the case"),
            searchable=False,
            count=lambda n: tn("{n} task", "{n} tasks", n),
            empty=self.empty,
        )
        self.span = Choice([(TaskSpan.OPEN, t("To do")), (TaskSpan.DONE, t("Done"))])
        self.span.setCurrentIndex(0)
        words = Text(t("Show"), "secondary")
        words.setBuddy(self.span)
        self.list.lead(words, self.span)
        self._actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list)
        self.list.opened.connect(lambda _: self.change_task())
        self.list.current_changed.connect(lambda _: self._enable())
        self.span.edited.connect(self._load)

    def show_case(self, case: CaseOverview) -> None:
        super().show_case(case)
        self.empty.offer_step(self.edits)
        self._load()

    def tab_actions(self) -> Sequence[QAction]:
        return (self.done, self.add) if self.edits else ()

    def select(self, record_id: UUID) -> None:
        """Go to a task, open or done."""
        self._wanted, self._turned = record_id, False
        if self.list.select(record_id):
            self._wanted = None
        else:
            self._load()

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
        row = self._chosen()
        if self.case is not None and row is not None and self.edits:
            TaskDialog(self.context, self.case.header.id, row, self).open()

    def complete(self) -> None:
        """Mark the task as done, or a done one as open again."""
        row = self._chosen()
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

    def _chosen(self) -> TaskRow | None:
        key = self.list.current_id()
        return next((row for row in self.model.rows() if row.id == key), None)

    def _load(self) -> None:
        if self.case is None:
            return
        asked = TaskFilter(self.span.value(), case_id=self.case.header.id)
        self.context.runner.read(task_list, asked, then=self._show, replace_key=(self, "tasks"))

    def _show(self, rows: Sequence[TaskRow]) -> None:
        self.model.set_rows(rows)
        if self._wanted is not None:
            self._go_to_wanted(self._wanted)
        self._enable()

    def _go_to_wanted(self, task_id: UUID) -> None:
        found = self.list.select(task_id)
        if found or self._turned:
            self._wanted = None
            if found and isinstance(self.window().focusWidget(), QTabBar):
                self.take_focus()
        else:
            self._turned = True  # what is not open may be done
            self.span.setCurrentIndex(1 - self.span.currentIndex())

    def _enable(self) -> None:
        row = self._chosen()
        self.done.setEnabled(row is not None)
        again = row is not None and row.done_at is not None
        self.done.setText(t("Not done yet") if again else t("Mark as done"))

    def _actions(self) -> None:
        table = self.list.table
        self.add = action(t("New task"), self.add_task, self, icon="task", shortcut="Ctrl+Shift+T")
        self.done = action(t("Mark as done"), self.complete, table, icon="check", shortcut="Space")
        self.change = action(t("Change task"), self.change_task, table, icon="edit", shortcut="F2")
