"""Hearings of the next days, and whether anything has been written for them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.court import CourtReport, Hearing
from db.queries.cases.case_filter import works_on
from db.queries.cases.parties import safety_of
from db.queries.cases.people import client_name
from db.queries.court.report_due import Due, due_of_hearings
from db.queries.reading import Reading
from db.queries.visibility import readable_case
from db.rules.casework import HEARING_SOON_DAYS
from db.rules.codes import HearingKind
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks

MOST = 200


@dataclass(frozen=True)
class ComingHearing:
    """A hearing of the next days; `starts_at` is aware, in UTC.

    `mine` says that the user works on the case, `has_report` that words were written for it.
    `report_due` is the task that says by when, if there is one.
    """

    id: UUID
    case_id: UUID
    case_number: str
    client_name: str
    kind: HearingKind
    starts_at: datetime
    court: str
    mine: bool
    days: int  # from today, in the office's zone
    has_report: bool
    report_due: Due | None
    marks: tuple[Finding, ...]


def coming_hearings(reading: Reading, days: int = HEARING_SOON_DAYS) -> tuple[ComingHearing, ...]:
    """Hearings from now until the end of the day so many days from today, mine first."""
    reading.require(Action.READ_CASES)
    until = start_of(reading, reading.today + timedelta(days=days + 1))
    mine = works_on(reading.user.id)
    written = exists().where(CourtReport.hearing_id == Hearing.id)
    found = (
        select(Hearing, CaseFile, Client, mine, written)
        .join(CaseFile, CaseFile.id == Hearing.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .where(
            readable_case(reading),
            Hearing.vacated.is_(False),
            Hearing.starts_at >= reading.now_seconds,
            Hearing.starts_at < until,
        )
        .order_by(mine.desc(), Hearing.starts_at, Hearing.id)
        .limit(MOST)
    )
    rows = reading.session.execute(found).all()
    due = due_of_hearings(reading, [hearing for hearing, *_ in rows])
    return tuple(
        ComingHearing(
            id=hearing.id,
            case_id=case.id,
            case_number=case.number,
            client_name=client_name(client),
            kind=hearing.kind,
            starts_at=datetime.fromtimestamp(hearing.starts_at, UTC),
            court=hearing.court,
            mine=bool(is_mine),
            days=(_local_day(reading, hearing.starts_at) - reading.today).days,
            has_report=bool(has_report),
            report_due=due.get(hearing.id),
            marks=client_marks(safety_of(client)),
        )
        for hearing, case, client, is_mine, has_report in rows
    )


def start_of(reading: Reading, day: date) -> int:
    """When a day begins in the office, in seconds UTC."""
    return int(datetime.combine(day, time(), reading.zone).timestamp())


def _local_day(reading: Reading, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, reading.zone).date()
