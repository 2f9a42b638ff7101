"""When somebody is busy, by the file of their own calendar: times alone, and nothing of what for.

Free and out of the office are told apart as RFC 5545 does (TRANSP), and as Outlook does besides
(X-MICROSOFT-CDO-BUSYSTATUS): free, and working elsewhere, take nobody's time. What is tentative
counts as busy: whoever books over it says why.
"""

from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path

from db.rules.findings import Refused, hard
from db.rules.scheduling.spans import Span, merged
from db.sheets.calendar_file.reading import content_of, read_events

OWN_UIDS = "@caseroom"  # `printing.exports.calendar_file.uid_of`
_END = b"END:VCALENDAR"


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """Merged spans in seconds UTC, in order; `skipped` counts events that cannot be read."""

    spans: tuple[Span, ...]
    skipped: int = 0


def read_busy_times(path: Path, first: date, last: date, zone: tzinfo) -> BusyTimes:
    """The times in a file at which somebody is busy, of events that begin from the first to the
    last day. Whole days are those of `zone`. Events that our own files brought there are left out.

    Raises `Refused` where the file is no calendar, or not whole, or nothing in it can be read.
    """
    return busy_times(content_of(path), first, last, zone)


def busy_times(content: bytes, first: date, last: date, zone: tzinfo) -> BusyTimes:
    """The same of what a file holds."""
    plain = content.replace(b"\0", b"")  # as UTF-16 has between its letters
    if _END not in plain[-200:].upper():
        raise Refused(hard("calendar.busy_cut_off", "file"))
    read = read_events(content, first, last, zone, near=True)
    skipped = sum(one.line > 0 and one.why.severity.value == "hard" for one in read.skipped)
    spans = [
        Span(int(one.starts.timestamp()), int(one.ends.timestamp()))
        for one in read.found
        if one.event.busy and not one.event.uid.endswith(OWN_UIDS) and one.starts < one.ends
    ]
    if skipped and not read.found:
        raise Refused(hard("calendar.busy_nothing", "file"))
    return BusyTimes(merged(spans), skipped)
