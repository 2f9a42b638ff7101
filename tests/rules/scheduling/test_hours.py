"""Working hours against the naive definition: look at the clock every minute."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.rules.scheduling import (
    Closure,
    Span,
    WeeklyHours,
    local,
)
from db.rules.scheduling.hours import closed_moments, moments
from tests.rules.scheduling.test_wall_clock import NEW_YORK, ZONES

MINUTE = 60
# Days around which clocks change in one of the zones, and an ordinary one.
STARTS = [
    int(datetime(*day, tzinfo=UTC).timestamp())
    for day in (
        (2026, 3, 7),
        (2026, 10, 31),
        (2026, 4, 4),
        (2026, 10, 24),
        (2018, 2, 17),
        (2026, 7, 1),
    )
]


def _hours(weekday: int, one: int, other: int, bound: int) -> WeeklyHours:
    first = date(2026, 3, 8) if bound == 1 else None
    last = date(2026, 10, 31) if bound == 2 else None
    return WeeklyHours(weekday, min(one, other), max(one, other), first, last)


HOURS = st.lists(
    st.builds(
        _hours,
        st.integers(0, 6),
        st.integers(0, 96).map(lambda n: n * 15),
        st.integers(0, 96).map(lambda n: n * 15),
        st.integers(0, 2),
    ),
    max_size=8,
).map(tuple)
WITHIN = st.builds(
    lambda start, offset, length: Span(start + offset * MINUTE, start + (offset + length) * MINUTE),
    st.sampled_from(STARTS),
    st.integers(0, 26 * 60),
    st.integers(0, 30 * 60),
)


def works(at: int, hours: tuple[WeeklyHours, ...], zone: ZoneInfo) -> bool:
    """The naive definition: the clock on the wall shows one of the hours."""
    clock = local(at, zone)
    minute = clock.hour * 60 + clock.minute
    return any(
        span.weekday == clock.weekday()
        and span.starts <= minute < span.ends
        and (span.valid_from is None or clock.date() >= span.valid_from)
        and (span.valid_to is None or clock.date() <= span.valid_to)
        for span in hours
    )


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), HOURS, WITHIN)
@example(NEW_YORK, (WeeklyHours(6, 150, 600),), Span(STARTS[0] + 86_400, STARTS[0] + 2 * 86_400))
@example(NEW_YORK, (WeeklyHours(6, 30, 90),), Span(STARTS[1] + 86_400, STARTS[1] + 2 * 86_400))
def test_hours_are_what_the_clock_on_the_wall_shows(
    zone: ZoneInfo, hours: tuple[WeeklyHours, ...], within: Span
) -> None:
    found = moments(hours, within, zone)
    for at in range(within.starts_at, within.ends_at, MINUTE):
        assert any(span.starts_at <= at < span.ends_at for span in found) == works(at, hours, zone)
    assert all(within.contains(span) for span in found)


def test_a_closure_takes_whole_local_days() -> None:
    days = Span(STARTS[0], STARTS[0] + 4 * 86_400)
    found = closed_moments([Closure(date(2026, 3, 8), date(2026, 3, 8))], days, NEW_YORK)
    assert [(span.ends_at - span.starts_at) // 3600 for span in found] == [23]
