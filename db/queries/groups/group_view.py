"""A group with its roster, its waiting list and its sessions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.queries.groups.group_form import GroupForm
from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus, MemberState, NoteStatus


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
    raise NotImplementedError
