"""How an appointment repeats, in words: "Every Tuesday until March 3, 2027: 24 appointments"."""

from datetime import date, timedelta
from typing import Protocol

from db.rules.recurrence import Every, Repeats, days_of
from db.texts.catalog import t, tn
from db.texts.dates import date_long, locale_name

_A_MONDAY = date(2026, 3, 2)


def repeats_words(repeats: Repeats, first: date) -> str:
    """The whole rule, counted from `first` on; nothing if it is wrong."""
    days = days_of(repeats, first)
    if not days:
        return ""
    last = date_long(repeats.until or days[-1])
    if days[0] == first:
        words = t("{how} until {last}", how=how_often(repeats), last=last)
    else:
        begin = date_long(days[0])
        words = t("{how} from {first} until {last}", how=how_often(repeats), first=begin, last=last)
    count = tn("{n} appointment", "{n} appointments", len(days))
    return t("{rule}: {count}", rule=words, count=count)


class Ahead(Protocol):
    """What is still to come of a series."""

    @property
    def repeats(self) -> Repeats | None:
        """How it repeats, if that is known."""

    @property
    def all(self) -> int:
        """How many are left."""

    @property
    def last_day(self) -> date | None:
        """The day of the last of them."""


def series_words(series: Ahead) -> str:
    """Like "Every Tuesday, 12 left, until March 3, 2027"."""
    how = t("One of a series") if series.repeats is None else how_often(series.repeats)
    left = tn("{n} left", "{n} left", series.all)
    if series.last_day is None:
        return t("{how}, {left}", how=how, left=left)
    last = date_long(series.last_day)
    return t("{how}, {left}, until {last}", how=how, left=left, last=last)


def how_often(repeats: Repeats) -> str:
    """Like "Every 2 weeks on Tuesday and Thursday"."""
    n, days = repeats.interval, weekdays_words(repeats.weekdays)
    if repeats.every is Every.DAY:
        return tn("Every day", "Every {n} days", n)
    if repeats.every is Every.WEEK:
        return tn("Every {days}", "Every {n} weeks on {days}", n, days=days)
    on = month_words(repeats)
    return tn("Every month {on}", "Every {n} months {on}", n, on=on)


def month_words(repeats: Repeats) -> str:
    """Like "on day 10" or "on the second Tuesday"."""
    if repeats.every is Every.MONTH_DATE:
        if repeats.day > 28:
            return t("on day {day}, where there is one,", day=repeats.day)
        return t("on day {day}", day=repeats.day)
    day = weekdays_words(repeats.weekdays)
    return {
        1: t("on the first {weekday}", weekday=day),
        2: t("on the second {weekday}", weekday=day),
        3: t("on the third {weekday}", weekday=day),
        4: t("on the fourth {weekday}", weekday=day),
    }.get(repeats.nth, t("on the last {weekday}", weekday=day))


def weekdays_words(weekdays: frozenset[int]) -> str:
    """Like "Tuesday and Thursday", as they stand in a sentence."""
    from babel.lists import format_list

    return format_list([weekday_name(one) for one in sorted(weekdays)], locale=locale_name())


def weekday_name(weekday: int) -> str:
    """The name of a day of the week (Monday is 0), as it stands in a sentence."""
    from babel.dates import format_date

    return format_date(_A_MONDAY + timedelta(weekday), "EEEE", locale=locale_name())
