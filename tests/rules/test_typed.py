"""What people type in fields for dates, times and durations."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.findings import Finding
from db.rules.partial_date import PartialDate
from db.rules.typed_birth import read_birth_date
from db.rules.typed_dates import DateOrder, read_date
from db.rules.typed_times import read_duration, read_time

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t", date(2026, 11, 23)),
        ("Today", date(2026, 11, 23)),
        ("hoy", date(2026, 11, 23)),
        ("+", date(2026, 11, 24)),
        ("-", date(2026, 11, 22)),
        ("+++", date(2026, 11, 26)),
        ("tomorrow", date(2026, 11, 24)),
        ("mañana", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 22)),
        ("+2w", date(2026, 12, 7)),
        ("-3d", date(2026, 11, 20)),
        ("+ 3", date(2026, 11, 26)),
        ("+1m", date(2026, 12, 23)),
        ("+1y", date(2027, 11, 23)),
        ("mon", date(2026, 11, 23)),
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("next fri", date(2026, 12, 4)),
        ("next mon", date(2026, 11, 30)),
        ("last fri", date(2026, 11, 20)),
        ("last mon", date(2026, 11, 16)),
        ("viernes", date(2026, 11, 27)),
        ("el próximo viernes", date(2026, 12, 4)),
        ("el viernes que viene", date(2026, 12, 4)),
        ("3/4", date(2027, 3, 4)),
        ("12/28", date(2026, 12, 28)),
        ("3/4/26", date(2026, 3, 4)),
        ("3.4.2026", date(2026, 3, 4)),
        ("14/3/2026", date(2026, 3, 14)),
        ("2026-03-04", date(2026, 3, 4)),
        ("20260304", date(2026, 3, 4)),
        ("03042026", date(2026, 3, 4)),
        ("030426", date(2026, 3, 4)),
        ("14 mar 2026", date(2026, 3, 14)),
        ("14mar26", date(2026, 3, 14)),
        ("March 14th, 2026", date(2026, 3, 14)),
        ("14 de marzo de 2026", date(2026, 3, 14)),
        ("mar 14", date(2027, 3, 14)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_is_meant(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


def test_an_ambiguous_date_follows_the_locale() -> None:
    assert read_date("3/4/26", TODAY, DateOrder.MDY) == date(2026, 3, 4)
    assert read_date("3/4/26", TODAY, DateOrder.DMY) == date(2026, 4, 3)
    assert read_date("26/3/4", TODAY, DateOrder.YMD) == date(2026, 3, 4)
    assert read_date("2026/3/4", TODAY, DateOrder.DMY) == date(2026, 3, 4)


def test_mar_is_tuesday_in_spanish_and_march_beside_a_number() -> None:
    assert read_date("mar", TODAY, language="es") == date(2026, 11, 24)
    assert read_date("14 mar", TODAY, language="es") == date(2027, 3, 14)
    assert isinstance(read_date("mar", TODAY, language="en"), Finding)


def test_a_date_without_a_year_is_the_nearest() -> None:
    assert read_date("12/28", date(2027, 1, 4)) == date(2026, 12, 28)
    assert read_date("1/5", date(2026, 12, 20)) == date(2027, 1, 5)


def test_steps_count_from_what_the_field_holds() -> None:
    assert read_date("+", TODAY, base=date(2026, 1, 31)) == date(2026, 2, 1)
    assert read_date("+1m", TODAY, base=date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("typed", ["", "hello", "14", "2026", "next", "mon fri", "1/2/3/4", "+x"])
def test_what_is_no_date_is_said_to_be_none(typed: str) -> None:
    found = read_date(typed, TODAY)
    assert isinstance(found, Finding) and found.code == "date.unreadable"


@pytest.mark.parametrize(
    "typed", ["2/30", "13/13/2026", "2026-13-01", "31 apr", "1/1/123", "+9999y"]
)
def test_a_date_that_does_not_exist_is_said_not_to(typed: str) -> None:
    found = read_date(typed, TODAY)
    assert isinstance(found, Finding) and found.code == "date.impossible"


@given(
    st.dates(min_value=date(1977, 1, 1), max_value=date(2075, 12, 31)), st.sampled_from(DateOrder)
)
def test_a_date_written_in_the_usual_ways_is_read_back(day: date, order: DateOrder) -> None:
    formats = {
        DateOrder.MDY: ["%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m%d%Y", "%m%d%y"],
        DateOrder.DMY: ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d%m%y"],
        DateOrder.YMD: ["%Y/%m/%d", "%y/%m/%d", "%Y.%m.%d", "%y%m%d"],
    }
    for written in (*formats[order], "%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%B %d, %Y"):
        assert read_date(day.strftime(written), TODAY, order) == day


@given(st.text(max_size=20))
def test_nothing_that_is_typed_breaks_a_field(text: str) -> None:
    assert isinstance(read_date(text, TODAY), date | Finding)
    assert isinstance(read_birth_date(text, TODAY), PartialDate | Finding)
    assert isinstance(read_time(text), time | Finding)
    assert isinstance(read_duration(text), int | Finding)


@given(st.text(alphabet="0123456789/-+.: wdmyaprhmt~c", max_size=12))
def test_nothing_like_a_date_breaks_a_field(text: str) -> None:
    test_nothing_that_is_typed_breaks_a_field.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1980", "1980"),
        ("3/1980", "1980-03"),
        ("1980-03", "1980-03"),
        ("mar 1980", "1980-03"),
        ("marzo de 1980", "1980-03"),
        ("~1980", "1980~"),
        ("1980~", "1980~"),
        ("about 3/1980", "1980-03~"),
        ("c. 1980", "1980~"),
        ("aprox. 1975", "1975~"),
        ("3/14/1980", "1980-03-14"),
        ("3/14/80", "1980-03-14"),
        ("3/14/30", "1930-03-14"),
        ("3/14/26", "2026-03-14"),
        ("14 mar 1980", "1980-03-14"),
        ("1980-03-14", "1980-03-14"),
        ("03141980", "1980-03-14"),
        ("age 34", "1992~"),
        ("34 years old", "1992~"),
        ("34 años", "1992~"),
    ],
)
def test_a_birth_date_may_be_known_in_part(typed: str, stored: str) -> None:
    found = read_birth_date(typed, TODAY)
    assert isinstance(found, PartialDate) and found.stored() == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "birth_date.unreadable"),
        ("unknown", "birth_date.unreadable"),
        ("t", "birth_date.unreadable"),
        ("fri", "birth_date.unreadable"),
        ("3/14", "birth_date.no_year"),
        ("2030", "birth_date.in_the_future"),
        ("11/24/2026", "birth_date.in_the_future"),
        ("1850", "birth_date.too_long_ago"),
        ("13/1980", "date.impossible"),
        ("2/30/1980", "date.impossible"),
        ("age 300", "birth_date.too_long_ago"),
    ],
)
def test_a_birth_date_that_cannot_be_says_why(typed: str, code: str) -> None:
    found = read_birth_date(typed, TODAY)
    assert isinstance(found, Finding) and found.code == code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("9:30p", time(21, 30)),
        ("9:30 p.m.", time(21, 30)),
        ("9 AM", time(9)),
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("noon", time(12)),
        ("mediodía", time(12)),
        ("midnight", time(0)),
        ("12a", time(0)),
        ("12p", time(12)),
        ("12", time(12)),
        ("0", time(0)),
        ("1", time(13)),
        ("2:30", time(14, 30)),
        ("7", time(7)),
        ("01:30", time(1, 30)),
        ("2:30a", time(2, 30)),
    ],
)
def test_a_time_is_read_as_an_office_means_it(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "time.unreadable"),
        ("soon", "time.unreadable"),
        ("24:00", "time.impossible"),
        ("9:75", "time.impossible"),
        ("13p", "time.impossible"),
    ],
)
def test_a_time_that_cannot_be_says_why(typed: str, code: str) -> None:
    found = read_time(typed)
    assert isinstance(found, Finding) and found.code == code


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("1h30", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1:30", 90),
        ("90m", 90),
        ("90 min", 90),
        ("2h", 120),
        ("1 h 15 min", 75),
        (".25", 15),
        ("0", 0),
        ("24h", 1440),
    ],
)
def test_a_duration_is_read_in_minutes(typed: str, minutes: int) -> None:
    assert read_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "duration.unreadable"), ("long", "duration.unreadable"), ("25h", "duration.too_long")],
)
def test_a_duration_that_cannot_be_says_why(typed: str, code: str) -> None:
    found = read_duration(typed)
    assert isinstance(found, Finding) and found.code == code
