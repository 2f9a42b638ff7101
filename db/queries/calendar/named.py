"""The resources of a form, with the names that people know them by."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from db.models import office as office_models
from db.models.client import Client
from db.models.staff import Staff
from db.queries.by_heart import ByHeart, Question, Row, ask_together
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.cases.people import client_name
from db.queries.groups.roster import people_of_session
from db.queries.reading import Reading
from db.queries.room_parts import with_parts
from db.queries.visibility import visible_client
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard
from db.rules.scheduling import Resource
from db.texts.catalog import t

_NAMES_OF_WORKERS = ByHeart(
    select(Staff.id, Staff.display_name).where(Staff.id.in_(bindparam("workers", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form takes. `capacity` holds that of rooms and cars for more than one at a time;
    `unguarded` are those that are taken in spite of others who have them, by the office's rules;
    `parts` are those of its room, taken because the whole is. `known` are those that are rows
    already, where that was asked.
    """

    resources: tuple[Resource, ...]
    capacity: dict[UUID, int]
    unguarded: frozenset[UUID] = frozenset()
    parts: frozenset[UUID] = frozenset()
    known: frozenset[UUID] | None = None

    def ids(self, *kinds: ResourceKind) -> tuple[UUID, ...]:
        """The ids of the resources of these kinds; of all, if none is given."""
        return tuple(one.id for one in self.resources if not kinds or one.kind in kinds)


def workers_asked(form: AppointmentForm) -> tuple[Question, ...]:
    """What is asked for the names of the form's workers; nothing for nobody."""
    asked = tuple(dict.fromkeys(form.workers))
    return ((_NAMES_OF_WORKERS, {"workers": asked}),) if asked else ()


def wanted(reading: Reading, form: AppointmentForm, workers: Sequence[Row] | None = None) -> Wanted:
    """The form's resources. `workers` is the answer to `workers_asked`, where it is there already.

    Raises `Refused`: "appointment.unknown_worker", "appointment.unknown_room",
    "appointment.unknown_car", "appointment.unknown_interpreter", or "client.unknown" for
    a client who may not be known.
    """
    people = [one for one in (form.client_id, *form.household) if one is not None]
    names = _clients(reading, people)
    lent = {
        ResourceKind.ROOM: form.room_id,
        ResourceKind.CAR: form.car_id,
        ResourceKind.INTERPRETER: form.interpreter_id,
    }
    things = _things(reading, [one for one in lent.values() if one is not None])
    resources = [
        Resource(one, ResourceKind.WORKER, name)
        for one, name in _workers(reading, form, workers).items()
    ]
    for position, one in enumerate(dict.fromkeys(people)):
        first = position == 0 and form.client_id is not None
        kind = ResourceKind.CLIENT if first else ResourceKind.HOUSEHOLD_MEMBER
        resources.append(Resource(one, kind, names[one]))
    resources += _members(reading, form)
    parts: list[UUID] = []
    for kind, taken in lent.items():
        if taken is None:
            continue
        thing = things.get(taken)
        if thing is None or thing.kind is not kind:
            raise Refused(hard(f"appointment.unknown_{kind.value}", kind.value))
        whole = Resource(taken, kind, thing.name, thing.capacity)
        taken_rooms = with_parts(reading, whole) if kind is ResourceKind.ROOM else (whole,)
        resources += taken_rooms
        parts += (one.id for one in taken_rooms[1:])
    capacity = {one: thing.capacity for one, thing in things.items() if thing.capacity > 1}
    return Wanted(tuple(resources), capacity, parts=frozenset(parts))


def _members(reading: Reading, form: AppointmentForm) -> list[Resource]:
    """Who is taken into a session, also those of whom whoever books may not know."""
    if form.group_id is None:
        return []
    members = form.members
    if members is None:
        members = people_of_session(reading, form.group_id, form.id if form.version else None)
    others = dict.fromkeys(one for one in members if one not in (form.client_id, *form.household))
    names = _visible_clients(reading, tuple(others))
    hidden = t("A member who is not named to you")
    return [Resource(one, ResourceKind.MEMBER, names.get(one, hidden)) for one in others]


def _workers(
    reading: Reading, form: AppointmentForm, answer: Sequence[Row] | None
) -> dict[UUID, str]:
    asked = workers_asked(form)
    if not asked:
        return {}
    if answer is None:
        (answer,) = ask_together(reading.session, *asked)
    names: dict[UUID, str] = {one: name for one, name in answer}  # noqa: C416 (no pair to mypy)
    if any(one not in names for one in form.workers):
        raise Refused(hard("appointment.unknown_worker", "workers"))
    return {one: names[one] for one in form.workers}


def _clients(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    names = _visible_clients(reading, ids)
    if any(one not in names for one in ids):
        raise Refused(hard("client.unknown", "client"))
    return names


def _visible_clients(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    found = reading.session.scalars(
        select(Client).where(Client.id.in_(ids), visible_client(reading))
    )
    return {client.id: client_name(client) for client in found}


def _things(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, office_models.Resource]:
    if not ids:
        return {}
    row = office_models.Resource
    found = reading.session.scalars(select(row).where(row.id.in_(ids)))
    return {thing.id: thing for thing in found}
