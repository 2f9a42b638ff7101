"""Tasks: added, changed, done, and not done after all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models.case_file import Task
from db.models.staff import Staff
from db.operations.all_day import all_day
from db.operations.work import Work
from db.queries.visibility import see_case
from db.rules.codes import TaskKind
from db.rules.findings import Refused, hard
from db.rules.permissions import Action
from db.rules.text_fields import stripped


@dataclass(frozen=True)
class TaskForm:
    """A task as it is typed. Without a case it is a reminder of one's own."""

    id: UUID
    kind: TaskKind
    title: str
    case_id: UUID | None = None
    staff_id: UUID | None = None
    due_on: date | None = None
    version: int = 0


@all_day
def add_task(work: Work, form: TaskForm) -> None:
    """Add a task, to a case or of one's own. Nobody in particular may be asked to do it."""
    form = stripped(form)
    _check(work, form)
    task = Task(id=form.id, case_id=form.case_id)
    _fill(work, task, form)
    work.put(task)
    work.record("task.added", "task", task.id, case=str(task.case_id or ""))
    _changed(work, task)


def change_task(work: Work, form: TaskForm) -> None:
    """Change what a task says, when it is due or whose it is. Its case stays."""
    form = stripped(form)
    task = _task(work, form.id)
    if task.case_id != form.case_id:
        raise Refused(hard("task.case_stays"))
    _check(work, form)
    work.edit(Task, form.id, form.version)
    _fill(work, task, form)
    work.record("task.changed", "task", task.id)
    _changed(work, task)


def complete_task(work: Work, task_id: UUID, form_version: int) -> None:
    """Mark a task as done, by the user and now."""
    task = _task(work, task_id)
    work.edit(Task, task_id, form_version)
    if task.done_at is not None:
        raise Refused(hard("task.is_done"))
    task.done_at = work.now
    task.done_by_id = work.user.id
    work.record("task.done", "task", task_id)
    _changed(work, task)


def undo_complete_task(work: Work, task_id: UUID, form_version: int) -> None:
    """Take back that a task was done."""
    task = _task(work, task_id)
    work.edit(Task, task_id, form_version)
    if task.done_at is None:
        raise Refused(hard("task.is_open"))
    task.done_at = None
    task.done_by_id = None
    work.record("task.not_done", "task", task_id)
    _changed(work, task)


def _task(work: Work, task_id: UUID) -> Task:
    task = work.session.get(Task, task_id)
    if task is None:
        raise Refused(hard("record.gone", kind="task"))
    if task.case_id is not None:
        work.require(Action.EDIT_CASES)
        see_case(work, task.case_id)
    elif task.staff_id not in (None, work.user.id):
        raise Refused(hard("record.gone", kind="task"))
    return task


def _check(work: Work, form: TaskForm) -> None:
    if form.case_id is not None:
        work.require(Action.EDIT_CASES)
        see_case(work, form.case_id)
    elif form.staff_id not in (None, work.user.id):
        work.require(Action.EDIT_CASES)
        raise Refused(hard("task.others_need_a_case", "staff_id"))
    if not form.title.strip():
        raise Refused(hard("task.title_missing", "title"))
    if len(form.title.strip()) > 200:
        raise Refused(hard("task.title_too_long", "title", longest=200))
    if form.staff_id is not None:
        staff = work.session.get(Staff, form.staff_id)
        if staff is None or not staff.active:
            raise Refused(hard("assignment.not_a_worker", "staff_id"))


def _fill(work: Work, task: Task, form: TaskForm) -> None:
    task.kind = form.kind
    task.title = form.title.strip()
    task.due_on = form.due_on
    task.staff_id = form.staff_id or (None if form.case_id else work.user.id)


def _changed(work: Work, task: Task) -> None:
    work.changed("task", task.id)
    if task.case_id is not None:
        work.changed("case", task.case_id)
