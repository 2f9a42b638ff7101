"""How people are grouped for funders."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import Race
from db.rules.demographics import (
    UNKNOWN_AGE,
    AgeBand,
    AgeBands,
    Ethnicity1997,
    HouseholdSize,
    Race1997,
    RaceGroup,
    age_band,
    age_bands,
    as_of_1997,
    bands_from,
    household_size,
    race_group,
)
from db.rules.partial_date import PartialDate

ON = date(2026, 9, 30)


def pairs(kind: AgeBands) -> list[tuple[int | None, int | None]]:
    return [(band.lowest, band.highest) for band in age_bands(kind)]


def test_the_bands_are_those_of_the_reports() -> None:
    assert pairs(AgeBands.CSBG) == [
        (0, 4), (5, 17), (18, 24), (25, 34), (35, 44), (45, 64), (65, 84), (85, None),
        (None, None),
    ]  # fmt: skip
    assert pairs(AgeBands.VOCA) == [
        (0, 12), (13, 17), (18, 24), (25, 59), (60, None), (None, None),
    ]  # fmt: skip
    assert pairs(AgeBands.TITLE_XX) == [(0, 17), (18, 59), (60, None), (None, None)]


@pytest.mark.parametrize("ages", [(), (5, 5), (18, 5), (-1, 5)])
def test_bands_need_ascending_ages(ages: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        bands_from(ages)


@given(st.integers(0, 130), st.sampled_from(AgeBands))
def test_every_age_lies_in_exactly_one_band(age: int, kind: AgeBands) -> None:
    holding = [
        band
        for band in age_bands(kind)
        if band.lowest is not None
        and band.lowest <= age
        and (band.highest is None or age <= band.highest)
    ]
    birth = PartialDate(ON.year - age, 1, 1)
    assert holding == [age_band(birth, ON, age_bands(kind))]


def test_the_band_changes_on_the_birthday() -> None:
    bands = age_bands(AgeBands.CSBG)
    assert age_band(PartialDate(2008, 9, 30), ON, bands) == AgeBand(18, 24)
    assert age_band(PartialDate(2008, 10, 1), ON, bands) == AgeBand(5, 17)


def test_a_year_alone_is_enough_where_it_leaves_one_band() -> None:
    bands = age_bands(AgeBands.CSBG)
    assert age_band(PartialDate(1990), ON, bands) == AgeBand(35, 44)
    assert age_band(PartialDate(2008), ON, bands) == UNKNOWN_AGE
    assert age_band(PartialDate(1990, approximate=True), ON, bands) == AgeBand(35, 44)


def test_an_age_that_nobody_knows_is_unknown() -> None:
    bands = age_bands(AgeBands.CSBG)
    assert age_band(None, ON, bands) == UNKNOWN_AGE
    assert age_band(PartialDate(2027), ON, bands) == UNKNOWN_AGE
    assert age_band(PartialDate(2020), ON, bands_from([18, 60])) == UNKNOWN_AGE


def test_race_and_ethnicity_are_one_set() -> None:
    assert race_group(frozenset()) is RaceGroup.UNKNOWN
    assert race_group(frozenset({Race.HISPANIC, Race.WHITE})) is RaceGroup.MULTIPLE
    for race in Race:
        assert race_group(frozenset({race})).value == race.value


@pytest.mark.parametrize(
    ("races", "ethnicity", "race"),
    [
        (set(), Ethnicity1997.UNKNOWN, Race1997.UNKNOWN),
        ({Race.HISPANIC}, Ethnicity1997.HISPANIC, Race1997.UNKNOWN),
        ({Race.HISPANIC, Race.BLACK}, Ethnicity1997.HISPANIC, Race1997.BLACK),
        ({Race.MIDDLE_EASTERN}, Ethnicity1997.NOT_HISPANIC, Race1997.WHITE),
        ({Race.MIDDLE_EASTERN, Race.WHITE}, Ethnicity1997.NOT_HISPANIC, Race1997.WHITE),
        ({Race.ASIAN, Race.WHITE}, Ethnicity1997.NOT_HISPANIC, Race1997.MULTIPLE),
    ],
)
def test_the_1997_presentation_is_derived_from_it(
    races: set[Race], ethnicity: Ethnicity1997, race: Race1997
) -> None:
    assert as_of_1997(frozenset(races)) == (ethnicity, race)


@given(st.frozensets(st.sampled_from(Race)))
def test_every_set_has_a_place_in_both_presentations(races: frozenset[Race]) -> None:
    ethnicity, race = as_of_1997(races)
    assert (ethnicity is Ethnicity1997.HISPANIC) == (Race.HISPANIC in races)
    assert (race_group(races) is RaceGroup.UNKNOWN) == (not races)
    assert (race is Race1997.UNKNOWN) == (not races - {Race.HISPANIC})


@pytest.mark.parametrize(
    ("members", "size"),
    [(None, "unknown"), (0, "unknown"), (1, "1"), (5, "5"), (6, "6+"), (14, "6+")],
)
def test_households_of_six_or_more_are_one_row(members: int | None, size: str) -> None:
    assert household_size(members) is HouseholdSize(size)
