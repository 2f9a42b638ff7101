"""Tasks: mine, a case's, overdue and soon due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, and_, bindparam, or_, select

from db.models.case_file import CaseFile, Task
from db.models.client import Client
from db.models.staff import Staff
from db.queries.by_heart import ByHeart
from db.queries.cases.people import client_name
from db.queries.made_once import NOW, made_once
from db.queries.reading import Reading
from db.queries.visibility import readable_case
from db.rules.codes import TaskKind
from db.rules.deadlines import SOON_DAYS, Due, due
from db.rules.permissions import Action

MOST = 1_000


class TaskSpan(StrEnum):
    """Which tasks a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    SOON = "soon"  # open, and due today or within a week
    DONE = "done"


@dataclass(frozen=True)
class TaskFilter:
    """What a list of tasks is narrowed to; nothing given means everything one may see."""

    span: TaskSpan = TaskSpan.OPEN
    mine: bool = False
    staff_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True)
class TaskRow:
    """A task in a list. `due` says how it stands today."""

    id: UUID
    version: int
    case_id: UUID | None
    case_number: str
    client_name: str
    staff_id: UUID | None
    worker: str
    kind: TaskKind
    title: str
    due_on: date | None
    due: Due
    done_at: datetime | None


def task_list(
    reading: Reading,
    asked: TaskFilter = TaskFilter(),
    limit: int = MOST,
) -> tuple[TaskRow, ...]:
    """Tasks by their due day, those without one last; done ones by when they were done.

    Tasks of cases that the user may not read are left out, so a receptionist sees tasks without
    a case only; and somebody else's task without a case is seen by nobody.
    """
    if not reading.may(Action.FIND_CLIENTS):
        return ()  # an auditor is told of nobody
    found = _listed(
        reading, asked.span, asked.mine, asked.staff_id is not None, asked.case_id is not None
    )
    told = {
        "most": min(limit, MOST),
        "now": reading.now_seconds,
        "today": reading.today,
        "last": reading.today + timedelta(days=SOON_DAYS),
        "staff_id": asked.staff_id,
        "case_id": asked.case_id,
    }
    rows = found.records(reading.session, told)
    return tuple(
        TaskRow(
            id=task.id,
            version=task.version,
            case_id=task.case_id,
            case_number=number or "",
            client_name=client_name(client) if client else "",
            staff_id=task.staff_id,
            worker=worker or "",
            kind=task.kind,
            title=task.title,
            due_on=task.due_on,
            due=due(task.due_on, reading.today, done=task.done_at is not None),
            done_at=task.done_at,
        )
        for task, number, client, worker in rows
    )


@made_once
def _listed(reading: Reading, span: TaskSpan, mine: bool, of_staff: bool, of_case: bool) -> ByHeart:
    found = _seen(reading).limit(bindparam("most", type_=Integer))
    if span is TaskSpan.DONE:
        found = found.where(Task.done_at.is_not(None)).order_by(Task.done_at.desc(), Task.id)
    else:
        found = found.where(Task.done_at.is_(None)).order_by(
            Task.due_on.asc().nulls_last(), Task.id
        )
    if span is TaskSpan.OVERDUE:
        found = found.where(Task.due_on < bindparam("today"))
    if span is TaskSpan.SOON:
        found = found.where(Task.due_on >= bindparam("today"), Task.due_on <= bindparam("last"))
    if mine:
        found = found.where(Task.staff_id == reading.user.id)
    if of_staff:
        found = found.where(Task.staff_id == bindparam("staff_id"))
    if of_case:
        found = found.where(Task.case_id == bindparam("case_id"))
    return ByHeart(found)


def _seen(reading: Reading) -> Select[*tuple[Any, ...]]:
    own = or_(Task.staff_id == reading.user.id, Task.staff_id.is_(None))
    return (
        select(Task, CaseFile.number, Client, Staff.display_name)
        .outerjoin(CaseFile, CaseFile.id == Task.case_id)
        .outerjoin(Client, Client.id == CaseFile.client_id)
        .outerjoin(Staff, Staff.id == Task.staff_id)
        .where(
            or_(
                and_(Task.case_id.is_(None), own),
                and_(Task.case_id.is_not(None), readable_case(reading, NOW)),
            )
        )
    )
