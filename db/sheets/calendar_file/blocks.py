"""A calendar file as text, cut into its parts: so that one broken event costs no other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_OF_SERIES = ("RRULE", "RDATE", "RECURRENCE-ID")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one event or zone, and the line of the file on which it begins (from 1)."""

    name: str
    lines: tuple[str, ...]
    line: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a file consists of. `events` are in the order of the file; `others` counts tasks,
    journals and free/busy parts, which are no appointments.
    """

    events: tuple[Block, ...]
    zones: tuple[Block, ...]
    others: int
    is_calendar: bool


def text_of(content: bytes) -> str:
    """The text, in the encodings that programs write. What is no letter becomes a replacement."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def blocks_of(text: str) -> Blocks:
    """Cut the text into events and zones. A part that never ends reaches to the next of its kind,
    and is not complete.
    """
    events: list[Block] = []
    zones: list[Block] = []
    others = 0
    is_calendar = False
    open_as, began, lines = "", 0, list[str]()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        mark = line.strip().upper()
        is_calendar |= mark == "BEGIN:VCALENDAR"
        if mark in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE") or (open_as and mark == "END:VCALENDAR"):
            if open_as:  # the one before was never ended
                _add(open_as, lines, began, events, zones, complete=False)
            open_as = "" if mark == "END:VCALENDAR" else mark.removeprefix("BEGIN:")
            began, lines = number, [line.strip()]
        elif open_as:
            lines.append(line)
            if mark == f"END:{open_as}":
                _add(open_as, lines, began, events, zones, complete=True)
                open_as = ""
        elif mark.startswith("BEGIN:V") and mark not in ("BEGIN:VCALENDAR", "BEGIN:VALARM"):
            others += 1
    if open_as:
        _add(open_as, lines, began, events, zones, complete=False)
    return Blocks(tuple(events), tuple(zones), others, is_calendar)


def _add(
    name: str,
    lines: Sequence[str],
    began: int,
    events: list[Block],
    zones: list[Block],
    *,
    complete: bool,
) -> None:
    block = Block(name, tuple(lines), began, complete)
    (events if name == "VEVENT" else zones).append(block)


def nearby(events: Iterable[Block], first: date, last: date) -> Iterator[Block]:
    """Those that may take place from the first to the last day: all but single ones which say
    another day, by a day more for zones."""
    low, high = (f"{day:%Y%m%d}" for day in (first - timedelta(days=1), last + timedelta(days=1)))
    for block in events:
        names = [line[:13].upper() for line in block.lines]
        if any(name.startswith(_OF_SERIES) for name in names):
            yield block
            continue
        starts = (line for line in block.lines if line[:7].upper() == "DTSTART")
        day = next(starts, "").rpartition(":")[2][:8]
        if not day.isdigit() or low <= day <= high:
            yield block
