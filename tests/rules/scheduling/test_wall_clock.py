"""The office's clock, also on the days on which clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.scheduling import day_span, is_skipped, local, local_date, to_seconds
from db.rules.scheduling.wall_clock import stretches

ZONES = [
    ZoneInfo(name)
    for name in (
        "America/New_York",
        "America/Phoenix",
        "America/St_Johns",
        "America/Havana",  # clocks change at midnight
        "America/Sao_Paulo",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",  # by half an hour
        "Pacific/Apia",  # left out 30 December 2011
        "Europe/Dublin",
        "UTC",
    )
]
NEW_YORK = ZONES[0]
DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2035, 1, 1))


def test_a_day_has_23_24_or_25_hours() -> None:
    lengths = {
        day: (span.ends_at - span.starts_at) // 3600
        for day in (date(2026, 3, 7), date(2026, 3, 8), date(2026, 11, 1))
        for span in [day_span(day, NEW_YORK)]
    }
    assert list(lengths.values()) == [24, 23, 25]


def test_a_day_begins_later_where_midnight_is_skipped() -> None:
    havana = ZoneInfo("America/Havana")
    start = local(day_span(date(2026, 3, 8), havana).starts_at, havana)
    assert (start.date(), start.hour) == (date(2026, 3, 8), 1)


@given(st.sampled_from(ZONES), DAYS)
def test_a_day_holds_the_hours_that_have_its_date(zone: ZoneInfo, day: date) -> None:
    span = day_span(day, zone)
    around = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    quarters = range(around - 26 * 3600, around + 50 * 3600, 900)
    assert [at for at in quarters if local_date(at, zone) == day] == [
        at for at in quarters if span.starts_at <= at < span.ends_at
    ]


@given(st.sampled_from(ZONES), DAYS, st.integers(1, 40))
def test_days_follow_each_other_without_a_gap(zone: ZoneInfo, day: date, count: int) -> None:
    whole = day_span(day, zone, count)
    assert whole.starts_at == day_span(day, zone).starts_at
    assert whole.ends_at == day_span(day + timedelta(days=count), zone).starts_at


@given(st.sampled_from(ZONES), DAYS, st.integers(0, 24 * 60 - 1))
def test_what_is_typed_is_shown_again_unless_it_is_skipped(
    zone: ZoneInfo, day: date, minute: int
) -> None:
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    shown = local(to_seconds(wall, zone), zone).replace(tzinfo=None, fold=0)
    assert (shown == wall) is not is_skipped(wall, zone)


def test_the_skipped_hour_is_known() -> None:
    assert is_skipped(datetime(2026, 3, 8, 2, 30), NEW_YORK)
    assert not is_skipped(datetime(2026, 3, 8, 3, 0), NEW_YORK)
    assert not is_skipped(datetime(2026, 11, 1, 1, 30), NEW_YORK)


@given(st.sampled_from(ZONES), DAYS, st.integers(0, 400))
def test_stretches_cover_the_span_and_keep_one_offset(zone: ZoneInfo, day: date, days: int) -> None:
    starts_at = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    found = stretches(starts_at, starts_at + days * 86_400 + 1, zone)
    assert found[0].span.starts_at == starts_at
    assert found[-1].span.ends_at == starts_at + days * 86_400 + 1
    for one, other in pairwise(found):
        assert one.span.ends_at == other.span.starts_at and one.offset != other.offset
    for span, offset in found:
        for at in (span.starts_at, (span.starts_at + span.ends_at) // 2, span.ends_at - 1):
            distance = local(at, zone).utcoffset()
            assert distance is not None and distance.total_seconds() == offset


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_an_empty_span_has_no_stretches(zone: ZoneInfo) -> None:
    assert stretches(1_000, 1_000, zone) == ()
