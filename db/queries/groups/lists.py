"""The groups of the office."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.queries.reading import Reading
from db.rules.codes import MemberState


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list. `next_session` is aware, in the office's zone."""

    id: UUID
    name: str
    leader: str
    members: int
    capacity: int
    waiting: int
    next_session: datetime | None
    active: bool


@dataclass(frozen=True, slots=True)
class ClientGroup:
    """A group that a client is in, waits for, or was in."""

    group_id: UUID
    group: str
    state: MemberState
    since: date
    until: date | None


def group_list(reading: Reading, *, closed: bool = False) -> tuple[GroupLine, ...]:
    """The groups by name; those that are closed only if they are asked for."""
    raise NotImplementedError


def groups_of_client(reading: Reading, client_id: UUID) -> tuple[ClientGroup, ...]:
    """The groups that a client is in, waits for, or was in. Raises `Refused` "client.unknown"."""
    raise NotImplementedError
