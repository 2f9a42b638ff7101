"""A working week in words."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from db.rules.staff_form import WeekSpan
from db.texts import t
from db.texts.dates import date_short, time_short, weekday

_A_MONDAY = date(2026, 3, 2)


def weekday_name(number: int) -> str:
    """Monday is 0."""
    return weekday(_A_MONDAY + timedelta(days=number))


def clock(minutes: int) -> time:
    """A time of day from minutes after midnight; the end of the day is a minute before it."""
    return time(*divmod(min(minutes, 24 * 60 - 1), 60))


def span_words(span: WeekSpan) -> str:
    """Like 8:30 AM to 5:00 PM, with the days on which it counts where it does not always."""
    words = t("{start} to {end}", start=_time(span.starts), end=_time(span.ends))
    first, last = span.valid_from, span.valid_to
    if first and last:
        days = t("from {first} to {last}", first=date_short(first), last=date_short(last))
    elif first:
        days = t("from {first} on", first=date_short(first))
    elif last:
        days = t("until {last}", last=date_short(last))
    else:
        return words
    return t("{hours} ({days})", hours=words, days=days)


def week_lines(spans: Iterable[WeekSpan]) -> list[str]:
    """A line a day on which somebody works; days in a row with the same hours share one."""
    ordered = sorted(spans, key=lambda one: (one.weekday, one.starts))
    runs: list[tuple[int, int, str]] = []
    for number in range(7):
        hours = ", ".join(span_words(span) for span in ordered if span.weekday == number)
        if not hours:
            continue
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], number, hours)
        else:
            runs.append((number, number, hours))
    return [_line(*run) for run in runs]


def _line(first: int, last: int, hours: str) -> str:
    if first == last:
        return t("{weekday}: {hours}", weekday=weekday_name(first), hours=hours)
    return t(
        "{first} to {last}: {hours}",
        first=weekday_name(first),
        last=weekday_name(last),
        hours=hours,
    )


def _time(minutes: int) -> str:
    return t("midnight") if minutes >= 24 * 60 else time_short(clock(minutes))
