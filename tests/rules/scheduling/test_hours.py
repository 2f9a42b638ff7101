"""Working hours and free time against the naive definition: look at the clock every minute."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.rules.codes import LeaveKind
from db.rules.scheduling import (
    Closure,
    Leave,
    OfficeTime,
    Span,
    WeeklyHours,
    WorkerTime,
    local,
    next_free,
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


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(ZONES),
    WITHIN,
    HOURS,
    st.lists(HOURS, max_size=2),
    st.lists(st.tuples(st.integers(0, 50 * 60), st.integers(0, 400)), max_size=6),
    st.lists(st.tuples(st.integers(0, 50 * 60), st.integers(0, 400)), max_size=2),
    st.booleans(),
    st.sampled_from([5, 15, 45, 60, 90, 240]),
    st.integers(0, 12),
)
def test_next_free_is_the_first_quarter_hours_that_suit_everybody(
    zone: ZoneInfo,
    within: Span,
    office_hours: tuple[WeeklyHours, ...],
    workers: list[tuple[WeeklyHours, ...]],
    busy_minutes: list[tuple[int, int]],
    leave_minutes: list[tuple[int, int]],
    closed: bool,
    minutes: int,
    limit: int,
) -> None:
    def at(places: list[tuple[int, int]]) -> list[Span]:
        begin = within.starts_at
        return [Span(begin + a * MINUTE, begin + (a + b) * MINUTE) for a, b in places]

    busy, away = at(busy_minutes), at(leave_minutes)
    first = local(within.starts_at, zone).date()
    closures = (Closure(first, first, "closed"),) if closed else ()
    office = OfficeTime(zone, office_hours, closures)
    staff = [
        WorkerTime(hours, tuple(Leave(span, LeaveKind.VACATION) for span in away))
        for hours in workers
    ]

    def free(moment: int) -> bool:
        return (
            within.starts_at <= moment < within.ends_at
            and not any(span.starts_at <= moment < span.ends_at for span in busy)
            and not (staff and any(span.starts_at <= moment < span.ends_at for span in away))
            and not (closed and local(moment, zone).date() == first)
            and (not office_hours or works(moment, office_hours, zone))
            and all(not hours or works(moment, hours, zone) for hours in workers)
        )

    expected = []
    for start in range(within.starts_at, within.ends_at, MINUTE):
        if len(expected) == limit:
            break
        on_the_step = local(start, zone).minute % 15 == 0
        if on_the_step and all(free(start + n * MINUTE) for n in range(minutes)):
            expected.append(Span(start, start + minutes * MINUTE))
    assert list(next_free(minutes, within, busy, office, staff, limit=limit)) == expected


def test_next_free_jumps_over_a_full_year_of_nothing() -> None:
    start = STARTS[0]
    busy = [Span(start, start + 365 * 86_400)]
    office = OfficeTime(NEW_YORK, tuple(WeeklyHours(day, 480, 1020) for day in range(5)))
    found = next_free(60, Span(start, start + 2 * 365 * 86_400), busy, office)
    assert len(found) == 10
    first = local(found[0].starts_at, NEW_YORK)
    assert (first.hour, first.minute) == (8, 0)
    assert first.date() == date(2027, 3, 8)  # the first Monday after


def test_a_closure_takes_whole_local_days() -> None:
    days = Span(STARTS[0], STARTS[0] + 4 * 86_400)
    found = closed_moments([Closure(date(2026, 3, 8), date(2026, 3, 8))], days, NEW_YORK)
    assert [(span.ends_at - span.starts_at) // 3600 for span in found] == [23]


def test_nothing_is_free_in_no_time() -> None:
    office = OfficeTime(NEW_YORK)
    assert next_free(60, Span(5, 5), [], office) == ()
    assert next_free(0, Span(0, 86_400), [], office) == ()
    assert next_free(60, Span(0, 3_599), [], office) == ()
    assert next_free(60, Span(0, 3_600), [], office) == (Span(0, 3_600),)
