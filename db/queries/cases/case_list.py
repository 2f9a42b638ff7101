"""The list of cases: the ids in order at once, the rows as somebody looks at them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from db.models.case_file import Assignment, CaseFile, Enrollment, Task
from db.models.client import Client
from db.models.court import Hearing
from db.models.office import Program
from db.models.staff import Staff
from db.queries.cases.case_filter import OPEN, CaseFilter, CaseSort, conditions, ordered
from db.queries.cases.people import client_name
from db.queries.reading import Reading
from db.queries.visibility import readable_case
from db.rules.codes import AssignmentRole, CaseStatus
from db.rules.names import NameOrder
from db.rules.permissions import Action

_AT_ONCE = 500  # a statement takes only so many parameters


@dataclass(frozen=True)
class CaseRow:
    """A case in a list. Moments are aware, in UTC; `days_silent` counts days in the office."""

    id: UUID
    number: str
    client_id: UUID
    client_name: str  # family name first
    client_heading: str  # given name first
    status: CaseStatus
    restricted: bool
    opened_on: date
    closed_on: date | None
    worker_id: UUID | None  # the primary one
    worker: str
    programs: tuple[str, ...]  # codes of running enrollments
    last_contact_at: datetime | None
    days_silent: int | None  # open cases only; since the opening, if there was no contact
    next_hearing_at: datetime | None
    open_tasks: int
    overdue_tasks: int
    has_safety_alert: bool
    do_not_confirm: bool


def case_ids(
    reading: Reading,
    asked: CaseFilter = CaseFilter(),  # noqa: B008 (frozen)
    sort: CaseSort = CaseSort.NUMBER,
    descending: bool = False,
) -> tuple[UUID, ...]:
    """The ids of all cases that the filter leaves, in order."""
    reading.require(Action.READ_CASES)
    found = ordered(
        reading, select(CaseFile.id).where(*conditions(reading, asked)), sort, descending
    )
    return tuple(reading.session.scalars(found))


def case_rows(reading: Reading, ids: Sequence[UUID]) -> tuple[CaseRow, ...]:
    """Rows of these cases, in this order; cases that the user may not read are left out."""
    reading.require(Action.READ_CASES)
    return tuple(
        row
        for first in range(0, len(ids), _AT_ONCE)
        for row in _rows(reading, ids[first : first + _AT_ONCE])
    )


def _rows(reading: Reading, ids: Sequence[UUID]) -> list[CaseRow]:
    found = (
        select(CaseFile, Client)
        .join(Client, Client.id == CaseFile.client_id)
        .where(CaseFile.id.in_(ids), readable_case(reading))
    )
    pairs = {case.id: (case, client) for case, client in reading.session.execute(found)}
    workers = primary_workers(reading, pairs)
    programs = _programs(reading, pairs)
    hearings = next_hearings(reading, pairs)
    tasks = _tasks(reading, pairs)
    rows = []
    for case_id in ids:
        if case_id not in pairs:
            continue
        case, client = pairs[case_id]
        worker_id, worker = workers.get(case_id, (None, ""))
        open_tasks, overdue = tasks.get(case_id, (0, 0))
        rows.append(
            CaseRow(
                id=case_id,
                number=case.number,
                client_id=client.id,
                client_name=client_name(client, NameOrder.FAMILY_FIRST),
                client_heading=client_name(client),
                status=case.status,
                restricted=case.restricted,
                opened_on=case.opened_on,
                closed_on=case.closed_on,
                worker_id=worker_id,
                worker=worker,
                programs=tuple(programs.get(case_id, ())),
                last_contact_at=case.last_contact_at,
                days_silent=days_silent(reading, case),
                next_hearing_at=hearings.get(case_id),
                open_tasks=open_tasks,
                overdue_tasks=overdue,
                has_safety_alert=bool(client.safety_alert),
                do_not_confirm=client.do_not_confirm,
            )
        )
    return rows


def case_list(
    reading: Reading,
    asked: CaseFilter = CaseFilter(),  # noqa: B008 (frozen)
    sort: CaseSort = CaseSort.NUMBER,
    descending: bool = False,
    limit: int = 200,
) -> tuple[CaseRow, ...]:
    """The first rows of a list, for pages and exports that need no paging."""
    return case_rows(reading, case_ids(reading, asked, sort, descending)[:limit])


def days_silent(reading: Reading, case: CaseFile) -> int | None:
    """Days in the office since the last contact, or the opening; None for a closed case."""
    if case.status not in OPEN:
        return None
    since = case.opened_on
    if case.last_contact_at is not None:
        since = case.last_contact_at.astimezone(reading.zone).date()
    return max(0, (reading.today - since).days)


def primary_workers(reading: Reading, case_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Id and name of each case's primary worker."""
    found = (
        select(Assignment.case_id, Staff.id, Staff.display_name)
        .join(Staff, Staff.id == Assignment.staff_id)
        .where(
            Assignment.case_id.in_(list(case_ids)),
            Assignment.role == AssignmentRole.PRIMARY,
            Assignment.ended_on.is_(None),
        )
    )
    return {row[0]: (row[1], row[2]) for row in reading.session.execute(found)}


def next_hearings(reading: Reading, case_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """The start of each case's next hearing."""
    found = (
        select(Hearing.case_id, func.min(Hearing.starts_at))
        .where(
            Hearing.case_id.in_(list(case_ids)),
            Hearing.vacated.is_(False),
            Hearing.starts_at >= reading.now_seconds,
        )
        .group_by(Hearing.case_id)
    )
    return {row[0]: datetime.fromtimestamp(row[1], UTC) for row in reading.session.execute(found)}


def _programs(reading: Reading, case_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found = (
        select(Enrollment.case_id, Program.code)
        .join(Program, Program.id == Enrollment.program_id)
        .where(
            Enrollment.case_id.in_(list(case_ids)),
            or_(Enrollment.ended_on.is_(None), Enrollment.ended_on > reading.today),
        )
        .order_by(Program.code)
        .distinct()
    )
    programs: defaultdict[UUID, list[str]] = defaultdict(list)
    for case_id, code in reading.session.execute(found):
        if case_id is not None:
            programs[case_id].append(code)
    return programs


def _tasks(reading: Reading, case_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    overdue = func.count().filter(Task.due_on < reading.today)
    found = (
        select(Task.case_id, func.count(), overdue)
        .where(Task.case_id.in_(list(case_ids)), Task.done_at.is_(None))
        .group_by(Task.case_id)
    )
    return {
        case_id: (count, int(late or 0))
        for case_id, count, late in reading.session.execute(found)
        if case_id is not None
    }
