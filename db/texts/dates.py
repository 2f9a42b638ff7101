"""Dates, times and numbers as people write them, in the language in use.

Moments are written in the time zone they carry: turn them into the office's zone first.
"""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from db.texts.catalog import language, t

_LOCALES = {"en": "en_US", "es": "es_US"}


def locale_name() -> str:
    """The locale for dates and numbers in the language in use."""
    return _LOCALES[language()]


def date_short(day: date) -> str:
    """Like 3/14/2026: the year in full, so that a birth date cannot be misread."""
    from babel.dates import format_date

    pattern = "M/d/yyyy" if language() == "en" else "d/M/yyyy"
    return format_date(day, pattern, locale=locale_name())


def date_medium(day: date) -> str:
    """Like Mar 14, 2026."""
    from babel.dates import format_date

    return format_date(day, "medium", locale=locale_name())


def date_long(day: date) -> str:
    """Like March 14, 2026."""
    from babel.dates import format_date

    return format_date(day, "long", locale=locale_name())


def weekday(day: date) -> str:
    """Like Saturday; with a capital in every language, for it begins what it stands in."""
    from babel.dates import format_date

    words = format_date(day, "EEEE", locale=locale_name())
    return words[:1].upper() + words[1:]


def weekday_date(day: date) -> str:
    """Like Sat, Mar 14."""
    return _weekday_date(day, locale_name())


@lru_cache(maxsize=512)
def _weekday_date(day: date, locale: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton("MMMEd", datetime.combine(day, time()), locale=locale)


def month_year(day: date) -> str:
    """Like March 2026; with a capital in every language, for it stands alone."""
    from babel.dates import format_skeleton

    words = format_skeleton("yMMMM", datetime.combine(day, time()), locale=locale_name())
    return words[:1].upper() + words[1:]


def day_short(day: date) -> str:
    """Like Mar 14: the year is known."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", datetime.combine(day, time()), locale=locale_name())


def day_month(day: date) -> str:
    """Like Tuesday, March 14: the year is known."""
    from babel.dates import format_skeleton

    words = format_skeleton("MMMMd", datetime.combine(day, time()), locale=locale_name())
    return t("{weekday}, {date}", weekday=weekday(day), date=words)


def week_number(day: date) -> int:
    """Which week of the year a day is in, as is usual where the dates are written so: in the United
    States that with January 1 is the first, in most of the world the first with four days (ISO).
    """
    return _week_number(day, locale_name())


@lru_cache(maxsize=512)
def _week_number(day: date, locale: str) -> int:
    from babel.dates import format_date

    return int(format_date(day, "w", locale=locale))


def week_words(day: date) -> str:
    """Like Week 11."""
    return t("Week {number}", number=week_number(day))


def date_span(first: date, last: date) -> str:
    """Like Mar 2 – 8, 2026."""
    from babel.dates import format_interval

    return format_interval(first, last, "yMMMd", locale=locale_name())


def time_short(moment: datetime | time) -> str:
    """Like 9:05 AM, in the zone that the moment carries."""
    return _clock(moment.hour, moment.minute, locale_name())


@lru_cache(maxsize=2048)
def _clock(hour: int, minute: int, locale: str) -> str:
    """A day has 1,440 minutes, and a calendar says thousands of times which: kept once said."""
    from babel.dates import format_time

    words = format_time(time(hour, minute), "short", locale=locale)
    return words.replace("\u202f", "\u00a0")


def moment(value: datetime) -> str:
    """Like 3/14/2026, 9:05 AM."""
    return t("{date}, {time}", date=date_short(value.date()), time=time_short(value))


def number(value: int | Decimal | float) -> str:
    """Like 1,234.5."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale_name())


def money(value: Decimal) -> str:
    """Like $1,234.50."""
    from babel.numbers import format_currency

    return format_currency(value, "USD", locale=locale_name())


def duration(minutes: int) -> str:
    """Like 45 min, or 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return t("{minutes} min", minutes=rest)
    if not rest:
        return t("{hours} h", hours=hours)
    return t("{hours} h {minutes} min", hours=hours, minutes=rest)
