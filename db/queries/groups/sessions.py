"""Sessions as the calendar shows them: whose, and how full."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import AppointmentResource
from db.models.group import SupportGroup
from db.queries.reading import Reading
from db.rules.codes import ResourceKind


@dataclass(frozen=True, slots=True)
class SessionOf:
    """The group that a session is of, with how many are on the session's roster."""

    id: UUID
    name: str
    members: int
    capacity: int


def sessions_of(reading: Reading, groups: Mapping[UUID, UUID]) -> dict[UUID, SessionOf]:
    """Of each of these appointments (with its group's id) the group. Nothing is asked for none."""
    if not groups:
        return {}
    group, row = SupportGroup, AppointmentResource
    asked = select(group.id, group.name, group.capacity).where(group.id.in_(set(groups.values())))
    known = {one: (name, places) for one, name, places in reading.session.execute(asked)}
    counted = (
        select(row.appointment_id, func.count())
        .where(row.appointment_id.in_(groups), row.kind == ResourceKind.MEMBER)
        .group_by(row.appointment_id)
    )
    members = {one: count for one, count in reading.session.execute(counted)}  # noqa: C416 (a Row is no pair to mypy)
    return {
        one: SessionOf(group_id, known[group_id][0], members.get(one, 0), known[group_id][1])
        for one, group_id in groups.items()
        if group_id in known
    }
