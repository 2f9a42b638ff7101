"""Reading a calendar file: its occurrences in a stretch of time, and what was skipped and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from db.rules.findings import Finding, Refused, hard, information
from db.sheets.calendar_file.blocks import Block, Blocks, blocks_of, nearby, text_of
from db.sheets.calendar_file.event import Event, Moment, Unreadable, event_of
from db.sheets.calendar_file.repeating import starts_of

_MOST_BYTES = 50 * 1024 * 1024
MOST_EVENTS = 50_000
_TOGETHER = 50  # events that are read at once


@dataclass(frozen=True, slots=True)
class Found:
    """An occurrence. `starts` and `ends` are aware and in UTC; `all_day` says that the file named
    days, which are then those of the zone in which it was read. `original` is when it would begin
    had it not been moved within its series.
    """

    event: Event
    starts: datetime
    ends: datetime
    all_day: bool
    original: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event that was left out: where it begins in the file, and why."""

    line: int
    why: Finding


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a file holds within a stretch of time, by start; and what was skipped, by line."""

    found: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def read_calendar(path: Path, first: date, last: date, zone: tzinfo) -> CalendarFile:
    """The occurrences in a file that begin from the first to the last day, both included.

    Times that name no zone are read in `zone`, and so are the days. Raises `Refused` with an
    "ics.…" code where the file is none of these at all.
    """
    return read_events(content_of(path), first, last, zone)


def content_of(path: Path) -> bytes:
    """What a file holds. Raises `Refused` where it cannot be read, or is too large for one."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(hard("ics.too_large", "file", megabytes=_MOST_BYTES // 2**20))
        return path.read_bytes()
    except OSError as error:
        raise Refused(hard("import.file_unreadable", "file")) from error


def read_events(
    content: bytes, first: date, last: date, zone: tzinfo, *, near: bool = False
) -> CalendarFile:
    """The same of what a file holds. With `near` events that plainly lie outside the days are not
    even looked at, so nothing is said of those that are damaged.
    """
    blocks = blocks_of(text_of(content))
    if not blocks.is_calendar and not blocks.events:
        raise Refused(hard("ics.no_calendar", "file"))
    if len(blocks.events) > MOST_EVENTS:
        raise Refused(hard("ics.too_many", "file", most=MOST_EVENTS))
    if near:
        blocks = replace(blocks, events=tuple(nearby(blocks.events, first, last)))
    skipped: list[Skipped] = []
    events = list(_events(blocks, skipped))
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    replaced = _replaced(events, zone)
    found: list[Found] = []
    for event in events:
        try:
            found += _occurrences(event, begin, end, zone, replaced)
        except Unreadable as error:
            skipped.append(_skip(event.line, error))
        if event.onwards:
            skipped.append(Skipped(event.line, information("ics.onwards")))
    if blocks.others:
        skipped.append(Skipped(0, information("ics.no_events", count=blocks.others)))
    found.sort(key=lambda one: (one.starts, one.event.line))
    skipped.sort(key=lambda one: one.line)
    return CalendarFile(tuple(found), tuple(skipped))


def _events(blocks: Blocks, skipped: list[Skipped]) -> Iterator[Event]:
    zones = [line for zone in blocks.zones if zone.complete for line in zone.lines]
    for first in range(0, len(blocks.events), _TOGETHER):
        group = blocks.events[first : first + _TOGETHER]
        read = _components(group, zones)
        for number, block in enumerate(group):
            try:
                yield _event(block, read[number] if read else _alone(block, zones))
            except Unreadable as error:
                skipped.append(_skip(block.line, error))


def _components(group: Sequence[Block], zones: Iterable[str]) -> list[Any]:
    """Those of several events, read at once because the zones cost most; none if one of them is
    damaged, for that may touch the others.
    """
    if not all(block.complete for block in group):
        return []
    from icalendar import Calendar

    lines = [line for block in group for line in block.lines]
    try:
        read = Calendar.from_ical("\r\n".join(_with_zones(lines, zones)))
    except Exception:  # whatever a damaged file leads the reader to
        return []
    found = [one for one in read.subcomponents if one.name == "VEVENT"]
    return found if len(found) == len(group) else []


def _alone(block: Block, zones: Iterable[str]) -> Any:
    if not block.complete:
        raise Unreadable("ics.not_ended")
    from icalendar import Calendar

    try:
        read = Calendar.from_ical("\r\n".join(_with_zones(block.lines, zones)))
        return next(iter(read.walk("VEVENT")))
    except Exception as error:  # whatever a damaged file leads the reader to
        raise Unreadable("ics.damaged") from error


def _with_zones(lines: Sequence[str], zones: Iterable[str]) -> list[str]:
    named = any("TZID" in line.upper() for line in lines)
    return ["BEGIN:VCALENDAR", *(zones if named else ()), *lines, "END:VCALENDAR"]


def _event(block: Block, component: Any) -> Event:
    try:
        return event_of(component, block.line)
    except (ValueError, TypeError, AttributeError, OverflowError, KeyError) as error:
        raise Unreadable("ics.damaged") from error


def _replaced(events: Iterable[Event], zone: tzinfo) -> dict[str, set[datetime]]:
    """The occurrences for which an event of its own stands, by uid."""
    replaced: dict[str, set[datetime]] = {}
    for event in events:
        if event.replaces is not None:
            replaced.setdefault(event.uid, set()).add(_utc(event.replaces, zone))
    return replaced


def _occurrences(
    event: Event, begin: datetime, end: datetime, zone: tzinfo, replaced: dict[str, set[datetime]]
) -> Iterator[Found]:
    if event.cancelled:
        return
    apart = replaced.get(event.uid, set()) if event.replaces is None else set()
    try:
        for moment in starts_of(event, begin, end, zone):
            starts = _utc(moment, zone)
            if starts in apart:
                continue
            all_day = not isinstance(moment, datetime)
            ends = _utc(moment + event.length, zone) if all_day else starts + event.length
            original = starts if event.replaces is None else _utc(event.replaces, zone)
            yield Found(event, starts, ends, all_day, original)
    except OverflowError as error:
        raise Unreadable("ics.rule") from error


def _utc(moment: Moment, zone: tzinfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), zone)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def _skip(line: int, error: Unreadable) -> Skipped:
    return Skipped(line, hard(error.code, "", **error.params))
