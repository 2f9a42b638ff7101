"""Backups thin out with age, and the newest and the oldest within reach are never lost."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from db.rules.backup_rotation import SPANS, Kept, kept

ZONE = ZoneInfo("America/New_York")
NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
MOMENTS = st.lists(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda m: m.replace(tzinfo=UTC)),
    max_size=80,
)


def test_the_last_eight_stay_and_of_those_before_one_an_hour() -> None:
    made = [NOON + timedelta(minutes=20 * n) for n in range(15)]
    assert sorted(kept(made, ZONE)) == [made[2], made[5], *made[7:]]


def test_what_was_backed_up_before_something_was_tried_outlives_the_backup_after_it() -> None:
    before, after = NOON, NOON + timedelta(minutes=5)
    assert set(kept([before, after], ZONE)) == {before, after}


def test_of_three_years_of_hourly_backups_a_hundred_stay_and_reach_back_two_years() -> None:
    made = [NOON - timedelta(hours=n) for n in range(3 * 365 * 24)]
    stay = kept(made, ZONE)
    assert len(stay) <= sum(most for _, most in SPANS)
    assert NOON in stay
    assert NOON - min(stay) > timedelta(days=365 * 2 - 70)
    reasons = [sum(1 for why in stay.values() if why is kind) for kind, _ in SPANS[:-1]]
    assert all(reasons)
    assert sum(reasons) > 90


def test_old_backups_are_not_dropped_for_being_old() -> None:
    made = [NOON - timedelta(days=400 * n) for n in range(10)]
    assert set(kept(made, ZONE)) == set(made)


def test_a_backup_from_a_clock_set_wrong_drives_out_no_good_one() -> None:
    made = [NOON - timedelta(days=n) for n in range(21)]
    assert set(made[:20]) <= set(kept([*made, NOON + timedelta(days=4000)], ZONE))


@given(MOMENTS)
def test_the_newest_always_stays_and_never_more_than_the_spans_allow(made: list[datetime]) -> None:
    stay = kept(made, ZONE)
    assert set(stay) <= set(made)
    assert len(stay) <= sum(most for _, most in SPANS)
    if made:
        assert max(made) in stay
        if len(made) <= min(most for _, most in SPANS):
            assert len({(m.year, m.month) for m in made} - {(m.year, m.month) for m in stay}) <= 2


@given(MOMENTS)
def test_to_rotate_twice_is_to_rotate_once(made: list[datetime]) -> None:
    once = kept(made, ZONE)
    assert kept(once, ZONE) == once


@given(MOMENTS, st.datetimes(datetime(2030, 1, 2), datetime(2031, 1, 1)))
def test_what_one_more_backup_drops_was_never_a_month_of_the_last_year(
    made: list[datetime], more: datetime
) -> None:
    before = kept(made, ZONE)
    after = kept([*before, more.replace(tzinfo=UTC)], ZONE)
    months = sorted((m for m, why in before.items() if why is Kept.MONTH), reverse=True)
    assert set(months[:12]) <= set(after)
