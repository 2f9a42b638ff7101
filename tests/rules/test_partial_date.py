"""Dates of birth of which only a part is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.partial_date import PartialDate, age_between

PARTIAL_DATES = st.builds(
    lambda day, parts, approximate: PartialDate(
        day.year, day.month if parts > 1 else None, day.day if parts > 2 else None, approximate
    ),
    st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)),
    st.integers(1, 3),
    st.booleans(),
)


@pytest.mark.parametrize("text", ["1980", "1980-03", "1980-03-14", "1980~", "1980-03-14~"])
def test_the_stored_text_is_read_back(text: str) -> None:
    assert PartialDate.from_stored(text).stored() == text


@pytest.mark.parametrize(
    "text", ["", "80", "1980-3", "1980-03-14 ", "1980-13", "1980-02-30", "~1980", "1980-03-14~~"]
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_stored(text)


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(ValueError):
        PartialDate(1980, None, 14)


@given(PARTIAL_DATES)
def test_storing_loses_nothing_and_takes_eleven_characters(birth: PartialDate) -> None:
    assert PartialDate.from_stored(birth.stored()) == birth
    assert len(birth.stored()) <= 11


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_dates_sort_as_their_stored_texts_do(a: PartialDate, b: PartialDate) -> None:
    assert (a < b) == (a.stored() < b.stored())
    assert (a <= b) == (a.stored() <= b.stored())
    assert (a > b) == (b < a)
    assert (a >= b) == (b <= a)


@given(PARTIAL_DATES, st.dates(min_value=date(1800, 1, 1), max_value=date(2300, 1, 1)))
def test_the_range_of_ages_is_that_of_all_days_that_are_possible(
    birth: PartialDate, day: date
) -> None:
    days = [birth.earliest + timedelta(n) for n in range((birth.latest - birth.earliest).days + 1)]
    ages = [_age_by_birthdays(born, day) for born in days if born <= day]
    assert birth.ages_on(day) == ((min(ages), max(ages)) if ages else None)


def _age_by_birthdays(born: date, day: date) -> int:
    """The naive definition: how many birthdays were kept, 1 March standing for 29 February."""

    def birthday(year: int) -> date:
        try:
            return born.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    return sum(birthday(year) <= day for year in range(born.year + 1, day.year + 1))


def test_the_range_of_ages_is_known_for_a_year_alone() -> None:
    assert PartialDate(1980).ages_on(date(2026, 6, 1)) == (45, 46)
    assert PartialDate(1980, 3, 14).ages_on(date(2026, 3, 13)) == (45, 45)
    assert PartialDate(1980, 3, 14).ages_on(date(2026, 3, 14)) == (46, 46)
    assert PartialDate(2027).ages_on(date(2026, 6, 1)) is None


def test_only_a_whole_date_that_is_no_estimate_is_exact() -> None:
    assert PartialDate(1980, 3, 14).exact == date(1980, 3, 14)
    assert PartialDate(1980, 3, 14, approximate=True).exact is None
    assert PartialDate(1980, 3).exact is None
    assert PartialDate.of(date(1980, 3, 14)) == PartialDate(1980, 3, 14)


def test_who_is_born_on_29_february_comes_of_age_on_1_march() -> None:
    assert age_between(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_between(date(2008, 2, 29), date(2026, 3, 1)) == 18
