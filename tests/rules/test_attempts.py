"""Waiting after wrong passwords, whatever is done to the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from db.rules.attempts import Attempts, still_to_wait, wait_after

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def tried(failed: int) -> Attempts:
    return Attempts(failed, NOW, NOW, 1000.0)


def test_three_mistypings_cost_nothing_almost_and_then_the_wait_doubles() -> None:
    assert [wait_after(n) for n in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]


def test_no_wait_is_longer_than_five_minutes() -> None:
    assert {wait_after(n) for n in (12, 100, 10**9)} == {300}


def test_the_wait_passes() -> None:
    assert still_to_wait(tried(5), NOW + timedelta(seconds=3), 1003.0) == 5
    assert still_to_wait(tried(5), NOW + timedelta(seconds=8), 1008.0) == 0


@pytest.mark.parametrize("set_by", [timedelta(days=-1), timedelta(days=1), timedelta(seconds=30)])
def test_a_clock_that_is_set_shortens_nothing(set_by: timedelta) -> None:
    assert still_to_wait(tried(6), NOW + set_by, 1001.0) == 15


def test_after_a_restart_of_the_computer_the_calendar_counts() -> None:
    assert still_to_wait(tried(6), NOW + timedelta(seconds=10), 3.0) == 6
    assert still_to_wait(tried(6), NOW - timedelta(days=1), 3.0) == 16
