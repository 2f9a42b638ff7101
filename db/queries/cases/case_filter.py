"""Which cases a list shows, as conditions and an order for SQL."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from db.models.case_file import Assignment, CaseFile, Enrollment, Task
from db.models.client import Client
from db.models.court import Hearing
from db.models.staff import Staff
from db.queries.reading import Reading
from db.queries.search_index import search_index
from db.queries.search_index.sought import words_beginning
from db.queries.visibility import readable_case
from db.rules.casework import SILENT_DAYS
from db.rules.codes import AssignmentRole, CaseStatus
from db.rules.names import tokens

OPEN = frozenset({CaseStatus.INTAKE, CaseStatus.OPEN, CaseStatus.ON_HOLD})


class CaseSort(StrEnum):
    """By what a list of cases is sorted; the values are the keys of the list's columns."""

    NUMBER = "number"
    CLIENT = "client"
    STATUS = "status"
    OPENED = "opened"
    LAST_CONTACT = "last_contact"
    WORKER = "worker"
    NEXT_HEARING = "next_hearing"


@dataclass(frozen=True)
class CaseFilter:
    """What a list of cases is narrowed to. Empty `statuses` mean every status.

    `text` looks for beginnings of words in numbers, dockets, captions and clients' names.
    `silent` means open and without a contact for `SILENT_DAYS` days.
    """

    text: str = ""
    statuses: frozenset[CaseStatus] = OPEN
    mine: bool = False
    worker_id: UUID | None = None
    program_id: UUID | None = None
    client_id: UUID | None = None
    overdue: bool = False
    silent: bool = False
    restricted: bool = False


def conditions(reading: Reading, asked: CaseFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on `CaseFile`, and that the user may read the case."""
    found = [readable_case(reading)]
    if asked.statuses:
        found.append(CaseFile.status.in_(asked.statuses))
    if asked.mine:
        found.append(works_on(reading.user.id))
    if asked.worker_id:
        found.append(works_on(asked.worker_id))
    if asked.program_id:
        found.append(_in_program(reading, asked.program_id))
    if asked.client_id:
        found.append(CaseFile.client_id == asked.client_id)
    if asked.overdue:
        found.append(_has_overdue_task(reading))
    if asked.silent:
        found.append(is_silent(reading))
    if asked.restricted:
        found.append(CaseFile.restricted.is_(True))
    if tokens(asked.text):
        found.append(_named_like(reading, asked.text))
    return found


def ordered(reading: Reading, asked: Select[Any], sort: CaseSort, descending: bool) -> Select[Any]:
    """The same selection of cases in an order; nothing known comes last, then the number."""
    key: Any
    match sort:
        case CaseSort.NUMBER:
            key = CaseFile.number
        case CaseSort.CLIENT:
            asked = asked.join(Client, Client.id == CaseFile.client_id)
            key = Client.sort_name
        case CaseSort.STATUS:
            key = CaseFile.status
        case CaseSort.OPENED:
            key = CaseFile.opened_on
        case CaseSort.LAST_CONTACT:
            key = CaseFile.last_contact_at
        case CaseSort.WORKER:
            primary = aliased(Assignment)
            worker = aliased(Staff)
            key = (
                select(func.min(worker.display_name))
                .join(primary, primary.staff_id == worker.id)
                .where(
                    primary.case_id == CaseFile.id,
                    primary.role == AssignmentRole.PRIMARY,
                    primary.ended_on.is_(None),
                )
                .scalar_subquery()
            )
        case CaseSort.NEXT_HEARING:
            key = (
                select(func.min(Hearing.starts_at))
                .where(
                    Hearing.case_id == CaseFile.id,
                    Hearing.vacated.is_(False),
                    Hearing.starts_at >= reading.now_seconds,
                )
                .scalar_subquery()
            )
    direction = key.desc() if descending else key.asc()
    number = CaseFile.number.desc() if descending else CaseFile.number.asc()
    return asked.order_by(direction.nulls_last(), number)


def works_on(staff_id: UUID) -> ColumnElement[bool]:
    """Condition on `CaseFile`: this member of staff is assigned to it now."""
    return exists().where(
        Assignment.case_id == CaseFile.id,
        Assignment.staff_id == staff_id,
        Assignment.ended_on.is_(None),
    )


def is_silent(reading: Reading) -> ColumnElement[bool]:
    """Condition on `CaseFile`: open, and no contact for `SILENT_DAYS` days."""
    day = reading.today - timedelta(days=SILENT_DAYS)
    since = datetime.combine(day, time(), reading.zone).astimezone(UTC)
    return CaseFile.status.in_(OPEN) & or_(
        CaseFile.last_contact_at < since,
        CaseFile.last_contact_at.is_(None) & (CaseFile.opened_on < day),
    )


def _in_program(reading: Reading, program_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        Enrollment.case_id == CaseFile.id,
        Enrollment.program_id == program_id,
        or_(Enrollment.ended_on.is_(None), Enrollment.ended_on > reading.today),
    )


def _has_overdue_task(reading: Reading) -> ColumnElement[bool]:
    return exists().where(
        Task.case_id == CaseFile.id, Task.done_at.is_(None), Task.due_on < reading.today
    )


def _named_like(reading: Reading, words: str) -> ColumnElement[bool]:
    index, sought = search_index(reading.session), words_beginning(tokens(words))
    case_ids, client_ids = index.matching("case", sought), index.matching("client", sought)
    return or_(CaseFile.id.in_(case_ids), CaseFile.client_id.in_(client_ids))
