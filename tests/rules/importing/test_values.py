"""Cells of other people's tables are read as what they say, or refused with a code."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from db.rules.codes import Race, Sex
from db.rules.importing import values
from db.rules.importing.values import Unreadable
from db.rules.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-14", PartialDate(2026, 3, 14)),
        ("19081209", PartialDate(1908, 12, 9)),
        ("3/14/2026", PartialDate(2026, 3, 14)),
        ("14/3/2026", PartialDate(2026, 3, 14)),
        ("14 Mar 2026", PartialDate(2026, 3, 14)),
        ("March 14, 2026", PartialDate(2026, 3, 14)),
        ("2026-03-14 00:00:00", PartialDate(2026, 3, 14)),
        ("1980", PartialDate(1980)),
        ("1980-05", PartialDate(1980, 5)),
        ("5/1980", PartialDate(1980, 5)),
        ("~1980", PartialDate(1980, approximate=True)),
        ("circa 1980", PartialDate(1980, approximate=True)),
    ],
)
def test_birth_dates_come_in_many_spellings(text: str, expected: PartialDate) -> None:
    assert values.read_partial_date(text) == expected


def test_the_order_of_day_and_month_follows_the_office() -> None:
    assert values.read_day("3/4/2026") == date(2026, 3, 4)
    assert values.read_day("3/4/2026", day_first=True) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("19371233", "import.no_such_date"),
        ("2/30/2020", "import.no_such_date"),
        ("3/4/26", "import.not_a_date"),
        ("soon", "import.not_a_date"),
        ("", "import.not_a_date"),
        ("0001-01-01", "import.no_such_date"),
    ],
)
def test_what_is_no_date_is_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        values.read_partial_date(text)
    assert refusal.value.code == code


def test_a_day_needs_all_its_parts() -> None:
    with pytest.raises(Unreadable) as refusal:
        values.read_day("1980")
    assert refusal.value.code == "import.date_incomplete"


def test_a_spreadsheets_own_dates_and_times_are_taken_as_they_are() -> None:
    assert values.read_day(datetime(2026, 3, 14, 9, 30)) == date(2026, 3, 14)
    assert values.read_time(datetime(2026, 3, 14, 9, 30)) == time(9, 30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9:30", time(9, 30)), ("2:05 PM", time(14, 5)), ("2pm", time(14)), ("12 a.m.", time(0))],
)
def test_times_come_in_many_spellings(text: str, expected: time) -> None:
    assert values.read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"), [("45", 45), ("1:30", 90), ("1.5 h", 90), ("1 h 30", 90), ("45 min", 45)]
)
def test_lengths_of_time_become_minutes(text: str, minutes: int) -> None:
    assert values.read_minutes(text) == minutes


def test_numbers_may_carry_thousands_and_dollars() -> None:
    assert values.read_number("$1,234.50") == Decimal("1234.50")
    for text in ("-1", "NaN", "Infinity", "many"):
        with pytest.raises(Unreadable):
            values.read_number(text)


def test_several_races_are_read_from_one_cell() -> None:
    assert values.read_races("White; Hispanic/Latino") == {Race.WHITE, Race.HISPANIC}
    assert values.read_races("Black or African American") == {Race.BLACK}
    assert values.read_races("White, not Hispanic or Latino") == {Race.WHITE}
    assert values.read_races("") == frozenset()
    with pytest.raises(Unreadable):
        values.read_races("purple")


def test_sex_is_read_from_a_letter_or_a_word() -> None:
    assert [values.read_sex(word) for word in ("F", "male", "mujer")] == [
        Sex.FEMALE,
        Sex.MALE,
        Sex.FEMALE,
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lovelace, Ada King", ("Ada", "King", "Lovelace")),
        ("Ada King Lovelace", ("Ada", "King", "Lovelace")),
        ("Ada Lovelace", ("Ada", "", "Lovelace")),
        ("Lovelace", ("", "", "Lovelace")),
    ],
)
def test_a_full_name_is_split(text: str, parts: tuple[str, str, str]) -> None:
    assert values.split_name(text) == parts
