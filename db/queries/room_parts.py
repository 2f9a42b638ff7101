"""Which rooms of the office are made of which."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from db.models.calendar import RoomPart
from db.models.office import Resource
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.room_parts import all_parts, wholes_of
from db.rules.scheduling import Resource as Taken
from db.texts import t

_PARTS = select(RoomPart.whole_id, RoomPart.part_id).order_by(RoomPart.whole_id, RoomPart.part_id)


def room_parts(reading: Reading) -> dict[UUID, tuple[UUID, ...]]:
    """Each whole with what it is directly made of; most offices have none."""
    parts: dict[UUID, tuple[UUID, ...]] = {}
    for whole, part in reading.session.execute(_PARTS):
        parts[whole] = (*parts.get(whole, ()), part)
    return parts


def with_parts(reading: Reading, room: Taken) -> tuple[Taken, ...]:
    """A room as it is taken, and every part of it. One that is a part says of what."""
    parts = room_parts(reading)
    inner, outer = all_parts(room.id, parts), wholes_of(room.id, parts)
    if not inner and not outer:
        return (room,)
    asked = select(Resource.id, Resource.name).where(Resource.id.in_((*inner, *outer)))
    names = {one: name for one, name in reading.session.execute(asked)}  # noqa: C416 (a Row is no pair to mypy)
    whole = _part_of(room.name, [names[one] for one in outer])
    return (
        replace(room, name=whole),
        *(Taken(one, ResourceKind.ROOM, _part_of(names[one], [room.name])) for one in inner),
    )


def _part_of(name: str, wholes: list[str]) -> str:
    return t("{part} (part of {whole})", part=name, whole=", ".join(wholes)) if wholes else name
