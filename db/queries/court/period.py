"""The time that a court report is about: from the hearing before to this one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.court import Hearing
from db.queries.cases.case_file import case_by_number
from db.queries.reading import Reading
from db.queries.visibility import case_to_read
from db.rules.findings import Refused, hard
from db.rules.permissions import Action


@dataclass(frozen=True)
class ReportPeriod:
    """From the start of the hearing before (None: from the beginning) to this one's, or to now
    if it is still to come. Moments are aware, in UTC; `ends_at` itself is outside."""

    starts_at: datetime | None
    ends_at: datetime
    since: date | None  # the day of the hearing before, in the office's zone
    hearing_day: date


@dataclass(frozen=True)
class HearingChoice:
    """A hearing that a report can be made for."""

    case_id: UUID
    hearing_id: UUID


def report_period(reading: Reading, hearing: Hearing) -> ReportPeriod:
    """The period of the report for a hearing. Vacated hearings before it do not count."""
    before = reading.session.scalars(
        select(Hearing.starts_at)
        .where(
            Hearing.case_id == hearing.case_id,
            Hearing.vacated.is_(False),
            Hearing.starts_at < hearing.starts_at,
            Hearing.starts_at <= reading.now_seconds,
        )
        .order_by(Hearing.starts_at.desc())
    ).first()
    at = datetime.fromtimestamp(hearing.starts_at, UTC)
    starts_at = None if before is None else datetime.fromtimestamp(before, UTC)
    return ReportPeriod(
        starts_at=starts_at,
        ends_at=min(at, reading.now),
        since=None if starts_at is None else starts_at.astimezone(reading.zone).date(),
        hearing_day=at.astimezone(reading.zone).date(),
    )


def hearing_for_report(reading: Reading, number: str, day: date | None = None) -> HearingChoice:
    """The hearing of the case with this number on a day, or without one the next, else the last.

    Raises `Refused`: "report.unknown_case", "case.restricted", "report.no_hearing", or
    "report.no_such_hearing".
    """
    reading.require(Action.READ_CASES)
    case = case_to_read(reading, case_by_number(reading, number))
    hearings = reading.session.scalars(
        select(Hearing)
        .where(Hearing.case_id == case.id, Hearing.vacated.is_(False))
        .order_by(Hearing.starts_at)
    ).all()
    if day is not None:
        hearings = [
            hearing
            for hearing in hearings
            if datetime.fromtimestamp(hearing.starts_at, reading.zone).date() == day
        ]
    coming = [hearing for hearing in hearings if hearing.starts_at >= reading.now_seconds]
    if not hearings and day is not None:
        raise Refused(hard("report.no_such_hearing", "hearing", day=day))
    if not hearings:
        raise Refused(hard("report.no_hearing", "case"))
    return HearingChoice(case.id, (coming[0] if coming else hearings[-1]).id)
