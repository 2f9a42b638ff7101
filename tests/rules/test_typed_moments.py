"""Day and time in one field, as people type them."""

from datetime import datetime

import pytest

from db.rules.findings import Finding
from db.rules.typed_moments import read_moment

NOW = datetime(2026, 3, 12, 16, 20, 31)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t 930", datetime(2026, 3, 12, 9, 30)),
        ("yesterday 2pm", datetime(2026, 3, 11, 14, 0)),
        ("Yesterday at 2 PM", datetime(2026, 3, 11, 14, 0)),
        ("2pm yesterday", datetime(2026, 3, 11, 14, 0)),
        ("3/9 9:15", datetime(2026, 3, 9, 9, 15)),
        ("9 mar noon", datetime(2026, 3, 9, 12, 0)),
        ("last tue 11", datetime(2026, 3, 10, 11, 0)),
        ("-2 4:30p", datetime(2026, 3, 10, 16, 30)),
        ("3/9/2026, 9:15 AM", datetime(2026, 3, 9, 9, 15)),
        ("ayer 14:00", datetime(2026, 3, 11, 14, 0)),
        ("1:30", datetime(2026, 3, 12, 13, 30)),
        ("now", datetime(2026, 3, 12, 16, 20)),
    ],
)
def test_day_and_time_are_understood(typed: str, meant: datetime) -> None:
    assert read_moment(typed, NOW) == meant


def test_a_time_alone_keeps_the_day_that_stands_there() -> None:
    base = datetime(2026, 3, 2, 10, 0)
    assert read_moment("11", NOW, base=base) == datetime(2026, 3, 2, 11, 0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("yesterday", "moment.no_time"), ("3/9", "moment.no_time"), ("soon", "moment.unreadable")],
)
def test_what_is_not_enough_is_said(typed: str, code: str) -> None:
    found = read_moment(typed, NOW)
    assert isinstance(found, Finding) and found.code == code
