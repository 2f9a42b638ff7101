"""A worker's or a room's day."""

from dataclasses import dataclass
from datetime import date, datetime

from db.queries.report_data.office import Letterhead
from db.rules.codes import AppointmentKind, AppointmentStatus


@dataclass(frozen=True, slots=True)
class DaySheetLine:
    """One appointment, in the office's zone. A restricted one says `busy` and nothing else."""

    starts_at: datetime
    ends_at: datetime
    kind: AppointmentKind | None
    status: AppointmentStatus | None
    client: str = ""
    workers: str = ""
    room: str = ""
    place: str = ""
    remark: str = ""
    override_reason: str = ""
    marks: tuple[str, ...] = ()  # safe-contact marks in words
    busy: bool = False
    interpreter: str = ""
    by_video: bool = False  # there is a joining link, which is not printed


@dataclass(frozen=True, slots=True)
class DaySheetData:
    """The sheet of one day. `whose` is the worker's or the room's name."""

    letterhead: Letterhead
    day: date
    whose: str
    lines: tuple[DaySheetLine, ...]
    notices: tuple[str, ...] = ()  # leave and closures, in words
