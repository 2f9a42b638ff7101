"""The days of a series as moments: the office's clock shows the same time at each."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from db.rules.scheduling.spans import Span
from db.rules.scheduling.wall_clock import to_seconds


def spans_of(
    days: Iterable[date], starts: time, seconds: int, zone: ZoneInfo
) -> tuple[tuple[date, Span], ...]:
    """Each day with its span: from `starts` on the office's clock (naive), `seconds` long.

    Clocks may be changed in between. An hour that is skipped or comes twice is read as
    `wall_clock.to_seconds` reads it.
    """
    found = []
    for day in days:
        begins = to_seconds(datetime.combine(day, starts), zone)
        found.append((day, Span(begins, begins + seconds)))
    return tuple(found)
