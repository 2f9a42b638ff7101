"""A rule's days are those that somebody would find who goes through the calendar day by day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.rules.recurrence import (
    MOST,
    Every,
    Repeats,
    days_of,
    last_day,
    nth_of,
    repeats_findings,
    repeats_of,
    rule_of,
    spans_of,
)
from db.rules.scheduling.wall_clock import is_skipped, local, to_seconds

FIRST = date(2026, 3, 3)
DATES = st.dates(date(2024, 1, 1), date(2028, 12, 31))
ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in ("America/New_York", "Australia/Lord_Howe", "Europe/Berlin", "America/Santiago")
    ]
)


@st.composite
def rules(draw: st.DrawFn) -> tuple[date, Repeats]:
    first = draw(DATES)
    every = draw(st.sampled_from(Every))
    weekdays = frozenset(draw(st.sets(st.integers(0, 6), min_size=1)))
    monthly = every is Every.MONTH_WEEKDAY
    end = draw(st.sampled_from(["until", "times", "open"]))
    without = draw(st.sets(st.integers(0, 60), max_size=5))
    return first, Repeats(
        every=every,
        interval=draw(st.integers(1, 5)),
        weekdays={
            Every.WEEK: weekdays,
            Every.MONTH_WEEKDAY: frozenset({min(weekdays)}),
        }.get(every, frozenset()),
        day=draw(st.integers(1, 31)) if every is Every.MONTH_DATE else 0,
        nth=draw(st.sampled_from([1, 2, 3, 4, -1])) if monthly else 0,
        until=first + timedelta(draw(st.integers(0, 700))) if end == "until" else None,
        times=draw(st.integers(1, 40)) if end == "times" else None,
        without=frozenset(first + timedelta(days) for days in without),
    )


def is_a_day(repeats: Repeats, first: date, day: date) -> bool:
    """Whether the rule falls on a day, by what its words mean."""
    months = (day.year - first.year) * 12 + day.month - first.month
    monday = first - timedelta(first.weekday())
    match repeats.every:
        case Every.DAY:
            return (day - first).days % repeats.interval == 0
        case Every.WEEK:
            weeks = (day - monday).days // 7
            return day.weekday() in repeats.weekdays and weeks % repeats.interval == 0
        case Every.MONTH_DATE:
            return day.day == repeats.day and months % repeats.interval == 0
    last = (day + timedelta(7)).month != day.month
    right = last if repeats.nth == -1 else (day.day - 1) // 7 + 1 == repeats.nth
    return day.weekday() in repeats.weekdays and right and months % repeats.interval == 0


def by_hand(repeats: Repeats, first: date) -> tuple[date, ...]:
    found = []
    day = first
    while day <= min(last_day(first), repeats.until or date.max):
        if is_a_day(repeats, first, day):
            found.append(day)
        day += timedelta(1)
    return tuple(day for day in found[: repeats.times or MOST] if day not in repeats.without)


@settings(max_examples=120, deadline=None)
@given(rules())
def test_its_days_are_those_found_day_by_day(asked: tuple[date, Repeats]) -> None:
    first, repeats = asked
    wrong = {one.code for one in repeats_findings(repeats, first)}
    if wrong:
        assert wrong <= {"repeats.too_far", "repeats.never"}
        assert days_of(repeats, first) == ()
        assert len(by_hand(repeats, first)) < (repeats.times or 1)
    else:
        assert days_of(repeats, first) == by_hand(repeats, first)


@settings(max_examples=120, deadline=None)
@given(rules())
def test_a_rule_written_as_text_is_read_back_as_it_was(asked: tuple[date, Repeats]) -> None:
    assert repeats_of(rule_of(asked[1])) == asked[1]


@settings(max_examples=30, deadline=None)
@given(DATES, st.times(), ZONES)
def test_the_offices_clock_shows_the_same_time_at_each_over_changes_of_the_clocks(
    first: date, clock: time, zone: ZoneInfo
) -> None:
    starts = clock.replace(second=0, microsecond=0)
    days = days_of(Repeats(every=Every.DAY, times=400), first)
    found = spans_of(days, starts, 3600, zone)
    assert [day for day, _ in found] == list(days)
    for day, span in found:
        wall = datetime.combine(day, starts)
        assert span.starts_at == to_seconds(wall, zone) and span.ends_at - span.starts_at == 3600
        shown = local(span.starts_at, zone).replace(tzinfo=None, fold=0)
        assert shown == wall or is_skipped(wall, zone)


def test_what_is_said_of_a_rule_in_rfc_5545() -> None:
    fortnight = Repeats(every=Every.WEEK, interval=2, weekdays=frozenset({1, 3}), times=24)
    assert rule_of(fortnight) == "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=24"
    friday = Repeats(
        every=Every.MONTH_WEEKDAY, weekdays=frozenset({4}), nth=-1, until=date(2027, 3, 3),
        without=frozenset({date(2026, 12, 25)}),
    )  # fmt: skip
    assert rule_of(friday) == (
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270303T235959\nEXDATE;VALUE=DATE:20261225"
    )
    assert repeats_of("RRULE:FREQ=DAILY;WKST=MO") == Repeats(every=Every.DAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RRULE:",
        "RRULE:FREQ=YEARLY",
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:FREQ=DAILY;BYSETPOS=1",
        "RRULE:FREQ=DAILY;COUNT=3;UNTIL=20270303",
        "RRULE:FREQ=MONTHLY;BYDAY=5TU",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=32",
        "DTSTART:20260303",
    ],
)
def test_a_rule_that_says_more_than_is_understood_is_not_half_read(text: str) -> None:
    with pytest.raises(ValueError):
        repeats_of(text)


@pytest.mark.parametrize(
    ("repeats", "code"),
    [
        (Repeats(every=Every.WEEK), "repeats.no_days"),
        (Repeats(every=Every.DAY, interval=0), "repeats.interval"),
        (Repeats(every=Every.DAY, times=751), "repeats.times"),
        (Repeats(every=Every.DAY, until=date(2026, 3, 2)), "repeats.ends_before"),
        (Repeats(every=Every.DAY, until=date(2028, 3, 4)), "repeats.too_far"),
        (Repeats(every=Every.MONTH_DATE, day=3, times=26), "repeats.too_far"),
        (Repeats(every=Every.DAY, times=1, without=frozenset({FIRST})), "repeats.never"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said(repeats: Repeats, code: str) -> None:
    assert [one.code for one in repeats_findings(repeats, FIRST)] == [code]


def test_a_fifth_tuesday_is_the_last_one() -> None:
    assert [nth_of(date(2026, 3, day)) for day in (3, 10, 24, 31)] == [1, 2, 4, -1]
    assert last_day(date(2028, 2, 29)) == date(2030, 2, 28)
