"""Who is in which group, also those of whom whoever asks may not know: all of them take a place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentResource
from db.models.client import Client
from db.models.group import GroupMember, SupportGroup
from db.queries.cases.people import person_name
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.codes import MemberState, ResourceKind
from db.rules.findings import Refused, hard
from db.rules.names import PersonName
from db.rules.permissions import Action

OPEN = (MemberState.MEMBER, MemberState.WAITING)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A membership as it is kept."""

    id: UUID
    group_id: UUID
    client_id: UUID
    state: MemberState
    since: date
    until: date | None
    reason_left: str
    version: int


@dataclass(frozen=True, slots=True)
class Known:
    """A client whom whoever asks may know."""

    name: PersonName
    number: str


def group_to_see(reading: Reading, group_id: UUID) -> SupportGroup:
    """The group, for whoever may find clients. Raises `Refused` with "group.unknown"."""
    reading.require(Action.FIND_CLIENTS)
    group = reading.session.get(SupportGroup, group_id)
    if group is None:
        raise Refused(hard("group.unknown"))
    return group


def roster(
    reading: Reading, groups: Collection[UUID], states: Iterable[MemberState] = OPEN
) -> list[RosterRow]:
    """The memberships of these groups in these states, in the order in which they began."""
    row = GroupMember
    asked = (
        select(
            row.id, row.group_id, row.client_id, row.state, row.since, row.until,
            row.reason_left, row.version,
        )
        .where(row.group_id.in_(groups), row.state.in_(tuple(states)))
    )  # fmt: skip
    found = [RosterRow(*one) for one in reading.session.execute(asked)]
    if is_walled(reading.session):
        with through(reading.session, KNOWN):
            found += [RosterRow(*one) for one in reading.session.execute(asked)]
    return sorted(found, key=lambda one: (one.since, one.id.bytes))


def people_of_session(
    reading: Reading, group_id: UUID, appointment_id: UUID | None
) -> tuple[UUID, ...]:
    """Who is on a session of the group; without one, or where it has been another's, who would be
    on a new one."""
    session = reading.session.get(Appointment, appointment_id) if appointment_id else None
    if session is None or session.group_id != group_id:
        rows = roster(reading, [group_id], [MemberState.MEMBER])
        return tuple(one.client_id for one in rows)
    return sessions_people(reading, [session.id]).get(session.id, ())


def sessions_people(
    reading: Reading, appointment_ids: Collection[UUID]
) -> dict[UUID, tuple[UUID, ...]]:
    """Who is on each of these sessions."""
    row = AppointmentResource
    asked = (
        select(row.appointment_id, row.resource_id)
        .where(row.appointment_id.in_(appointment_ids), row.kind == ResourceKind.MEMBER)
        .order_by(row.appointment_id, row.resource_id)
    )
    found: dict[UUID, list[UUID]] = {}
    for appointment_id, client_id in reading.session.execute(asked):
        found.setdefault(appointment_id, []).append(client_id)
    return {one: tuple(some) for one, some in found.items()}


def known_clients(reading: Reading, ids: Collection[UUID]) -> dict[UUID, Known]:
    """Those of these clients whom the user may know of."""
    if not ids:
        return {}
    asked = select(Client).where(Client.id.in_(ids), visible_client(reading))
    return {one.id: Known(person_name(one), one.number) for one in reading.session.scalars(asked)}
