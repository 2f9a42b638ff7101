"""Between the office's wall clock and seconds UTC, right also where clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from db.rules.scheduling.spans import Span

DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_LOOK = 6 * 3600  # no zone changes its clocks twice within six hours


class Stretch(NamedTuple):
    """A span in which the zone keeps one distance from UTC (seconds east)."""

    span: Span
    offset: int


def local(at: int, zone: ZoneInfo) -> datetime:
    """A moment as the office's clock shows it."""
    return datetime.fromtimestamp(at, zone)


def local_date(at: int, zone: ZoneInfo) -> date:
    """The office's date at a moment."""
    return local(at, zone).date()


def to_seconds(wall: datetime, zone: ZoneInfo) -> int:
    """The moment at which the office's clock shows `wall` (naive).

    The first of two where the hour comes twice (unless `wall.fold` is 1); where the hour is
    skipped, the time that a clock not yet set forward would have meant.
    """
    return int(wall.replace(tzinfo=zone).timestamp())


def is_skipped(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the office's clock never shows `wall`, because it is set forward over it."""
    return local(to_seconds(wall, zone), zone).replace(tzinfo=None, fold=0) != wall.replace(fold=0)


@lru_cache(maxsize=1024)
def day_span(day: date, zone: ZoneInfo, days: int = 1) -> Span:
    """The moments of one local day, or of several from it on: 23, 24 or 25 hours each."""
    return Span(_first_moment(day, zone), _first_moment(day + timedelta(days=days), zone))


def _first_moment(day: date, zone: ZoneInfo) -> int:
    """The first moment with this local date; not midnight where midnight is skipped."""
    midnight = (day.toordinal() - _EPOCH) * DAY
    for stretch in stretches(midnight - DAY, midnight + DAY, zone):
        start = max(stretch.span.starts_at, midnight - stretch.offset)
        if start < stretch.span.ends_at:
            return start
    raise AssertionError("a day begins somewhere within a day of its UTC midnight")


def stretches(starts_at: int, ends_at: int, zone: ZoneInfo) -> tuple[Stretch, ...]:
    """The span cut at each change of the clocks, with the distance from UTC in each part."""
    return _stretches(starts_at, ends_at, zone)


@lru_cache(maxsize=512)
def _stretches(starts_at: int, ends_at: int, zone: ZoneInfo) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    start, here, offset = starts_at, starts_at, _offset(starts_at, zone)
    while here < ends_at:
        ahead = min(here + _LOOK, ends_at)
        if _offset(ahead, zone) != offset:
            change = _change(here, ahead, offset, zone)
            found.append(Stretch(Span(start, change), offset))
            start, ahead, offset = change, change, _offset(change, zone)
        here = ahead
    found.append(Stretch(Span(start, ends_at), offset))
    return tuple(stretch for stretch in found if stretch.span.starts_at < stretch.span.ends_at)


def _change(before: int, after: int, offset: int, zone: ZoneInfo) -> int:
    """The first second between the two at which the distance is no longer `offset`."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(at: int, zone: ZoneInfo) -> int:
    distance = datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset()
    return 0 if distance is None else int(distance.total_seconds())


def date_of(epoch: int) -> date:
    """The date that many days after 1 January 1970."""
    return date.fromordinal(epoch + _EPOCH)
