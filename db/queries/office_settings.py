"""What the settings page of the office shows."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.models.office import Closure, Office, OfficeHours, Program, Resource
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.queries.room_parts import room_parts
from db.rules.codes import ResourceKind
from db.rules.office_form import ClosureForm, OfficeForm, ProgramForm, RoomForm
from db.rules.staff_form import WeekSpan

_THINGS = (ResourceKind.ROOM, ResourceKind.CAR)


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """Everything at once: each list with the versions that a save must find."""

    office: Opened[OfficeForm]
    programs: tuple[Opened[ProgramForm], ...]
    rooms: tuple[Opened[RoomForm], ...]
    closures: tuple[Opened[ClosureForm], ...]
    hours: tuple[WeekSpan, ...]


def office_settings(reading: Reading) -> OfficeSettings:
    """The office, its programs, rooms and cars, closures from this year on, and hours."""
    return OfficeSettings(
        office=office_form(reading),
        programs=programs(reading, former=True),
        rooms=rooms(reading, former=True),
        closures=closures(reading, date(reading.today.year, 1, 1)),
        hours=office_week(reading),
    )


def office_form(reading: Reading) -> Opened[OfficeForm]:
    """The office's own row."""
    office = reading.session.scalars(select(Office)).one()
    form = OfficeForm(
        name=office.name,
        time_zone=office.time_zone,
        letterhead=office.letterhead,
        phone=office.phone,
        country=office.country,
        language=office.language,
        paper=office.paper,
        emergency_minutes=office.emergency_minutes,
        calendar_names=office.calendar_names,
        calendar_folder=office.calendar_folder,
    )
    return Opened(form, office.version)


def programs(reading: Reading, *, former: bool = False) -> tuple[Opened[ProgramForm], ...]:
    """Programs by name; with `former` also those that are no longer offered."""
    asked = select(Program).order_by(func.lower(Program.name), Program.id)
    if not former:
        asked = asked.where(Program.active.is_(True))
    return tuple(
        Opened(ProgramForm(row.id, row.code, row.name, row.active), row.version)
        for row in reading.session.scalars(asked)
    )


def rooms(reading: Reading, *, former: bool = False) -> tuple[Opened[RoomForm], ...]:
    """Rooms, then cars, by name; with `former` also those that are no longer booked."""
    asked = (
        select(Resource)
        .where(Resource.kind.in_(_THINGS))
        .order_by(Resource.kind.desc(), func.lower(Resource.name), Resource.id)
    )
    if not former:
        asked = asked.where(Resource.active.is_(True))
    parts = room_parts(reading)
    return tuple(
        Opened(
            RoomForm(row.id, row.kind, row.name, row.capacity, row.active, parts.get(row.id, ())),
            row.version,
        )
        for row in reading.session.scalars(asked)
    )


def closures(reading: Reading, since: date | None = None) -> tuple[Opened[ClosureForm], ...]:
    """Closures that have not ended before `since` (today), in order."""
    asked = (
        select(Closure)
        .where(Closure.last_day >= (since or reading.today))
        .order_by(Closure.first_day, Closure.id)
    )
    return tuple(
        Opened(ClosureForm(row.id, row.first_day, row.last_day, row.name), row.version)
        for row in reading.session.scalars(asked)
    )


def office_week(reading: Reading) -> tuple[WeekSpan, ...]:
    """When the office is open; nothing means that it keeps no hours."""
    rows = reading.session.scalars(
        select(OfficeHours).order_by(OfficeHours.weekday, OfficeHours.opens)
    )
    return tuple(WeekSpan(row.weekday, row.opens, row.closes) for row in rows)
