"""Appointments as a calendar file (.ics, RFC 5545), for whatever calendar somebody keeps.

Each appointment is an event of its own with its moments in UTC, so that no reader needs our zone's
rules. The same data gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

from db.queries.report_data.calendar_file import CalendarFileData, CalendarLine, For
from db.texts import label, t
from db.texts.catalog import speaking
from printing.builders import Made

PRODUCT = "-//Caseroom//Caseroom//EN"
_OFFICE = "X-CASEROOM-OFFICE"
_HEAD = 2_000  # bytes, within which a file says whose it is


def build(data: CalendarFileData, out: BinaryIO) -> Made:
    """Write the file."""
    out.write(_file(data, {}))
    return Made(1, rows=len(data.lines))


def kept_file(data: CalendarFileData, name: str, office_id: UUID, language: str) -> bytes:
    """A worker's file as it is kept in a folder: it says whose it is, and of which office, and
    reads the same whoever's program writes it."""
    with speaking(language):
        return _file(data, {"X-WR-CALNAME": name, _OFFICE: str(office_id)})


def is_kept_by(content: bytes, office_id: UUID) -> bool:
    """Whether a file is one that this office keeps."""
    return f"{_OFFICE}:{office_id}".encode() in content[:_HEAD]


def _file(data: CalendarFileData, more: Mapping[str, str]) -> bytes:
    head = {"VERSION": "2.0", "PRODID": PRODUCT, "CALSCALE": "GREGORIAN", **more}
    lines = ["BEGIN:VCALENDAR", *(f"{name}:{_text(value)}" for name, value in head.items())]
    for line in data.lines:
        lines += _event(line, data)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


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


def _event(line: CalendarLine, data: CalendarFileData) -> Iterator[str]:
    """The lines of an event. Written by hand: a year of them is made with each change."""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(line)}"
    yield f"DTSTAMP:{_utc(line.changed_at)}"
    yield f"SEQUENCE:{line.version}"
    yield f"DTSTART:{_utc(line.starts_at)}"
    yield f"DTEND:{_utc(line.ends_at)}"
    yield f"SUMMARY:{_text(summary_of(line, data.whose))}"
    if line.place:
        yield f"LOCATION:{_text(line.place)}"
    yield f"STATUS:{'TENTATIVE' if line.tentative else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Text as RFC 5545 wants it (3.3.11). Control signs are left out."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    words = "\\n".join(words.splitlines())
    return "".join(letter for letter in words if letter >= " " and letter != "\x7f")


def _folded(line: str) -> str:
    """Cut into lines of at most 75 bytes, never within a letter (3.1)."""
    if len(line) < 75 and line.isascii():
        return line
    parts, room = [""], 75
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = 74  # a space stands before it
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)
