"""The best times for all, against the naive definition: try every quarter hour with everybody."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from db.rules.codes import LeaveKind, ResourceKind
from db.rules.scheduling import Closure, Leave, OfficeTime, Span, WeeklyHours, WorkerTime, local
from db.rules.scheduling.freeness import Guarded, candidate, open_spans
from db.rules.scheduling.suiting import (
    Candidate,
    Found,
    Search,
    Seat,
    Wishes,
    first_suiting,
    suiting,
)
from tests.rules.scheduling.test_hours import HOURS, MINUTE, STARTS, WITHIN, works
from tests.rules.scheduling.test_wall_clock import NEW_YORK, ZONES

QUARTER = 15 * MINUTE
TIMES = st.lists(st.tuples(st.integers(0, 50 * 60), st.integers(1, 400)), max_size=6)
PEOPLE = st.lists(
    st.tuples(HOURS, TIMES, TIMES.map(lambda t: t[:1]), st.integers(0, 3), st.integers(0, 45)),
    min_size=1,
    max_size=3,
)
WISHES = st.builds(
    Wishes,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([0, 9 * 60, 13 * 60]),
    st.sampled_from([12 * 60, 17 * 60, 24 * 60]),
)


def spans_of(times: list[tuple[int, int]], within: Span) -> list[Span]:
    begin = within.starts_at
    return [Span(begin + a * MINUTE, begin + (a + b) * MINUTE) for a, b in times]


def day_of(at: int, zone: ZoneInfo) -> date:
    return local(at, zone).date()


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(ZONES),
    WITHIN,
    HOURS,
    st.lists(PEOPLE, min_size=1, max_size=2),
    st.booleans(),
    st.sampled_from([15, 45, 90]),
    WISHES,
    st.integers(0, 9),
    st.integers(1, 4),
)
def test_the_best_times_are_what_trying_everything_with_everybody_finds(
    zone: ZoneInfo,
    within: Span,
    office_hours: tuple[WeeklyHours, ...],
    seats: list[list[tuple[tuple[WeeklyHours, ...], object, object, int, int]]],
    closed: bool,
    minutes: int,
    wishes: Wishes,
    limit: int,
    a_day: int,
) -> None:
    first = day_of(within.starts_at, zone)
    office = OfficeTime(zone, office_hours, (Closure(first, first),) if closed else ())
    length = minutes * MINUTE
    known: dict[UUID, tuple[tuple[WeeklyHours, ...], list[Span], list[Span], int, int]] = {}
    made: list[Seat] = []
    for people in seats:
        candidates = []
        for hours, busy, away, most, guard in people:
            one = UUID(int=len(known) + 1)
            taken, leave = spans_of(busy, within), spans_of(away, within)  # type: ignore[arg-type]
            known[one] = (hours, taken, leave, most + 1, guard * MINUTE)
            gone = tuple(Leave(s, LeaveKind.SICK) for s in leave[::2])
            time = WorkerTime(hours, gone, busy=tuple(leave[1::2]))  # by another calendar
            guarded = [Guarded(s, guard * MINUTE, guard * MINUTE) for s in taken]
            candidates.append(candidate(one, "", guarded, within, office, time, most + 1))
        made.append(Seat(ResourceKind.WORKER, tuple(candidates)))

    def fits(one: UUID, slot: Span) -> bool:
        hours, taken, leave, most, guard = known[one]
        return (
            all(
                slot.ends_at + guard <= s.starts_at or slot.starts_at >= s.ends_at + guard
                for s in taken
            )
            and not any(slot.overlaps(s) for s in leave)
            and (not hours or all(works(at, hours, zone) for at in range(*slot, MINUTE)))
            and all(
                sum(day_of(s.starts_at, zone) == day_of(at, zone) for s in taken) < most
                for at in (slot.starts_at, slot.ends_at - 1)
            )
        )

    def best(seat: Seat, slot: Span) -> Candidate | None:
        free = [one for one in seat.candidates if fits(one.id, slot)]
        day = day_of(slot.starts_at, zone)
        counts = [sum(day_of(s.starts_at, zone) == day for s in known[one.id][1]) for one in free]
        return free[counts.index(min(counts))] if free else None

    expected: list[tuple[int, date, bool, Span, tuple[UUID, ...]]] = []
    for start in range(within.starts_at, within.ends_at, MINUTE):
        slot, clock = Span(start, start + length), local(start, zone)
        if clock.minute % 15 or not within.contains(slot):
            continue
        moments = range(*slot, MINUTE)
        shut = any(
            (closed and day_of(at, zone) == first)
            or (office_hours and not works(at, office_hours, zone))
            for at in moments
        )
        who = [best(seat, slot) for seat in made]
        if shut or any(one is None for one in who):
            continue
        begins = clock.hour * 60 + clock.minute
        missed = (clock.weekday() not in wishes.weekdays) + (
            begins < wishes.earliest or begins + minutes > wishes.latest
        )
        beside = any(
            0 <= slot.starts_at - s.ends_at <= QUARTER or 0 <= s.starts_at - slot.ends_at <= QUARTER
            for one in who
            if one is not None
            for s in known[one.id][1]
        )
        ids = tuple(one.id for one in who if one is not None)
        expected.append((missed, clock.date(), not beside, slot, ids))
    ranked = sorted(expected)
    kept = [
        one
        for n, one in enumerate(ranked)
        if sum(other[:2] == one[:2] for other in ranked[:n]) < a_day
    ][:limit]
    search = Search(minutes, open_spans(office, within), tuple(made), zone, wishes, limit, a_day)
    found = suiting(search)
    if found and found[-1].first_of_all:
        assert found[-1].span == min(one[3] for one in expected)
        assert all(found[-1].span < one.span for one in found[:-1])
        found, kept = found[:-1], kept[: limit - 1]
    assert [told(one) for one in found] == [(one[3], one[4], one[0]) for one in kept]
    alone = [one[3] for one in expected]
    assert first_suiting(search, made) == (min(alone) if alone else None)


def told(one: Found) -> tuple[Span, tuple[UUID, ...], int]:
    return one.span, tuple(who.id for who in one.who), one.missed


def week(*weekdays: int) -> tuple[WeeklyHours, ...]:
    return tuple(WeeklyHours(day, 8 * 60, 17 * 60) for day in weekdays or range(5))


def year_of(office: OfficeTime, *seats: Seat, **more: object) -> Search:
    start = STARTS[0]
    within = Span(start, start + 365 * 86_400)
    return Search(60, open_spans(office, within), seats, office.zone, **more)  # type: ignore[arg-type]


def test_wished_days_come_first_however_late_and_the_first_of_all_last() -> None:
    found = suiting(year_of(OfficeTime(NEW_YORK, week()), wishes=Wishes(frozenset({1}), 540, 660)))
    clocks = [local(one.span.starts_at, NEW_YORK) for one in found]
    assert [one.missed for one in found] == [0] * 9 + [2]
    assert {(c.weekday(), c.hour) for c in clocks[:9]} == {(1, 9)}
    assert found[-1].first_of_all and clocks[-1].date() == date(2026, 3, 9)


def test_a_full_year_of_nothing_is_jumped_over() -> None:
    start = STARTS[0]
    within = Span(start, start + 2 * 365 * 86_400)
    office = OfficeTime(NEW_YORK, week())
    full = Span(start, start + 365 * 86_400)
    ana = candidate(UUID(int=1), "Ana", [Guarded(full)], within, office)
    search = Search(60, open_spans(office, within), (Seat(ResourceKind.WORKER, (ana,)),), NEW_YORK)
    first = local(suiting(search)[0].span.starts_at, NEW_YORK)
    assert (first.date(), first.hour) == (date(2027, 3, 8), 8)


def test_nothing_is_free_in_no_time() -> None:
    for within, minutes, count in (
        (Span(5, 5), 60, 0),
        (Span(0, 86_400), 0, 0),
        (Span(0, 3_599), 60, 0),
        (Span(0, 3_600), 60, 1),
    ):
        office = OfficeTime(NEW_YORK)
        search = Search(minutes, open_spans(office, within), (), NEW_YORK)
        assert len(suiting(search)) == count
