"""Calendar files (.ics, RFC 5545) that other programs wrote, read with care."""

from db.sheets.calendar_file.event import Event, Moment
from db.sheets.calendar_file.reading import CalendarFile, Found, Skipped, read_calendar, read_events

__all__ = [
    "CalendarFile",
    "Event",
    "Found",
    "Moment",
    "Skipped",
    "read_calendar",
    "read_events",
]
