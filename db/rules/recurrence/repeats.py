"""How often something repeats, and on which days that is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from db.rules.findings import Finding, hard

MOST = 750  # occurrences of one series
YEARS = 2  # from the first day on
_WIDEST = 99  # weeks, days or months between two


class Every(StrEnum):
    """What the interval of a rule counts."""

    DAY = "day"
    WEEK = "week"  # on the `weekdays`
    MONTH_DATE = "month_date"  # on the `day`
    MONTH_WEEKDAY = "month_weekday"  # on the `nth` weekday of `weekdays`


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """How often: every so many days, weeks or months, until a day (included) or so many times.

    Without an end it goes on for two years. Monday is 0. A month that lacks the `day` is passed
    over. `nth` is 1 to 4, or -1 for the last of its weekday in the month. `without` are days left
    out; they count among the `times`.
    """

    every: Every
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    day: int = 0
    nth: int = 0
    until: date | None = None
    times: int | None = None
    without: frozenset[date] = frozenset()


def last_day(first: date) -> date:
    """The last day that a series from `first` on may reach."""
    try:
        return first.replace(year=first.year + YEARS)
    except ValueError:  # 29 February
        return first.replace(year=first.year + YEARS, day=28)


def nth_of(day: date) -> int:
    """Which of its weekday in the month a day is: 1 to 4; -1 for a fifth, which is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else -1


def repeats_findings(repeats: Repeats, first: date) -> tuple[Finding, ...]:
    """What is wrong with the rule itself, if it begins on or after `first`."""
    found: list[Finding] = []
    if not 1 <= repeats.interval <= _WIDEST:
        found.append(hard("repeats.interval", "interval", most=_WIDEST))
    if repeats.every is Every.WEEK and not repeats.weekdays:
        found.append(hard("repeats.no_days", "weekdays"))
    if repeats.times is not None and not 1 <= repeats.times <= MOST:
        found.append(hard("repeats.times", "times", most=MOST))
    if repeats.until is not None and repeats.until < first:
        found.append(hard("repeats.ends_before", "until", day=first))
    if repeats.until is not None and repeats.until > last_day(first):
        found.append(hard("repeats.too_far", "until", day=last_day(first)))
    if found:
        return tuple(found)
    asked = _days(repeats, first)
    if repeats.times is not None and len(asked) < repeats.times:
        return (hard("repeats.too_far", "times", day=last_day(first)),)
    if all(day in repeats.without for day in asked):
        return (hard("repeats.never", "until"),)
    return ()


def days_of(repeats: Repeats, first: date) -> tuple[date, ...]:
    """Its days from `first` on, in order, without those left out; none if the rule is wrong."""
    if repeats_findings(repeats, first):
        return ()
    return tuple(day for day in _days(repeats, first) if day not in repeats.without)


def _days(repeats: Repeats, first: date) -> list[date]:
    from dateutil import rrule

    end = last_day(first)
    end = end if repeats.until is None else min(end, repeats.until)
    asked: dict[str, Any] = {}
    frequency = rrule.DAILY
    if repeats.every is Every.WEEK:
        frequency, asked["byweekday"] = rrule.WEEKLY, sorted(repeats.weekdays)
    elif repeats.every is Every.MONTH_DATE:
        frequency, asked["bymonthday"] = rrule.MONTHLY, repeats.day
    elif repeats.every is Every.MONTH_WEEKDAY:
        frequency = rrule.MONTHLY
        asked["byweekday"] = [rrule.weekday(one, repeats.nth) for one in repeats.weekdays]
    rule = rrule.rrule(
        frequency,
        dtstart=datetime.combine(first, time()),
        interval=repeats.interval,
        wkst=rrule.MO,
        until=datetime.combine(end, time()) + timedelta(hours=1),
        **asked,
    )
    most = MOST if repeats.times is None else repeats.times
    found: list[date] = []
    for moment in rule:
        if len(found) == most:
            break
        found.append(moment.date())
    return found
