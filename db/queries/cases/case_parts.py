"""What the first page of a case file shows, part by part."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.queries.cases.parties import ContactLine, PartyLine
from db.queries.tasks import TaskRow
from db.rules.codes import (
    AssignmentRole,
    CaseStatus,
    CloseReason,
    EnrollmentEnd,
    HearingKind,
    PlacementKind,
)
from db.rules.findings import Finding
from db.rules.partial_date import PartialDate


@dataclass(frozen=True)
class CaseHeader:
    """What stands above a case file, whatever part of it is shown.

    `marks` are the client's safe-contact rules, to be shown beside the name as sentences;
    `safety_alert` warns whoever visits.
    """

    id: UUID
    version: int
    number: str
    client_id: UUID
    client_name: str  # preferred name for the first
    legal_name: str
    birth_date: PartialDate | None
    deceased_on: date | None
    pronouns: str
    language: str
    interpreter: bool
    safety_alert: str
    marks: tuple[Finding, ...]
    contact: tuple[ContactLine, ...]
    status: CaseStatus
    restricted: bool
    opened_on: date
    closed_on: date | None
    close_reason: CloseReason | None
    last_contact_at: datetime | None
    days_silent: int | None
    reads_only: bool  # open to the user by an emergency alone


@dataclass(frozen=True)
class AssignmentLine:
    """A worker's time on the case."""

    id: UUID
    staff_id: UUID
    name: str
    phone: str
    role: AssignmentRole
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class EnrollmentLine:
    """A client's time in a program."""

    id: UUID
    version: int
    client_id: UUID
    client_name: str
    program_id: UUID
    program: str
    started_on: date
    ended_on: date | None
    ended_because: EnrollmentEnd | None


@dataclass(frozen=True)
class NextHearing:
    """The next hearing of a case; `starts_at` is aware, in UTC."""

    id: UUID
    kind: HearingKind
    starts_at: datetime
    court: str
    courtroom: str
    judge: str


@dataclass(frozen=True)
class CurrentPlacement:
    """Where a child of the case lives now."""

    id: UUID
    client_id: UUID
    kind: PlacementKind
    started_on: date


@dataclass(frozen=True)
class CaseOverview:
    """The first page of a case file; workers and enrollments with the running ones first."""

    header: CaseHeader
    summary: str
    background: str
    court: str
    county: str
    docket: str
    in_the_matter_of: str
    removed_on: date | None
    workers: tuple[AssignmentLine, ...]
    access: tuple[tuple[UUID, str], ...]  # staff on the access list of a restricted case
    parties: tuple[PartyLine, ...]
    enrollments: tuple[EnrollmentLine, ...]
    open_tasks: tuple[TaskRow, ...]
    next_hearing: NextHearing | None
    placements: tuple[CurrentPlacement, ...]
