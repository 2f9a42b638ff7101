"""Who may fill each seat of an appointment that has no time yet, and when each is free.

One statement reads what all of them have in the whole span.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from db.models import office as office_models
from db.models.client import Client
from db.models.staff import Staff
from db.queries.calendar.availability import availability
from db.queries.cases.people import client_name
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard
from db.rules.scheduling import OfficeTime, Span
from db.rules.scheduling.guards import LookedFor
from db.rules.scheduling.suiting import Seat

if TYPE_CHECKING:
    from db.queries.calendar.next_free import NextFree

_LEVEL = (ResourceKind.WORKER, ResourceKind.INTERPRETER)


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats, which of them have been given somebody, and the office's hours."""

    seats: tuple[Seat, ...]
    given: tuple[bool, ...]
    office: OfficeTime


def seats_of(reading: Reading, asked: "NextFree", within: Span) -> Seats:
    """Everybody and everything that is asked for, with their free time in the span.

    Raises `Refused` as `db.queries.calendar.named.wanted` does.
    """
    groups = _groups(asked)
    names = _names(reading, groups)
    workers = [one for kind, some, _ in groups if kind is ResourceKind.WORKER for one in some]
    everything = (one for _, some, _ in groups for one in some)
    known = availability(reading, workers, everything, within, (asked.place_id,), asked.without)
    in_a_room = any(kind is ResourceKind.ROOM for kind, _, _ in groups)
    looked_for = LookedFor(asked.kind, asked.place_id, in_a_room)

    def seat(kind: ResourceKind, some: Sequence[UUID]) -> Seat:
        candidates = (known.candidate(one, names[one], kind, looked_for) for one in some)
        return Seat(kind, tuple(candidates), kind in _LEVEL)

    return Seats(
        tuple(seat(kind, some) for kind, some, _ in groups),
        tuple(given for _, _, given in groups),
        known.office,
    )


Group = tuple[ResourceKind, tuple[UUID, ...], bool]


def _groups(asked: "NextFree") -> list[Group]:
    """What kind of seat, who may fill it, and whether they have been given."""
    workers = tuple(dict.fromkeys(asked.workers))
    groups: list[Group] = [(ResourceKind.WORKER, (one,), True) for one in workers]
    others = tuple(one for one in dict.fromkeys(asked.any_of) if one not in workers)
    if others:
        groups.append((ResourceKind.WORKER, others, False))
    if asked.client_id is not None:
        groups.append((ResourceKind.CLIENT, (asked.client_id,), True))
    for one in dict.fromkeys(asked.household):
        groups.append((ResourceKind.HOUSEHOLD_MEMBER, (one,), True))
    if asked.room_id is not None:
        groups.append((ResourceKind.ROOM, (asked.room_id,), True))
    elif asked.rooms:
        groups.append((ResourceKind.ROOM, asked.rooms, False))
    if asked.interpreter_id is not None:
        groups.append((ResourceKind.INTERPRETER, (asked.interpreter_id,), True))
    elif asked.interpreters:
        groups.append((ResourceKind.INTERPRETER, asked.interpreters, False))
    if asked.car_id is not None:
        groups.append((ResourceKind.CAR, (asked.car_id,), True))
    return groups


def _names(reading: Reading, groups: Sequence[Group]) -> dict[UUID, str]:
    by_kind: dict[str, list[UUID]] = {"worker": [], "client": [], "thing": []}
    for kind, ids, _ in groups:
        is_client = kind in (ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER)
        name = "worker" if kind is ResourceKind.WORKER else "client" if is_client else "thing"
        by_kind[name] += ids
    names: dict[UUID, str] = {}
    if by_kind["worker"]:
        asked = select(Staff.id, Staff.display_name).where(Staff.id.in_(by_kind["worker"]))
        names.update((one, name) for one, name in reading.session.execute(asked))
    if by_kind["client"]:
        people = select(Client).where(Client.id.in_(by_kind["client"]), visible_client(reading))
        names.update((one.id, client_name(one)) for one in reading.session.scalars(people))
    if by_kind["thing"]:
        thing = office_models.Resource
        found = select(thing.id, thing.name).where(thing.id.in_(by_kind["thing"]))
        names.update((one, name) for one, name in reading.session.execute(found))
    _refuse_unknown(groups, names)
    return names


def _refuse_unknown(groups: Sequence[Group], names: dict[UUID, str]) -> None:
    for kind, ids, _ in groups:
        if all(one in names for one in ids):
            continue
        if kind in (ResourceKind.CLIENT, ResourceKind.HOUSEHOLD_MEMBER):
            raise Refused(hard("client.unknown", "client"))
        field = "workers" if kind is ResourceKind.WORKER else kind.value
        raise Refused(hard(f"appointment.unknown_{kind.value}", field))
