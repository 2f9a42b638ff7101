"""A group with its roster, its waiting list and its sessions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import case, func, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.group import GroupAttendance, GroupNote, SupportGroup
from db.models.office import Program, Resource
from db.queries.cases.people import staff_names
from db.queries.groups.group_form import GroupForm
from db.queries.groups.roster import (
    Known,
    RosterRow,
    group_to_see,
    known_clients,
    roster,
    sessions_people,
)
from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus, Attended, MemberState, NoteStatus, ResourceKind
from db.rules.groups import CAME, free_places, in_turn
from db.rules.names import fold
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody of a group. `present` of `of` sessions that attendance was taken of; `since` is when
    they joined, or began to wait. Of a `hidden` one nobody who asks may know who it is.
    """

    id: UUID
    client_id: UUID
    name: str
    number: str
    state: MemberState
    since: date
    until: date | None
    present: int
    of: int
    reason_left: str
    version: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session. Moments are aware, in the office's zone. `present` of `of` people on its roster;
    None until attendance was taken. `noted` is the state of the group's note, for who reads cases.
    """

    appointment_id: UUID
    starts_at: datetime
    ends_at: datetime
    room: str
    status: AppointmentStatus
    present: int | None
    of: int
    noted: NoteStatus | None
    version: int
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group. `members` are those who have a place, by name; `waiting` the waiting list, first
    come first; `left` those who left, the latest first. `sessions` are by time.

    `free` is how many places are free; `offer` is who is next on the waiting list if one is.
    """

    form: GroupForm
    leader: str
    room: str
    program: str
    members: tuple[MemberLine, ...]
    waiting: tuple[MemberLine, ...]
    left: tuple[MemberLine, ...]
    free: int
    offer: MemberLine | None
    sessions: tuple[SessionLine, ...]


def group_view(reading: Reading, group_id: UUID) -> GroupView:
    """The group. Raises `Refused` with "group.unknown"."""
    group = group_to_see(reading, group_id)
    rows = roster(reading, [group_id], MemberState)
    known = known_clients(reading, {one.client_id for one in rows})
    kept = _kept(reading, group_id)
    lines = {one.id: _line(one, known.get(one.client_id), kept) for one in rows}
    members = [lines[one.id] for one in rows if one.state is MemberState.MEMBER]
    waiting = [lines[one.id] for one in in_turn(rows) if one.state is MemberState.WAITING]
    left = [lines[one.id] for one in rows if one.state is MemberState.LEFT]
    free = free_places(group.capacity, len(members))
    room = reading.session.get(Resource, group.room_id) if group.room_id else None
    program = reading.session.get(Program, group.program_id) if group.program_id else None
    return GroupView(
        form=form_of_group(group),
        leader=staff_names(reading, [group.leader_id]).get(group.leader_id, ""),
        room=room.name if room else "",
        program=program.name if program else "",
        members=tuple(sorted(members, key=lambda one: (one.hidden, fold(one.name), one.id.bytes))),
        waiting=tuple(waiting),
        left=tuple(sorted(left, key=lambda one: (one.until or one.since, one.id.bytes))[::-1]),
        free=free,
        offer=waiting[0] if free and waiting and group.active else None,
        sessions=_sessions(reading, group_id),
    )


def form_of_group(group: SupportGroup) -> GroupForm:
    """The group for editing."""
    return GroupForm(
        id=group.id,
        name=group.name,
        leader_id=group.leader_id,
        about=group.about,
        room_id=group.room_id,
        program_id=group.program_id,
        capacity=group.capacity,
        active=group.active,
        version=group.version,
    )


def _line(row: RosterRow, known: Known | None, kept: Mapping[UUID, tuple[int, int]]) -> MemberLine:
    present, of = kept.get(row.client_id, (0, 0)) if known else (0, 0)
    return MemberLine(
        id=row.id,
        client_id=row.client_id,
        name=known.name.display() if known else "",
        number=known.number if known else "",
        state=row.state,
        since=row.since,
        until=row.until,
        present=present,
        of=of,
        reason_left=row.reason_left if known else "",
        version=row.version,
        hidden=known is None,
    )


def _kept(reading: Reading, group_id: UUID) -> dict[UUID, tuple[int, int]]:
    """Of each client to how many sessions they came, of those that they were expected at and were
    not excused from."""
    row = GroupAttendance
    found = reading.session.execute(
        select(row.client_id, row.attended, func.count())
        .join(Appointment, Appointment.id == row.appointment_id)
        .where(Appointment.group_id == group_id, row.attended != Attended.EXCUSED)
        .group_by(row.client_id, row.attended)
    )
    kept: dict[UUID, tuple[int, int]] = {}
    for client_id, attended, count in found:
        present, of = kept.get(client_id, (0, 0))
        kept[client_id] = present + (count if attended in CAME else 0), of + count
    return kept


def _sessions(reading: Reading, group_id: UUID) -> tuple[SessionLine, ...]:
    row = Appointment
    found = reading.session.execute(
        select(row.id, row.starts_at, row.ends_at, row.status, row.version, row.series_id)
        .where(row.group_id == group_id)
        .order_by(row.starts_at, row.id)
    ).all()
    ids = [one.id for one in found]
    rooms = rooms_of(reading, ids)
    people = sessions_people(reading, ids)
    came = _came(reading, ids)
    noted = _noted(reading, ids)

    def local(seconds: int) -> datetime:
        return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone)

    return tuple(
        SessionLine(
            appointment_id=one.id,
            starts_at=local(one.starts_at),
            ends_at=local(one.ends_at),
            room=rooms.get(one.id, ""),
            status=one.status,
            present=came.get(one.id),
            of=len(people.get(one.id, ())),
            noted=noted.get(one.id),
            version=one.version,
            repeats=one.series_id is not None,
        )
        for one in found
    )


def rooms_of(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The room of each of these appointments, if it has one."""
    row = AppointmentResource
    found = reading.session.execute(
        select(row.appointment_id, Resource.name)
        .join(Resource, Resource.id == row.resource_id)
        .where(row.appointment_id.in_(ids), row.kind == ResourceKind.ROOM)
    )
    return {one: name for one, name in found}  # noqa: C416 (a Row is no pair to mypy)


def _came(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, int]:
    row = GroupAttendance
    came = func.sum(case((row.attended.in_(tuple(CAME)), 1), else_=0))
    found = reading.session.execute(
        select(row.appointment_id, came)
        .where(row.appointment_id.in_(ids))
        .group_by(row.appointment_id)
    )
    return {one: int(count) for one, count in found}


def _noted(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, NoteStatus]:
    if not reading.may(Action.READ_CASES):
        return {}
    row = GroupNote
    found = reading.session.execute(
        select(row.appointment_id, row.status).where(row.appointment_id.in_(ids))
    )
    return {one: status for one, status in found}  # noqa: C416 (a Row is no pair to mypy)
