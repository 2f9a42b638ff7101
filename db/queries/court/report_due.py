"""By when the report for a hearing is due: the case's task of that kind before the hearing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import Task
from db.models.court import Hearing
from db.queries.reading import Reading
from db.rules.codes import TaskKind


@dataclass(frozen=True, slots=True)
class Due:
    """The task that says when a report is due. `done_on` is the day in the office's zone."""

    task_id: UUID
    task_version: int
    due_on: date
    done_on: date | None
    overdue: bool


def due_of_hearings(reading: Reading, hearings: Iterable[Hearing]) -> dict[UUID, Due]:
    """The task for each hearing's report, by the hearing's id.

    It is the last "report due" of the case after the hearing before and until the hearing's day.
    Hearings that were called off neither have one nor end the time of another.
    """
    asked = [hearing for hearing in hearings if not hearing.vacated]
    cases = {hearing.case_id for hearing in asked}
    tasks: defaultdict[UUID, list[Task]] = defaultdict(list)
    for task in reading.session.scalars(
        select(Task)
        .where(Task.case_id.in_(cases), Task.kind == TaskKind.REPORT_DUE, Task.due_on.is_not(None))
        .order_by(Task.due_on, Task.id)
    ):
        assert task.case_id is not None
        tasks[task.case_id].append(task)
    days: defaultdict[UUID, list[date]] = defaultdict(list)
    for case_id, starts_at in reading.session.execute(
        select(Hearing.case_id, Hearing.starts_at)
        .where(Hearing.case_id.in_([one for one in cases if tasks[one]]))
        .where(Hearing.vacated.is_(False))
    ):
        days[case_id].append(_day(reading, starts_at))
    found = {}
    for hearing in asked:
        day = _day(reading, hearing.starts_at)
        before = max((one for one in days[hearing.case_id] if one < day), default=date.min)
        for task in tasks[hearing.case_id]:
            if task.due_on is not None and before < task.due_on <= day:
                found[hearing.id] = _due(reading, task, task.due_on)
    return found


def _due(reading: Reading, task: Task, due_on: date) -> Due:
    done_on = None if task.done_at is None else task.done_at.astimezone(reading.zone).date()
    overdue = done_on is None and due_on < reading.today
    return Due(task.id, task.version, due_on, done_on, overdue)


def _day(reading: Reading, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone).date()
