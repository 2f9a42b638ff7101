"""Attendance of a group: its people down, its sessions across."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.queries.reading import Reading
from db.rules.codes import Attended, MemberState


@dataclass(frozen=True, slots=True)
class GridSession:
    """A column: a session that has begun. `starts_at` is aware, in the office's zone."""

    appointment_id: UUID
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: somebody, and what was said of each session, None where nothing was; `expected` says
    for which they were on the roster at all. A `hidden` one has no name for whoever asks.
    """

    client_id: UUID
    name: str
    number: str
    state: MemberState
    attended: tuple[Attended | None, ...]
    expected: tuple[bool, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceGrid:
    """The last sessions, the earliest first, and the people by name."""

    group_id: UUID
    group: str
    sessions: tuple[GridSession, ...]
    rows: tuple[GridRow, ...]


def attendance_grid(reading: Reading, group_id: UUID, sessions: int = 12) -> AttendanceGrid:
    """So many of the group's last sessions. Raises `Refused` with "group.unknown"."""
    raise NotImplementedError
