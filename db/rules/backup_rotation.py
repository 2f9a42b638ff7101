"""Which backups are kept: the last few, then the last of each hour, day, week and month."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Kept(StrEnum):
    """Why a backup is kept: for the longest of the spans that it stands for."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    LATEST = "latest"


# How many of each: two days of hours, three weeks of days, three months of weeks, two years. The
# latest stay whatever their hour: one that was made before something was tried is not driven out
# by the one after it.
SPANS: tuple[tuple[Kept, int], ...] = (
    (Kept.MONTH, 24),
    (Kept.WEEK, 13),
    (Kept.DAY, 21),
    (Kept.HOUR, 48),
    (Kept.LATEST, 8),
)


def kept(moments: Iterable[datetime], zone: ZoneInfo) -> dict[datetime, Kept]:
    """The moments (aware) of the backups that stay, and why; the newest always does.

    Counted are spans in which there is a backup, not the calendar's: after a long holiday, or
    with a clock that was set wrong, no backup is dropped because it is old.
    """
    newest_first = sorted(set(moments), reverse=True)
    found: dict[datetime, Kept] = {}
    for why, most in SPANS:
        for moment in _last_of_each(newest_first, why, zone)[:most]:
            found.setdefault(moment, why)
    return found


def _last_of_each(newest_first: Sequence[datetime], why: Kept, zone: ZoneInfo) -> list[datetime]:
    seen: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        seen.setdefault(_span(moment.astimezone(zone), why), moment)
    return list(seen.values())


def _span(local: datetime, why: Kept) -> tuple[int, ...]:
    if why is Kept.MONTH:
        return local.year, local.month
    if why is Kept.WEEK:
        return tuple(local.isocalendar()[:2])
    if why is Kept.LATEST:
        return (int(local.timestamp() * 1_000_000),)
    day = local.date().toordinal()
    # By the moment, not the clock on the wall: an hour that comes twice is two hours.
    return (day,) if why is Kept.DAY else (int(local.timestamp() // 3600),)
