"""Rooms that are made of others: whoever takes the whole takes every part of it.

A part can be taken without the whole, and two parts at once. Parts may have parts themselves.
"""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from db.rules.findings import Finding, hard

Parts = Mapping[UUID, Collection[UUID]]  # each whole with what it is directly made of


def all_parts(room: UUID, parts: Parts) -> tuple[UUID, ...]:
    """Everything that a room is made of, parts of its parts included, each once."""
    found: dict[UUID, None] = {}
    waiting = [room]
    while waiting:
        for part in parts.get(waiting.pop(), ()):
            if part != room and part not in found:
                found[part] = None
                waiting.append(part)
    return tuple(found)


def wholes_of(room: UUID, parts: Parts) -> tuple[UUID, ...]:
    """Every room that this one is a part of, directly or not."""
    return tuple(whole for whole in parts if room in all_parts(whole, parts))


def part_findings(
    room: UUID, capacity: int, parts: Parts, names: Mapping[UUID, str], several: Collection[UUID]
) -> Iterator[Finding]:
    """What stands against a room being made of what `parts` say of it.

    `names` holds every room of the office by its name, `several` those that take more than one
    appointment at a time: such a room is not taken as a whole by anybody.
    """
    own = parts.get(room, ())
    if any(part not in names for part in own):
        yield hard("room.part_unknown", "parts")
    around = next((p for p in own if p == room or room in all_parts(p, parts)), None)
    if around is not None:
        yield hard("room.part_of_itself", "parts", name=names.get(around, ""))
    if capacity > 1 and (own or wholes_of(room, parts)):
        yield hard("room.parts_take_one", "capacity")
    shared = next((part for part in own if part in several), None)
    if shared is not None:
        yield hard("room.part_takes_several", "parts", name=names.get(shared, ""))
