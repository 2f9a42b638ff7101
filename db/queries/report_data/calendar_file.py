"""What leaves for another calendar: times and neutral words, never what an appointment is about.

Other calendars lie on phones and in other people's sight. So a client is there by initials or by
number, as the office decides, or not at all; and of what belongs to restricted clients or cases,
or is kept in a sealed file, only that the worker is busy, whoever asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.office import Office
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.calendar.taken import overlapping
from db.queries.calendar.visible import appointment_to_see
from db.queries.reading import Reading
from db.queries.visibility import client_to_see
from db.rules.appointment_steps import CANCELLED
from db.rules.codes import AppointmentKind, AppointmentStatus, CalendarNames
from db.rules.names import PersonName
from db.rules.permissions import Action
from db.rules.scheduling import UNPROMISED, Span, day_span


class For(StrEnum):
    """Whose calendar the file is for."""

    WORKER = "worker"
    CLIENT = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """One appointment. Moments are aware. Without a `kind` it is no more than a busy time.

    `who` is the client's initials or number, or empty.
    """

    id: UUID
    version: int
    starts_at: datetime
    ends_at: datetime
    kind: AppointmentKind | None
    who: str
    place: str
    tentative: bool
    changed_at: datetime  # of a hidden one its start, for no more is known of it


@dataclass(frozen=True, slots=True)
class CalendarFileData:
    """The lines by their start."""

    whose: For
    lines: tuple[CalendarLine, ...]


def worker_calendar(reading: Reading, staff_id: UUID, first: date, last: date) -> CalendarFileData:
    """A worker's appointments from the first to the last day, both included."""
    reading.require(Action.FIND_CLIENTS)
    return _data(reading, For.WORKER, _taken_by(reading, staff_id, first, last))


def client_calendar(reading: Reading, client_id: UUID, first: date, last: date) -> CalendarFileData:
    """A client's own appointments. Raises `Refused` with "client.unknown"."""
    client_to_see(reading, client_id)
    found = _taken_by(reading, client_id, first, last)
    return _data(reading, For.CLIENT, (item for item in found if not item.hidden))


def one_appointment(reading: Reading, appointment_id: UUID) -> CalendarFileData:
    """One appointment, as a worker's calendar has it. Raises `Refused`."""
    row = appointment_to_see(reading, appointment_id)
    return _data(reading, For.WORKER, load_items(reading, Appointment.id == row.id))


def _taken_by(
    reading: Reading, resource_id: UUID, first: date, last: date
) -> tuple[CalendarItem, ...]:
    span = Span(day_span(first, reading.zone).starts_at, day_span(last, reading.zone).ends_at)
    takes = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.resource_id == resource_id,
    )
    return load_items(reading, takes, overlapping(Appointment, span))


def _data(reading: Reading, whose: For, items: Iterable[CalendarItem]) -> CalendarFileData:
    kept = [item for item in items if _is_there(item.status)]
    names = reading.session.scalars(select(Office.calendar_names)).one()
    numbers = _open_numbers(reading, {item.client_id for item in kept if item.client_id})
    closed = _of_closed_cases(reading, [item.id for item in kept if not item.hidden])
    changed = _changes(reading, [item.id for item in kept if not item.hidden])
    told = _Told(whose, names, numbers, closed, changed)
    return CalendarFileData(whose, tuple(told.line(item) for item in kept))


def _is_there(status: AppointmentStatus) -> bool:
    return status not in CANCELLED and status is not AppointmentStatus.NO_SHOW


def _open_numbers(reading: Reading, ids: set[UUID]) -> dict[UUID, str]:
    """The numbers of those of the clients who are not restricted."""
    if not ids:
        return {}
    rows = reading.session.execute(
        select(Client.id, Client.number).where(Client.id.in_(ids), Client.restricted.is_(False))
    )
    return {one: number for one, number in rows}  # noqa: C416 (a Row is no pair to mypy)


def _of_closed_cases(reading: Reading, ids: list[UUID]) -> set[UUID]:
    """Those of the appointments whose case is restricted; not everybody is told of the case."""
    if not ids:
        return set()
    return set(
        reading.session.scalars(
            select(Appointment.id)
            .join(CaseFile, CaseFile.id == Appointment.case_id)
            .where(Appointment.id.in_(ids), CaseFile.restricted.is_(True))
        )
    )


def _changes(reading: Reading, ids: list[UUID]) -> dict[UUID, datetime]:
    rows = reading.session.execute(
        select(Appointment.id, Appointment.changed_at).where(Appointment.id.in_(ids))
    )
    return {one: at for one, at in rows}  # noqa: C416


@dataclass(frozen=True, slots=True)
class _Told:
    """What may be told, and of whom."""

    whose: For
    names: CalendarNames
    numbers: dict[UUID, str]
    closed: set[UUID]  # appointments
    changed: dict[UUID, datetime]

    def line(self, item: CalendarItem) -> CalendarLine:
        own = self.whose is For.CLIENT
        told = own or self._open(item)
        shown = told and not (own and item.safety.do_not_confirm)
        return CalendarLine(
            id=item.id,
            version=item.version,
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            kind=item.kind if told and not own else None,
            who="" if own or not told else self._who(item),
            place=(item.place or ", ".join(room.name for room in item.rooms)) if shown else "",
            tentative=item.status in UNPROMISED,
            changed_at=self.changed.get(item.id, item.starts_at) if told else item.starts_at,
        )

    def _open(self, item: CalendarItem) -> bool:
        with_open = item.client_id is None or item.client_id in self.numbers
        return not item.hidden and with_open and item.id not in self.closed

    def _who(self, item: CalendarItem) -> str:
        if item.client_id is None or self.names is CalendarNames.NOTHING:
            return ""
        by_number = self.names is CalendarNames.NUMBER
        return self.numbers[item.client_id] if by_number else initials(item.client)


def initials(name: PersonName | None) -> str:
    """The first letters of a name: "A. L."."""
    if name is None:
        return ""
    letters = [part[:1].upper() for part in (name.first, name.last) if part]
    return " ".join(f"{letter}." for letter in letters)
