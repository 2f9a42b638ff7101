"""What a room is made of, and what those who have booked it take of it from then on.

The rows of appointments say what each takes, and the database keeps others away by them alone. So
they follow when the parts change, in the same transaction, or the change is refused.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, select

from db.models.appointment import AppointmentResource
from db.models.calendar import RoomPart
from db.models.office import Resource
from db.operations.locks import change_parts, hold
from db.operations.work import Work
from db.queries.room_parts import room_parts
from db.rules.codes import ResourceKind
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.office_form import RoomForm
from db.rules.room_parts import Parts, all_parts, part_findings, wholes_of
from db.rules.scheduling import Span

_MOST_TOLD = 8


def set_parts(work: Work, form: RoomForm) -> None:
    """Let the room be made of the form's parts.

    Raises `Refused`: "room.part_…" for what cannot be, "room.parts_collide" for each pair of
    bookings to come that would be in each other's way.
    """
    change_parts(work)
    before = room_parts(work)
    after = {**before, form.id: form.parts}
    if not form.parts:
        del after[form.id]
    rooms = work.session.execute(
        select(Resource.id, Resource.name, Resource.capacity).where(
            Resource.kind == ResourceKind.ROOM
        )
    ).all()
    names = {one: name for one, name, _ in rooms}
    several = {one for one, _, capacity in rooms if capacity > 1}
    raise_hard(tuple(part_findings(form.id, form.capacity, after, names, several)))
    if set(before.get(form.id, ())) == set(form.parts):
        return
    work.session.execute(delete(RoomPart).where(RoomPart.whole_id == form.id))
    work.session.add_all(
        RoomPart(whole_id=form.id, part_id=one) for one in dict.fromkeys(form.parts)
    )
    work.session.flush()
    concerned = (form.id, *wholes_of(form.id, after))
    hold(work, {*concerned, *(p for one in concerned for p in _either(one, before, after))})
    collisions = take_parts_again(work, concerned, after)
    if collisions:
        raise Refused(*_told(work, collisions, names))
    was, now = ([one.hex for one in made.get(form.id, ())] for made in (before, after))
    work.record("room.parts_changed", "room", form.id, parts=[was, now])


def take_parts_again(
    work: Work, rooms: Iterable[UUID], parts: Parts
) -> list[tuple[AppointmentResource, AppointmentResource]]:
    """Let every booking of these rooms that is not over take their parts as they are now.

    Gives the pairs that would be in each other's way, a whole's row and a part's; nothing is
    written then.
    """
    row = AppointmentResource
    ahead = row.ends_at > work.now_seconds
    wholes = work.session.scalars(
        select(row).where(row.resource_id.in_(tuple(rooms)), row.kind == ResourceKind.ROOM, ahead)
    ).all()
    mine = {one.appointment_id for one in wholes}
    taken = [(one, part) for one in wholes for part in all_parts(one.resource_id, parts)]
    collisions = _collisions(work, taken)
    if collisions or not mine:
        return collisions
    old = select(row).where(row.kind == ResourceKind.ROOM_PART, ahead)
    for gone in work.session.scalars(old):
        if gone.appointment_id in mine:
            work.session.delete(gone)
    work.session.flush()
    work.session.add_all(
        row(
            appointment_id=one.appointment_id,
            resource_id=part,
            kind=ResourceKind.ROOM_PART,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            blocks=one.blocks,
        )
        for one, part in taken
    )
    work.session.flush()
    work.changed("appointment", *mine)
    return []


def _collisions(
    work: Work, taken: list[tuple[AppointmentResource, UUID]]
) -> list[tuple[AppointmentResource, AppointmentResource]]:
    row = AppointmentResource
    asked = select(row).where(
        row.resource_id.in_({part for _, part in taken}),
        row.ends_at > work.now_seconds,
        row.blocks == 1,
    )
    there: dict[UUID, list[AppointmentResource]] = {}
    for one in work.session.scalars(asked.order_by(row.starts_at)):
        there.setdefault(one.resource_id, []).append(one)
    return [
        (whole, other)
        for whole, part in taken
        if whole.blocks == 1
        for other in there.get(part, ())
        if other.appointment_id != whole.appointment_id
        and Span(other.starts_at, other.ends_at).overlaps(Span(whole.starts_at, whole.ends_at))
    ]


def _told(
    work: Work,
    collisions: list[tuple[AppointmentResource, AppointmentResource]],
    names: dict[UUID, str],
) -> list[Finding]:
    def local(seconds: int) -> datetime:
        return datetime.fromtimestamp(seconds, UTC).astimezone(work.zone)

    told = [
        hard(
            "room.parts_collide",
            "parts",
            whole=names.get(whole.resource_id, ""),
            part=names.get(other.resource_id, ""),
            day=local(whole.starts_at).date(),
            starts=local(whole.starts_at).time(),
            ends=local(whole.ends_at).time(),
            other_starts=local(other.starts_at).time(),
            other_ends=local(other.ends_at).time(),
        )
        for whole, other in sorted(collisions, key=lambda pair: pair[0].starts_at)[:_MOST_TOLD]
    ]
    if len(collisions) > _MOST_TOLD:
        told.append(hard("room.parts_collide_more", "parts", count=len(collisions) - _MOST_TOLD))
    return told


def _either(room: UUID, before: Parts, after: Parts) -> set[UUID]:
    return {*all_parts(room, before), *all_parts(room, after)}
