"""The groups of the office."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import Appointment
from db.models.group import GroupMember, SupportGroup
from db.queries.cases.people import staff_names
from db.queries.groups.roster import roster
from db.queries.reading import Reading
from db.queries.visibility import client_to_see
from db.rules.appointment_steps import CHANGEABLE
from db.rules.codes import MemberState
from db.rules.names import fold
from db.rules.permissions import Action


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
    reading.require(Action.FIND_CLIENTS)
    asked = select(SupportGroup)
    if not closed:
        asked = asked.where(SupportGroup.active.is_(True))
    groups = sorted(reading.session.scalars(asked), key=lambda one: (fold(one.name), one.id.bytes))
    ids = [one.id for one in groups]
    leaders = staff_names(reading, (one.leader_id for one in groups))
    counts = Counter((one.group_id, one.state) for one in roster(reading, ids))
    ahead = _next_sessions(reading, ids)
    return tuple(
        GroupLine(
            id=one.id,
            name=one.name,
            leader=leaders.get(one.leader_id, ""),
            members=counts[one.id, MemberState.MEMBER],
            capacity=one.capacity,
            waiting=counts[one.id, MemberState.WAITING],
            next_session=ahead.get(one.id),
            active=one.active,
        )
        for one in groups
    )


def groups_of_client(reading: Reading, client_id: UUID) -> tuple[ClientGroup, ...]:
    """The groups that a client is in, waits for, or was in. Raises `Refused` "client.unknown"."""
    reading.require(Action.FIND_CLIENTS)
    client_to_see(reading, client_id)
    row = GroupMember
    found = reading.session.execute(
        select(row.group_id, SupportGroup.name, row.state, row.since, row.until)
        .join(SupportGroup, SupportGroup.id == row.group_id)
        .where(row.client_id == client_id)
        .order_by(row.since.desc(), row.id.desc())
    )
    lines = [ClientGroup(*one) for one in found]
    order = list(MemberState)
    return tuple(sorted(lines, key=lambda one: order.index(one.state)))


def _next_sessions(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, datetime]:
    row = Appointment
    asked = (
        select(row.group_id, func.min(row.starts_at))
        .where(
            row.group_id.in_(ids),
            row.ends_at > reading.now_seconds,
            row.status.in_(tuple(CHANGEABLE)),
        )
        .group_by(row.group_id)
    )
    return {
        group_id: datetime.fromtimestamp(at, UTC).astimezone(reading.zone)
        for group_id, at in reading.session.execute(asked)
        if group_id is not None
    }
