"""Emergency accesses: one's own that run, those to be told of, and those to be reviewed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.emergency import EmergencyAccess
from db.models.office import Office
from db.models.staff import Staff
from db.queries.openings import KNOWN, through
from db.queries.reading import Reading
from db.queries.visibility import client_of_named, named_on_case
from db.rules.permissions import Action

_TOLD = timedelta(days=14)  # the named workers' first page shows it for so long
_MOST = 500


@dataclass(frozen=True, slots=True)
class RunningEmergency:
    """An emergency access of the user that has not ended. `until` is in the office's zone."""

    id: UUID
    case_id: UUID
    number: str
    until: datetime


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """Who opened which restricted case, and why. Moments are in the office's zone.

    `ended` is when it ended or will end; `reviewed_by` is empty until somebody has reviewed it.
    `mine` are the reader's own, which somebody else reviews.
    """

    id: UUID
    case_id: UUID
    number: str
    staff: str
    reason: str
    began: datetime
    ended: datetime
    running: bool
    mine: bool
    reviewed_by: str
    reviewed_at: datetime | None
    review: str


def emergency_minutes(reading: Reading) -> int:
    """How long the office lets an emergency access last."""
    return reading.session.scalars(select(Office.emergency_minutes)).one()


def my_emergencies(reading: Reading) -> tuple[RunningEmergency, ...]:
    """The user's own that run, the first to end first."""
    if not reading.may(Action.READ_CASES):
        return ()
    asked = (
        select(EmergencyAccess, CaseFile.number)
        .join(CaseFile, CaseFile.id == EmergencyAccess.case_id)
        .where(
            EmergencyAccess.user_id == reading.user.id,
            EmergencyAccess.until > reading.now_seconds,
        )
        .order_by(EmergencyAccess.until, EmergencyAccess.id)
    )
    return tuple(
        RunningEmergency(row.id, row.case_id, number, _moment(reading, row.until))
        for row, number in reading.session.execute(asked)
    )


def emergencies(reading: Reading, *, reviewed: bool = False) -> tuple[EmergencyRow, ...]:
    """Everybody's that wait to be reviewed, with `reviewed` all; the newest first.

    For who reads the audit log and case files: it names cases by number, and no client.
    """
    reading.require(Action.READ_AUDIT)
    reading.require(Action.READ_CASES)
    return _rows(reading) if reviewed else _rows(reading, EmergencyAccess.reviewed_at.is_(None))


def emergencies_to_know(reading: Reading) -> tuple[EmergencyRow, ...]:
    """Others' that concern the user: those to review, and lately those of cases they work on."""
    if not reading.may(Action.READ_CASES):
        return ()
    since = reading.now - _TOLD
    concerns: list[ColumnElement[bool]] = [
        (EmergencyAccess.began_at > since) & named_on_case(reading.user)
    ]
    if reading.may(Action.READ_AUDIT):
        concerns.append(EmergencyAccess.reviewed_at.is_(None))
    return _rows(reading, EmergencyAccess.user_id != reading.user.id, or_(*concerns))


def seen_by_emergency_only(reading: Reading, client_id: UUID) -> bool:
    """Whether the user, who sees this client, would not without an emergency access."""
    else_too = exists().where(Client.id == client_id, client_of_named(reading))
    return not reading.session.scalar(select(else_too))


def _rows(reading: Reading, *which: ColumnElement[bool]) -> tuple[EmergencyRow, ...]:
    reviewer = aliased(Staff)
    asked = (
        select(EmergencyAccess, CaseFile.number, Staff.display_name, reviewer.display_name)
        .join(CaseFile, CaseFile.id == EmergencyAccess.case_id)
        .join(Staff, Staff.id == EmergencyAccess.user_id)
        .outerjoin(reviewer, reviewer.id == EmergencyAccess.reviewed_by_id)
        .where(*which)
        .order_by(EmergencyAccess.began_at.desc(), EmergencyAccess.id.desc())
        .limit(_MOST)
    )
    with through(reading.session, KNOWN):
        found = reading.session.execute(asked).all()
    return tuple(
        EmergencyRow(
            id=row.id,
            case_id=row.case_id,
            number=number,
            staff=staff,
            reason=row.reason,
            began=row.began_at.astimezone(reading.zone),
            ended=_moment(reading, row.until),
            running=row.until > reading.now_seconds,
            mine=row.user_id == reading.user.id,
            reviewed_by=by or "",
            reviewed_at=row.reviewed_at.astimezone(reading.zone) if row.reviewed_at else None,
            review=row.review,
        )
        for row, number, staff, by in found
    )


def _moment(reading: Reading, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone)
