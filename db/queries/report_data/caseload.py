"""A worker's cases, or everybody's."""

from dataclasses import dataclass
from datetime import date, datetime

from db.queries.report_data.office import Letterhead
from db.rules.codes import CaseStatus


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One case. Moments are in the office's zone; `days_silent` counts from the last contact."""

    number: str
    client: str
    status: CaseStatus
    opened_on: date
    programs: str
    last_contact_on: date | None
    days_silent: int | None
    next_hearing_at: datetime | None
    next_deadline: date | None
    next_deadline_title: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class WorkerCaseload:
    """One worker's cases; `worker` is empty for cases that nobody is assigned to."""

    worker: str
    rows: tuple[CaseloadRow, ...]


@dataclass(frozen=True, slots=True)
class CaseloadData:
    """The list as of a day."""

    letterhead: Letterhead
    as_of: date
    workers: tuple[WorkerCaseload, ...]
