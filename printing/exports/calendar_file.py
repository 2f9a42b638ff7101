"""Appointments as a calendar file (.ics, RFC 5545), for whatever calendar somebody keeps.

Each appointment is an event of its own with its moments in UTC, so that no reader needs our zone's
rules. The same data gives the same bytes.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from db.queries.report_data.calendar_file import CalendarFileData, CalendarLine, For
from db.texts import label, t
from printing.builders import Made

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Caseroom//Caseroom//EN"


def build(data: CalendarFileData, out: BinaryIO) -> Made:
    """Write the file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for line in data.lines:
        calendar.add_component(_event(line, data))
    out.write(calendar.to_ical())
    return Made(1, rows=len(data.lines))


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
