"""The hearings of all cases: the ids in order at once, the rows as somebody looks at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from db.models.case_file import Assignment, CaseFile
from db.models.client import Client
from db.models.court import CourtReport, Hearing
from db.models.staff import Staff
from db.queries.cases.case_filter import works_on
from db.queries.cases.people import client_name
from db.queries.court.report_due import Due, due_of_hearings
from db.queries.reading import Reading
from db.queries.visibility import readable_case
from db.rules.codes import AssignmentRole, HearingKind
from db.rules.court_report import ReportState, report_state
from db.rules.names import NameOrder, fold
from db.rules.permissions import Action

_AT_ONCE = 500  # a statement takes only so many parameters


class DocketSpan(StrEnum):
    """Which hearings a list shows."""

    COMING = "coming"
    PAST = "past"
    ALL = "all"


class DocketSort(StrEnum):
    """By what the list is sorted; the values are the keys of its columns."""

    DATE = "date"
    CASE = "case"
    CLIENT = "client"
    KIND = "kind"
    COURT = "court"
    JUDGE = "judge"
    WORKER = "worker"


@dataclass(frozen=True)
class DocketFilter:
    """What the list is narrowed to. `text` looks for words in number, name, docket, court, judge.

    `mine` means the cases that the user works on; `vacated` shows those that were called off too.
    """

    span: DocketSpan = DocketSpan.COMING
    mine: bool = False
    text: str = ""
    vacated: bool = False


@dataclass(frozen=True)
class DocketRow:
    """A hearing in a list; `starts_at` is in the office's zone.

    `report` says how far the words of its report have come, `due` by when it is to be written.
    """

    id: UUID
    case_id: UUID
    case_number: str
    client_name: str  # family name first
    kind: HearingKind
    starts_at: datetime
    past: bool
    court: str
    courtroom: str
    judge: str
    worker: str  # the primary one
    vacated: bool
    has_outcome: bool
    report: ReportState
    due: Due | None


def docket_ids(
    reading: Reading,
    asked: DocketFilter = DocketFilter(),
    sort: DocketSort = DocketSort.DATE,
    descending: bool = False,
) -> tuple[UUID, ...]:
    """The ids of all hearings that the filter leaves, in order."""
    reading.require(Action.READ_CASES)
    found = (
        select(Hearing.id)
        .join(CaseFile, CaseFile.id == Hearing.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .where(readable_case(reading))
    )
    if asked.span is DocketSpan.COMING:
        found = found.where(Hearing.starts_at > reading.now_seconds)
    elif asked.span is DocketSpan.PAST:
        found = found.where(Hearing.starts_at <= reading.now_seconds)
    if asked.mine:
        found = found.where(works_on(reading.user.id))
    if not asked.vacated:
        found = found.where(Hearing.vacated.is_(False))
    for word in asked.text.split():
        found = found.where(_said(word))
    return tuple(reading.session.scalars(_ordered(found, sort, descending)))


def docket_rows(reading: Reading, ids: Sequence[UUID]) -> tuple[DocketRow, ...]:
    """Rows of these hearings, in this order; those of cases that may not be read are left out."""
    reading.require(Action.READ_CASES)
    return tuple(
        row
        for first in range(0, len(ids), _AT_ONCE)
        for row in _rows(reading, ids[first : first + _AT_ONCE])
    )


def _rows(reading: Reading, ids: Sequence[UUID]) -> list[DocketRow]:
    found = reading.session.execute(
        select(Hearing, CaseFile, Client, CourtReport)
        .join(CaseFile, CaseFile.id == Hearing.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .outerjoin(CourtReport, CourtReport.hearing_id == Hearing.id)
        .where(Hearing.id.in_(ids), readable_case(reading))
    ).all()
    workers = _primary_workers(reading, {case.id for _, case, _, _ in found})
    due = due_of_hearings(reading, [hearing for hearing, *_ in found])
    rows = {
        hearing.id: _row(reading, hearing, case, client, report, workers, due.get(hearing.id))
        for hearing, case, client, report in found
    }
    return [rows[one] for one in ids if one in rows]


def _row(
    reading: Reading,
    hearing: Hearing,
    case: CaseFile,
    client: Client,
    report: CourtReport | None,
    workers: dict[UUID, str],
    due: Due | None,
) -> DocketRow:
    state = ReportState.NOT_BEGUN
    if report is not None:
        state = report_state(report.situation, report.assessment, report.recommendations)
    return DocketRow(
        id=hearing.id,
        case_id=case.id,
        case_number=case.number,
        client_name=client_name(client, NameOrder.FAMILY_FIRST),
        kind=hearing.kind,
        starts_at=datetime.fromtimestamp(hearing.starts_at, UTC).astimezone(reading.zone),
        past=hearing.starts_at <= reading.now_seconds,
        court=hearing.court or case.court,
        courtroom=hearing.courtroom,
        judge=hearing.judge,
        worker=workers.get(case.id, ""),
        vacated=hearing.vacated,
        has_outcome=bool(hearing.outcome.strip()),
        report=state,
        due=due,
    )


def _primary_workers(reading: Reading, case_ids: set[UUID]) -> dict[UUID, str]:
    found = reading.session.execute(
        select(Assignment.case_id, Staff.display_name)
        .join(Staff, Staff.id == Assignment.staff_id)
        .where(
            Assignment.case_id.in_(case_ids),
            Assignment.role == AssignmentRole.PRIMARY,
            Assignment.ended_on.is_(None),
        )
        .order_by(Assignment.started_on)
    )
    return {row[0]: row[1] for row in found}


def _said(word: str) -> Any:
    """Lists of hearings are short enough to be looked through."""
    like = f"%{_escaped(word)}%"
    found = [
        CaseFile.number.like(like, escape="\\"),
        CaseFile.docket.ilike(like, escape="\\"),
        Hearing.court.ilike(like, escape="\\"),
        Hearing.judge.ilike(like, escape="\\"),
    ]
    name = fold(word)
    if name.strip():
        found.append(Client.sort_name.like(f"%{_escaped(name)}%", escape="\\"))
    return or_(*found)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _ordered(found: Select[Any], sort: DocketSort, descending: bool) -> Select[Any]:
    key: Any
    match sort:
        case DocketSort.DATE:
            key = Hearing.starts_at
        case DocketSort.CASE:
            key = CaseFile.number
        case DocketSort.CLIENT:
            key = Client.sort_name
        case DocketSort.KIND:
            key = Hearing.kind
        case DocketSort.COURT:
            key = Hearing.court
        case DocketSort.JUDGE:
            key = Hearing.judge
        case DocketSort.WORKER:
            primary, worker = aliased(Assignment), aliased(Staff)
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
    direction = key.desc() if descending else key.asc()
    return found.order_by(direction.nulls_last(), Hearing.starts_at, Hearing.id)
