"""What the appointment form offers: workers, rooms, places, and what belongs to a client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from db.models.calendar import Place
from db.models.case_file import CaseFile, Party
from db.models.client import Client, HouseholdMember
from db.models.office import Resource
from db.queries.calendar.attendance import attendance_of
from db.queries.calendar.items import Named
from db.queries.calendar.range_view import calendar_columns
from db.queries.cases.people import client_name, person_name
from db.queries.kinds import usual_minutes
from db.queries.reading import Reading
from db.queries.visibility import client_to_see, readable_case, visible_client
from db.rules.attendance import Attendance
from db.rules.codes import AppointmentKind, CaseStatus, ResourceKind
from db.rules.findings import Finding
from db.rules.interpreters import codes_of
from db.rules.names import PersonName
from db.rules.permissions import Action
from db.rules.safe_contact import ClientSafety, client_marks


@dataclass(frozen=True, slots=True)
class NamedInterpreter(Named):
    """An interpreter, with the languages they speak (ISO 639) and where they are called."""

    languages: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True, slots=True)
class BookingChoices:
    """What can be taken by an appointment, and where it can be, by name."""

    workers: tuple[Named, ...]
    rooms: tuple[Named, ...]
    cars: tuple[Named, ...]
    interpreters: tuple[NamedInterpreter, ...] = ()
    places: tuple[Named, ...] = ()
    minutes: Mapping[AppointmentKind, int] = field(default_factory=dict)  # usual, where decided


@dataclass(frozen=True, slots=True)
class BookingClient:
    """A client as the appointment form shows one. `cases` are those the user may read."""

    id: UUID
    number: str
    name: PersonName
    marks: tuple[Finding, ...]
    household: tuple[Named, ...]
    cases: tuple[Named, ...]
    attendance: Attendance
    language: str = ""  # ISO 639
    interpreter: bool = False  # needs one


def booking_choices(reading: Reading, taken: tuple[UUID, ...] = ()) -> BookingChoices:
    """Every active worker, room, car, interpreter and place, and those of `taken` that are not
    active any more.
    """
    reading.require(Action.FIND_CLIENTS)
    return BookingChoices(
        _choices(reading, ResourceKind.WORKER, taken),
        _choices(reading, ResourceKind.ROOM, taken),
        _choices(reading, ResourceKind.CAR, taken),
        _interpreters(reading, taken),
        _places(reading, taken),
        usual_minutes(reading),
    )


def booking_client(reading: Reading, client_id: UUID, case_id: UUID | None = None) -> BookingClient:
    """What belongs to a client; `case_id` is offered even if that case has been closed.

    Raises `Refused` with "client.unknown".
    """
    client = client_to_see(reading, client_id)
    return BookingClient(
        client.id,
        client.number,
        person_name(client),
        client_marks(ClientSafety(client.do_not_confirm, client.code_word, client.contact_advice)),
        _household(reading, client_id),
        _cases(reading, client_id, case_id),
        attendance_of(reading, [client_id]).get(client_id, Attendance()),
        client.language,
        client.interpreter,
    )


def _choices(reading: Reading, kind: ResourceKind, taken: tuple[UUID, ...]) -> tuple[Named, ...]:
    active = calendar_columns(reading, kind)
    known = {one.id for one in active}
    gone = tuple(one for one in taken if one not in known)
    return (*active, *(calendar_columns(reading, kind, gone) if gone else ()))


def _interpreters(reading: Reading, taken: tuple[UUID, ...]) -> tuple[NamedInterpreter, ...]:
    found = reading.session.scalars(
        select(Resource)
        .where(
            Resource.kind == ResourceKind.INTERPRETER,
            Resource.active.is_(True) | Resource.id.in_(taken),
        )
        .order_by(Resource.active.desc(), Resource.name, Resource.id)
    )
    return tuple(
        NamedInterpreter(one.id, one.name, codes_of(one.languages), one.phone) for one in found
    )


def _places(reading: Reading, taken: tuple[UUID, ...]) -> tuple[Named, ...]:
    """The active places by name, the office itself first, and those of `taken`."""
    found = reading.session.execute(
        select(Place.id, Place.name)
        .where(Place.active.is_(True) | Place.id.in_(taken))
        .order_by(Place.is_office.desc(), Place.name, Place.id)
    )
    return tuple(Named(one, name) for one, name in found)


def _household(reading: Reading, client_id: UUID) -> tuple[Named, ...]:
    own = select(HouseholdMember.household_id).where(
        HouseholdMember.client_id == client_id, HouseholdMember.left_on.is_(None)
    )
    found = reading.session.scalars(
        select(Client)
        .join(HouseholdMember, HouseholdMember.client_id == Client.id)
        .where(
            HouseholdMember.household_id.in_(own),
            HouseholdMember.left_on.is_(None),
            Client.id != client_id,
            visible_client(reading),
        )
        .order_by(Client.sort_name)
        .distinct()
    )
    return tuple(Named(one.id, client_name(one)) for one in found)


def _cases(reading: Reading, client_id: UUID, case_id: UUID | None) -> tuple[Named, ...]:
    as_party = select(Party.case_id).where(Party.client_id == client_id)
    found = reading.session.execute(
        select(CaseFile.id, CaseFile.number)
        .where(
            (CaseFile.client_id == client_id) | CaseFile.id.in_(as_party),
            (CaseFile.status != CaseStatus.CLOSED) | (CaseFile.id == case_id),
            readable_case(reading),
        )
        .order_by(CaseFile.opened_on.desc(), CaseFile.id)
    )
    return tuple(Named(one, number) for one, number in found)
