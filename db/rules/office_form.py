"""What is asked of the office itself: letterhead, programs, rooms, closures, hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from db.rules.calendar_folder import LONGEST_PATH, folder_findings
from db.rules.codes import CalendarNames, ResourceKind
from db.rules.findings import Finding, hard
from db.rules.text_fields import missing, too_long

PAPERS = ("letter", "a4")
EMERGENCY_MINUTES = (15, 240)  # the shortest and the longest emergency access


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The agency's office. `time_zone` is an IANA name; letterhead lines print as they stand.

    `emergency_minutes` is how long a restricted case stays open in an emergency; `calendar_names`
    how a client is named in files for other calendars, and `calendar_folder` where those of the
    workers are kept up to date: a whole path, or empty for nowhere.
    """

    name: str
    time_zone: str
    letterhead: str = ""
    phone: str = ""
    country: str = "US"
    language: str = "en"
    paper: str = "letter"
    emergency_minutes: int = 60
    calendar_names: CalendarNames = CalendarNames.INITIALS
    calendar_folder: str = ""


@dataclass(frozen=True, slots=True)
class ProgramForm:
    """A program that clients enroll in; one that is no longer `active` is not offered."""

    id: UUID
    code: str
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class RoomForm:
    """A room or a car; `capacity` is how many appointments it takes at a time.

    `parts` are the rooms that a room is made of: who takes the whole takes them all.
    """

    id: UUID
    kind: ResourceKind
    name: str
    capacity: int = 1
    active: bool = True
    parts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosureForm:
    """Days on which the office is closed, both ends included."""

    id: UUID
    first_day: date
    last_day: date
    name: str


def check_office(form: OfficeForm) -> tuple[Finding, ...]:
    """Everything that stands against saving the office's settings."""
    return tuple(_office(form))


def check_program(form: ProgramForm) -> tuple[Finding, ...]:
    """Everything that stands against saving a program, but for a code that is taken."""
    return (*missing(form, "code", "name"), *too_long(form, {"code": 16, "name": 120}))


def check_room(form: RoomForm) -> tuple[Finding, ...]:
    """Everything that stands against saving a room or car, but for a name that is taken."""
    found = [*missing(form, "name"), *too_long(form, {"name": 120})]
    if form.capacity < 1:
        found.append(hard("room.capacity", "capacity"))
    if form.parts and form.kind is not ResourceKind.ROOM:
        found.append(hard("room.only_rooms_have_parts", "parts"))
    return tuple(found)


def check_closure(form: ClosureForm) -> tuple[Finding, ...]:
    """Everything that stands against saving a closure."""
    found = [*missing(form, "name"), *too_long(form, {"name": 120})]
    if form.last_day < form.first_day:
        found.append(hard("closure.turned", "last_day"))
    return tuple(found)


def _office(form: OfficeForm) -> Iterator[Finding]:
    yield from missing(form, "name")
    yield from too_long(form, {"name": 200, "letterhead": 2000, "phone": 40, "country": 2})
    yield from too_long(form, {"calendar_folder": LONGEST_PATH})
    yield from folder_findings(form.calendar_folder)
    if not _is_zone(form.time_zone):
        yield hard("office.unknown_zone", "time_zone", zone=form.time_zone)
    if form.paper not in PAPERS:
        yield hard("office.paper_unknown", "paper")
    least, most = EMERGENCY_MINUTES
    if not least <= form.emergency_minutes <= most:
        yield hard("office.emergency_minutes", "emergency_minutes", least=least, most=most)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
