"""Appointments as every view shows them: what, when, with whom, where."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from db.models import office as office_models
from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.staff import Staff
from db.queries.calendar.places import place_names, where
from db.queries.calendar.visible import visible_appointment
from db.queries.cases.parties import safety_of
from db.queries.cases.people import person_name
from db.queries.groups.sessions import SessionOf, sessions_of
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.names import PersonName
from db.rules.permissions import Action
from db.rules.safe_contact import ClientSafety

MOST = 5_000

# Columns, and not whole rows of the mapping, which cost several times as much to make.
_APPOINTMENT = (
    Appointment.id,
    Appointment.version,
    Appointment.kind,
    Appointment.status,
    Appointment.starts_at,
    Appointment.ends_at,
    Appointment.subject,
    Appointment.place,
    Appointment.place_id,
    Appointment.case_id,
    Appointment.arrived_at,
    Appointment.begun_at,
    Appointment.remark,
    Appointment.override_reason,
    Appointment.cancel_reason,
    Appointment.joining_link,
    Appointment.series_id,
    Appointment.group_id,
)
_CLIENT = (
    Client.id.label("client"),
    Client.first_name,
    Client.last_name,
    Client.middle_name,
    Client.suffix,
    Client.preferred_name,
    Client.do_not_confirm,
    Client.code_word,
    Client.contact_advice,
    Client.language,
    Client.interpreter,
)


# The client is asked for with the appointment, and of a group's members only how many there are.
_UNNAMED = (ResourceKind.CLIENT, ResourceKind.MEMBER)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that an appointment takes."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An appointment in a view. Moments are aware, in the office's zone.

    A `hidden` one says that somebody is busy and no more: only its times, its status, and whom
    of the workers, rooms, cars and interpreters it takes. The case is there for who may read cases.
    `interpreter` says that the client needs one; `place` is the office's name for it, or what was
    typed.
    """

    id: UUID
    version: int
    kind: AppointmentKind
    status: AppointmentStatus
    starts_at: datetime
    ends_at: datetime
    hidden: bool
    client_id: UUID | None
    client: PersonName | None
    safety: ClientSafety
    language: str
    interpreter: bool
    workers: tuple[Named, ...]
    household: tuple[Named, ...]
    rooms: tuple[Named, ...]
    cars: tuple[Named, ...]
    subject: str
    place: str
    case_id: UUID | None
    case_number: str
    arrived_at: datetime | None
    begun_at: datetime | None
    remark: str
    override_reason: str
    cancel_reason: str
    interpreters: tuple[Named, ...] = ()
    room_parts: tuple[Named, ...] = ()  # taken because its room is made of them
    joining_link: str = ""
    repeats: bool = False  # it is one of a series
    group: SessionOf | None = None  # whose session it is; it is called so where it has no subject

    @property
    def client_name(self) -> str:
        """The client's name for display, or empty."""
        return "" if self.client is None else self.client.display()

    def takes(self, resource_id: UUID | None) -> bool:
        """Whether it takes this worker, room, car or interpreter."""
        taken = (
            *self.workers, *self.rooms, *self.room_parts, *self.cars, *self.interpreters,
        )  # fmt: skip
        return any(one.id == resource_id for one in taken)


def load_items(
    reading: Reading, *conditions: ColumnElement[bool], most: int = MOST
) -> tuple[CalendarItem, ...]:
    """The appointments under these conditions on `Appointment`, by their start.

    Two statements: the appointments, and all that they take.
    """
    reading.require(Action.FIND_CLIENTS)
    chosen = (
        select(Appointment.id)
        .where(*conditions)
        .order_by(Appointment.starts_at, Appointment.id)
        .limit(most)
    )
    taken = _taken(reading, chosen)
    found = (
        select(*_APPOINTMENT, *_CLIENT, CaseFile.number, visible_appointment(reading))
        .select_from(Appointment)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(*conditions)
        .order_by(Appointment.starts_at, Appointment.id)
        .limit(most)
    )
    rows = reading.session.execute(found).all()
    places = place_names(reading, (row.place_id for row in rows))
    sessions = sessions_of(reading, {row.id: row.group_id for row in rows if row.group_id})
    items = [
        _item(
            reading, row, str(row[-2] or ""), bool(row[-1]), taken[row.id], places,
            sessions.get(row.id),
        )
        for row in rows
    ]  # fmt: skip
    hidden = _kept_back(reading, conditions, most)
    if not hidden:
        return tuple(items)
    taken = _taken(reading, [row.id for row in hidden])
    items += [_item(reading, row, "", False, taken[row.id], {}) for row in hidden]
    return tuple(sorted(items, key=lambda item: (item.starts_at, item.id.bytes))[:most])


def _kept_back(
    reading: Reading, conditions: Sequence[ColumnElement[bool]], most: int
) -> Sequence[Any]:
    """Those that a server keeps from whoever asks, but for when they are."""
    if not is_walled(reading.session):
        return ()
    row = Appointment
    asked = select(*_APPOINTMENT).where(*conditions).order_by(row.starts_at, row.id).limit(most)
    with through(reading.session, KNOWN):
        return reading.session.execute(asked).all()


def _taken(
    reading: Reading, chosen: Select[Any] | Sequence[UUID]
) -> defaultdict[UUID, dict[ResourceKind, list[Named]]]:
    thing = office_models.Resource
    row = AppointmentResource
    person = (Client.first_name, Client.last_name, Client.suffix, Client.preferred_name)
    rows = (
        select(
            row.appointment_id,
            row.resource_id,
            row.kind,
            Staff.display_name,
            thing.name.label("thing"),
            *person,
        )
        .join(thing, thing.id == row.resource_id)
        .outerjoin(Staff, Staff.id == row.resource_id)
        .outerjoin(Client, (Client.id == row.resource_id) & visible_client(reading))
        .where(row.appointment_id.in_(chosen), row.kind.not_in(_UNNAMED))
        .order_by(row.appointment_id, row.resource_id)
    )
    taken: defaultdict[UUID, dict[ResourceKind, list[Named]]] = defaultdict(dict)
    for row_ in reading.session.execute(rows):
        appointment_id, resource_id, kind, staff, name, first, *rest = row_
        known = staff or name
        if not known and first is not None:
            last, suffix, preferred = rest
            known = PersonName(first, last, "", suffix, preferred).display()
        if known:
            taken[appointment_id].setdefault(kind, []).append(Named(resource_id, known))
    return taken


def _item(
    reading: Reading,
    row: Any,
    case_number: str,
    visible: bool,
    taken: dict[ResourceKind, list[Named]],
    places: Mapping[UUID, str],
    session: SessionOf | None = None,
) -> CalendarItem:
    shown = visible and row.client is not None
    reads_cases = visible and reading.may(Action.READ_CASES)

    def of(kind: ResourceKind) -> tuple[Named, ...]:
        return tuple(taken.get(kind, ()))

    return CalendarItem(
        id=row.id,
        version=row.version,
        kind=row.kind if visible else AppointmentKind.OTHER,
        status=row.status,
        starts_at=_local(reading, row.starts_at),
        ends_at=_local(reading, row.ends_at),
        hidden=not visible,
        client_id=row.client if shown else None,
        client=person_name(row) if shown else None,
        safety=safety_of(row) if shown else ClientSafety(),
        language=row.language if shown else "",
        interpreter=row.interpreter if shown else False,
        workers=of(ResourceKind.WORKER),
        household=of(ResourceKind.HOUSEHOLD_MEMBER) if visible else (),
        rooms=of(ResourceKind.ROOM),
        cars=of(ResourceKind.CAR),
        subject=row.subject or (session.name if session else "") if visible else "",
        place=where(places, row.place_id, row.place) if visible else "",
        case_id=row.case_id if reads_cases else None,
        case_number=case_number if reads_cases else "",
        arrived_at=_moment(reading, row.arrived_at),
        begun_at=_moment(reading, row.begun_at) if visible else None,
        remark=row.remark if visible else "",
        override_reason=row.override_reason if visible else "",
        cancel_reason=row.cancel_reason if visible else "",
        interpreters=of(ResourceKind.INTERPRETER),
        room_parts=of(ResourceKind.ROOM_PART),
        joining_link=row.joining_link if visible else "",
        repeats=visible and row.series_id is not None,
        group=session if visible else None,
    )


def _moment(reading: Reading, moment: datetime | None) -> datetime | None:
    return moment.astimezone(reading.zone) if moment else None


def _local(reading: Reading, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone)
