"""A series that is moved, or cut in two: its days and its rule afterwards."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from db.rules.recurrence.repeats import Every, Repeats, days_of, last_day, nth_of

_NEAR = 7  # days: what was moved by itself stands for the day of the series that is nearest


def moved_day(repeats: Repeats | None, old: date, new: date, day: date) -> date:
    """Where a `day` of a series goes when the one on `old` is moved to `new`.

    By the day and by the week every one moves by as many days. By the month it goes to the same
    date, or the same weekday, of its own month; where a month has no such date, to its last.
    A rule that is not known (None) moves as one by the day does.
    """
    if repeats is None or repeats.every in (Every.DAY, Every.WEEK):
        return day + (new - old)
    months = (new.year - old.year) * 12 + new.month - old.month + day.year * 12 + day.month - 1
    year, month = divmod(months, 12)
    length = monthrange(year, month + 1)[1]
    if repeats.every is Every.MONTH_DATE:
        return date(year, month + 1, min(new.day, length))
    nth = _nth(repeats, new)
    if nth > 0:
        first = date(year, month + 1, 1)
        return first + timedelta((new.weekday() - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, month + 1, length)
    return last - timedelta((last.weekday() - new.weekday()) % 7)


def moved_rule(repeats: Repeats, first: date, old: date, new: date) -> tuple[Repeats, date]:
    """The rule from `first` on once the one on `old` has been moved to `new`, and its first day.

    Where a month lacks the new date the appointment is on its last, of which the rule says nothing.
    Where only the old date was lacking nobody is booked in that month: the rule leaves it out.
    """
    begins = moved_day(repeats, old, new, first)
    days = days_of(replace(repeats, without=frozenset()), first) or (first,)
    ends = min(moved_day(repeats, old, new, days[-1]), last_day(begins))
    out = repeats.without.intersection(days)
    without = frozenset(moved_day(repeats, old, new, day) for day in out)
    moved = replace(repeats, without=without)
    if repeats.every is Every.MONTH_DATE:
        dated = replace(moved, day=new.day, until=ends, times=None)
        there = {moved_day(repeats, old, new, day) for day in days}
        gained = frozenset(days_of(dated, begins)) - there
        return replace(dated, without=without | gained), begins
    if repeats.every is Every.MONTH_WEEKDAY:
        on = frozenset({new.weekday()})
        return replace(moved, weekdays=on, nth=_nth(repeats, new), until=ends, times=None), begins
    if repeats.times is None:
        moved = replace(moved, until=ends)
    if repeats.every is Every.WEEK:
        by = (new - old).days
        moved = replace(moved, weekdays=frozenset((day + by) % 7 for day in repeats.weekdays))
    return moved, begins


def _nth(repeats: Repeats, new: date) -> int:
    """The last one stays the last one, where it can."""
    is_last = (new + timedelta(7)).month != new.month
    return -1 if repeats.nth == -1 and is_last else nth_of(new)


def cut(repeats: Repeats, first: date, at: date) -> tuple[Repeats | None, Repeats]:
    """The rule from `first` on, cut in two: until the day before `at` (None: nothing is there),
    and from `at` on. Together they fall on the days of the whole.
    """
    days = days_of(replace(repeats, without=frozenset()), first)
    before, after = [day for day in days if day < at], [day for day in days if day >= at]
    ends = after[-1] if after else at
    rest = replace(repeats, without=frozenset(day for day in repeats.without if day >= at))
    if repeats.times is not None:
        rest = replace(rest, times=max(len(after), 1))
    elif repeats.until is None and ends < last_day(at):
        rest = replace(rest, until=ends)
    left = frozenset(day for day in repeats.without if day < at)
    if all(day in left for day in before):
        return None, rest
    until = at - timedelta(1)
    return replace(repeats, until=until, times=None, without=left), rest


def days_stood_for(days: Iterable[date], at: Sequence[date]) -> tuple[date, ...]:
    """For each appointment of a series, of the days on which they are, the day it stands for.

    One that was moved by itself stands for the nearest day of the series that has none, if there
    is one within a week; otherwise for its own.
    """
    free = set(days)
    found: dict[int, date] = {}
    for number, day in enumerate(at):
        if day in free:
            free.discard(day)
            found[number] = day
    for number, day in enumerate(at):
        if number in found:
            continue
        near = min(free, key=lambda one, day=day: (abs(one - day), one), default=None)  # type: ignore[misc]
        if near is None or abs((near - day).days) > _NEAR:
            found[number] = day
            continue
        free.discard(near)
        found[number] = near
    return tuple(found[number] for number in range(len(at)))
