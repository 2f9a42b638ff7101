"""Attendance of a group: its people down, its sessions across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.group import GroupAttendance, SupportGroup
from db.queries.groups.roster import group_to_see, known_clients, roster, sessions_people
from db.queries.reading import Reading
from db.rules.appointment_steps import CANCELLED
from db.rules.codes import Attended, MemberState
from db.rules.names import fold
from db.rules.scheduling import local


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
    group = group_to_see(reading, group_id)
    return grid_of(reading, group, _last(reading, group_id, sessions))


def grid_of(reading: Reading, group: SupportGroup, found: Sequence[GridSession]) -> AttendanceGrid:
    """The attendance of these sessions of a group."""
    ids = [one.appointment_id for one in found]
    expected = {one: frozenset(some) for one, some in sessions_people(reading, ids).items()}
    said = {
        (one.appointment_id, one.client_id): one.attended
        for one in reading.session.scalars(
            select(GroupAttendance).where(GroupAttendance.appointment_id.in_(ids))
        )
    }
    states = _states(reading, group.id)
    people = {one for some in expected.values() for one in some} | {one for _, one in said}
    people |= {one for one, state in states.items() if state is MemberState.MEMBER}
    known = known_clients(reading, people)
    rows = [
        GridRow(
            client_id=one,
            name=known[one].name.display() if one in known else "",
            number=known[one].number if one in known else "",
            state=states.get(one, MemberState.LEFT),
            attended=tuple(said.get((at, one)) if one in known else None for at in ids),
            expected=tuple(one in expected.get(at, ()) for at in ids),
            hidden=one not in known,
        )
        for one in people
    ]
    rows.sort(key=lambda one: (one.hidden, fold(one.name), one.client_id.bytes))
    return AttendanceGrid(group.id, group.name, tuple(found), tuple(rows))


def _last(reading: Reading, group_id: UUID, most: int) -> list[GridSession]:
    row = Appointment
    found = reading.session.execute(
        select(row.id, row.starts_at)
        .where(
            row.group_id == group_id,
            row.starts_at <= reading.now_seconds,
            row.status.not_in(tuple(CANCELLED)),
        )
        .order_by(row.starts_at.desc(), row.id.desc())
        .limit(most)
    ).all()
    return [GridSession(one, local(at, reading.zone)) for one, at in reversed(found)]


def _states(reading: Reading, group_id: UUID) -> dict[UUID, MemberState]:
    rows = roster(reading, [group_id], MemberState)
    left_first = sorted(rows, key=lambda one: one.state is not MemberState.LEFT)
    return {one.client_id: one.state for one in left_first}
