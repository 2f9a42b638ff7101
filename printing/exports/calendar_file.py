"""Appointments as a calendar file (.ics, RFC 5545), for whatever calendar somebody keeps.

Each appointment is an event of its own with its moments in UTC, so that no reader needs our zone's
rules. The same data gives the same bytes.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from db.queries.report_data.calendar_file import CalendarFileData, CalendarLine, For
from db.texts import label, t
from db.texts.catalog import speaking
from printing.builders import Made

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Caseroom//Caseroom//EN"
_OFFICE = "x-caseroom-office"
_HEAD = 2_000  # bytes, within which a file says whose it is


def build(data: CalendarFileData, out: BinaryIO) -> Made:
    """Write the file."""
    out.write(_file(data, {}))
    return Made(1, rows=len(data.lines))


def kept_file(data: CalendarFileData, name: str, office_id: UUID, language: str) -> bytes:
    """A worker's file as it is kept in a folder: it says whose it is, and of which office, and
    reads the same whoever's program writes it."""
    with speaking(language):
        return _file(data, {"x-wr-calname": name, _OFFICE: str(office_id)})


def is_kept_by(content: bytes, office_id: UUID) -> bool:
    """Whether a file is one that this office keeps."""
    return f"{_OFFICE.upper()}:{office_id}".encode() in content[:_HEAD]


def _file(data: CalendarFileData, more: Mapping[str, str]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name, value in more.items():
        calendar.add(name, value)
    for line in data.lines:
        calendar.add_component(_event(line, data))
    return bytes(calendar.to_ical())


def uid_of(line: CalendarLine) -> str:
    """What other calendars know the appointment by, for ever."""
    return f"{line.id}@caseroom"


def summary_of(line: CalendarLine, whose: For) -> str:
    """A few neutral words."""
    if whose is For.CLIENT:
        return t("Appointment")
    if line.kind is None:
        return t("Busy")
    kind = label(line.kind)
    return t("{kind} · {who}", kind=kind, who=line.who) if line.who else kind


def _event(line: CalendarLine, data: CalendarFileData) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid_of(line))
    event.add("dtstamp", _utc(line.changed_at))
    event.add("sequence", line.version)
    event.add("dtstart", _utc(line.starts_at))
    event.add("dtend", _utc(line.ends_at))
    event.add("summary", summary_of(line, data.whose))
    if line.place:
        event.add("location", line.place)
    event.add("status", "TENTATIVE" if line.tentative else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
