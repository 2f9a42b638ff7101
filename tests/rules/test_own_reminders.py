"""When somebody is reminded of their own appointments, and when no more."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from db.rules.own_reminders import Key, due

TEN = datetime(2026, 3, 3, 10, tzinfo=UTC)
ONE: Key = (UUID(int=1), TEN)
TWO: Key = (UUID(int=2), TEN + timedelta(minutes=5))


def before(minutes: int) -> datetime:
    return TEN - timedelta(minutes=minutes)


def test_it_is_said_so_many_minutes_before_and_not_earlier() -> None:
    assert due([ONE], 10, {}, before(11)) == ()
    assert due([ONE], 10, {}, before(10)) == (ONE,)


def test_off_is_off() -> None:
    assert due([ONE], 0, {}, before(0)) == ()


def test_who_slept_is_told_soon_after_it_has_begun_and_not_much_later() -> None:
    assert due([ONE], 10, {}, TEN + timedelta(minutes=14)) == (ONE,)
    assert due([ONE], 10, {}, TEN + timedelta(minutes=15)) == ()


def test_what_is_put_off_is_silent_until_then_and_what_is_dismissed_for_good() -> None:
    assert due([ONE], 10, {ONE: before(5)}, before(6)) == ()
    assert due([ONE], 10, {ONE: before(5)}, before(5)) == (ONE,)
    assert due([ONE], 10, {ONE: None}, TEN) == ()


def test_one_that_is_moved_is_told_anew() -> None:
    moved: Key = (ONE[0], TEN + timedelta(hours=1))
    assert due([moved], 10, {ONE: None}, TEN + timedelta(minutes=55)) == (moved,)


def test_the_next_one_stands_first() -> None:
    assert due([TWO, ONE], 10, {}, before(1)) == (ONE, TWO)
