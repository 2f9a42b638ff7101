"""Each moment of a day is said once, and what weighs more is said where several are."""

from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import AppointmentKind, AppointmentStatus, LeaveKind
from db.rules.ids import new_id
from db.rules.scheduling import (
    Closure,
    Leave,
    OfficeTime,
    Span,
    Taken,
    WeeklyHours,
    WorkerTime,
    day_span,
)
from db.rules.scheduling.free_busy import Hold, held

ZONE = ZoneInfo("America/New_York")
TUESDAY = date(2026, 3, 3)
DAY = day_span(TUESDAY, ZONE)
MARA = new_id()
EVERY_DAY = tuple(WeeklyHours(weekday, 9 * 60, 17 * 60) for weekday in range(7))


def span(starts: float, ends: float) -> Span:
    return Span(DAY.starts_at + int(starts * 3600), DAY.starts_at + int(ends * 3600))


def booked(starts: float, ends: float, **fields: Any) -> Taken:
    known: dict[str, Any] = {
        "kind": AppointmentKind.HOME_VISIT,
        "status": AppointmentStatus.CONFIRMED,
        "blocks": True,
    }
    return Taken(MARA, span(starts, ends), new_id(), **(known | fields))


def said(*args: Any) -> list[tuple[float, float, Hold]]:
    return [
        (
            (one.span.starts_at - DAY.starts_at) / 3600,
            (one.span.ends_at - DAY.starts_at) / 3600,
            one.hold,
        )
        for one in held(DAY, *args)
    ]


def test_a_client_is_free_but_for_what_is_booked() -> None:
    later = booked(11, 12, status=AppointmentStatus.TENTATIVE)
    assert said([booked(9, 10), later]) == [
        (0, 9, Hold.FREE), (9, 10, Hold.BUSY), (10, 11, Hold.FREE), (11, 12, Hold.TENTATIVE),
        (12, 24, Hold.FREE),
    ]  # fmt: skip


def test_a_worker_has_hours_of_their_own_and_a_room_the_offices() -> None:
    office = OfficeTime(ZONE, EVERY_DAY)
    hours = (WeeklyHours(1, 12 * 60, 20 * 60),)
    assert said([], office, WorkerTime(hours)) == [
        (0, 12, Hold.OUTSIDE), (12, 20, Hold.FREE), (20, 24, Hold.OUTSIDE),
    ]  # fmt: skip
    assert said([], office) == [(0, 9, Hold.OUTSIDE), (9, 17, Hold.FREE), (17, 24, Hold.OUTSIDE)]


def test_what_is_booked_shows_through_leave_and_leave_through_a_closed_day() -> None:
    office = OfficeTime(ZONE, EVERY_DAY, (Closure(TUESDAY, TUESDAY, "Founders' Day"),))
    away = WorkerTime((), (Leave(span(10, 14), LeaveKind.SICK),))
    found = held(DAY, [booked(11, 12)], office, away)
    assert [one.hold for one in found] == [
        Hold.CLOSED, Hold.AWAY, Hold.BUSY, Hold.AWAY, Hold.CLOSED,
    ]  # fmt: skip
    assert (found[0].name, found[1].leave) == ("Founders' Day", LeaveKind.SICK)


def test_two_appointments_that_follow_each_other_are_two_stretches() -> None:
    assert [hold for _, _, hold in said([booked(9, 10), booked(10, 11)])] == [
        Hold.FREE, Hold.BUSY, Hold.BUSY, Hold.FREE,
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(-4, 27), st.integers(1, 6), st.booleans()), max_size=8),
    st.lists(st.tuples(st.integers(-4, 27), st.integers(1, 6)), max_size=3),
)
def test_each_moment_says_the_weightiest_of_what_is_there(
    rows: list[tuple[int, int, bool]], leaves: list[tuple[int, int]]
) -> None:
    taken = [
        booked(
            at, at + long,
            status=AppointmentStatus.TENTATIVE if maybe else AppointmentStatus.CONFIRMED,
        )
        for at, long, maybe in rows
    ]  # fmt: skip
    away = [Leave(span(at, at + long), LeaveKind.VACATION) for at, long in leaves]
    found = held(DAY, taken, OfficeTime(ZONE, EVERY_DAY), WorkerTime((), tuple(away)))
    assert found[0].span.starts_at == DAY.starts_at and found[-1].span.ends_at == DAY.ends_at
    assert all(a.span.ends_at == b.span.starts_at for a, b in pairwise(found))
    for hour in range(24):
        moment = span(hour, hour + 1)
        there = {
            Hold.TENTATIVE if row.status is AppointmentStatus.TENTATIVE else Hold.BUSY
            for row in taken
            if row.span.contains(moment)
        }
        there |= {Hold.AWAY for leave in away if leave.span.contains(moment)}
        there |= {Hold.FREE if 9 <= hour < 17 else Hold.OUTSIDE}
        (now,) = [one.hold for one in found if one.span.contains(moment)]
        assert now is min(there, key=list(Hold).index)
