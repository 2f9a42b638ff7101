"""A series moved or cut in two falls on the days on which its appointments then are."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from db.rules.recurrence import Every, Repeats, cut, days_of, days_stood_for, moved_day, moved_rule
from tests.rules.recurrence.test_days import rules

TUESDAYS = Repeats(every=Every.WEEK, weekdays=frozenset({1}), times=5)
FIRST = date(2026, 3, 3)


@settings(max_examples=60, deadline=None)
@given(rules(), st.integers(0, 60))
def test_two_parts_of_a_series_fall_on_the_days_of_the_whole(
    asked: tuple[date, Repeats], number: int
) -> None:
    first, repeats = asked
    days = days_of(repeats, first)
    assume(days)
    at = days[number % len(days)]
    before, rest = cut(repeats, first, at)
    earlier = days_of(before, first) if before is not None else ()
    assert (*earlier, *days_of(rest, at)) == days
    assert (before is None) == (at == days[0])


@settings(max_examples=60, deadline=None)
@given(rules(), st.integers(0, 60), st.integers(-20, 20))
def test_the_rule_of_a_moved_series_falls_on_the_days_to_which_they_are_moved(
    asked: tuple[date, Repeats], number: int, by: int
) -> None:
    """But where a month lacks the new date, or days of a fortnight change their week."""
    first, repeats = asked
    days = days_of(repeats, first)
    assume(days)
    first = days[0]
    repeats = cut(repeats, asked[0], first)[1]
    old = days[number % len(days)]
    new = old + timedelta(by)
    assume(repeats.every is not Every.MONTH_DATE or new.day <= 28)
    assume(len(repeats.weekdays) < 2 or repeats.interval == 1 or repeats.every is not Every.WEEK)
    rule, begins = moved_rule(repeats, first, old, new)
    moved = tuple(moved_day(repeats, old, new, day) for day in days)
    assert moved[days.index(old)] == new
    found = days_of(rule, begins)
    assert found == moved[: len(found)] and len(moved) - len(found) <= 1


def test_a_monthly_series_moved_to_an_earlier_date_gains_no_day_that_it_had_not() -> None:
    """The 29th left out February; nobody was booked there for the 28th either."""
    dated = Repeats(every=Every.MONTH_DATE, day=29, until=date(2026, 5, 31))
    january = date(2026, 1, 29)
    assert days_of(dated, january)[:2] == (january, date(2026, 3, 29))
    rule, begins = moved_rule(dated, january, january, date(2026, 1, 28))
    assert rule.day == 28 and rule.without == {date(2026, 2, 28)}
    assert days_of(rule, begins) == (
        date(2026, 1, 28), date(2026, 3, 28), date(2026, 4, 28), date(2026, 5, 28),
    )  # fmt: skip


def test_each_kind_of_rule_moves_as_its_words_mean() -> None:
    tuesday, wednesday = date(2026, 3, 10), date(2026, 3, 11)
    rule, begins = moved_rule(TUESDAYS, FIRST, tuesday, wednesday)
    assert (rule.weekdays, rule.times, begins) == (frozenset({2}), 5, date(2026, 3, 4))
    second = Repeats(every=Every.MONTH_WEEKDAY, weekdays=frozenset({1}), nth=2, times=3)
    rule, _ = moved_rule(second, tuesday, tuesday, date(2026, 3, 18))
    assert days_of(rule, date(2026, 3, 18)) == (
        date(2026, 3, 18), date(2026, 4, 15), date(2026, 5, 20),
    )  # fmt: skip
    last = replace(second, nth=-1)
    assert moved_day(last, date(2026, 3, 31), date(2026, 3, 27), date(2026, 4, 28)) == date(
        2026, 4, 24
    )
    dated = Repeats(every=Every.MONTH_DATE, day=10, times=3)
    rule, _ = moved_rule(dated, tuesday, tuesday, date(2026, 3, 31))
    assert rule.day == 31
    assert moved_day(dated, tuesday, date(2026, 3, 31), date(2026, 4, 10)) == date(2026, 4, 30)
    assert moved_day(None, tuesday, wednesday, FIRST) == date(2026, 3, 4)


def test_what_was_moved_by_itself_stands_for_the_nearest_day_that_has_none() -> None:
    days = days_of(TUESDAYS, FIRST)
    at = [days[0], days[1] + timedelta(2), days[2], days[3] - timedelta(1), date(2026, 6, 1)]
    assert days_stood_for(days, at) == (*days[:4], date(2026, 6, 1))
