"""How people are grouped for funders: ages, race and ethnicity, household size.

What a client said is kept once, as one set; each funder's presentation is derived from it.
Sources: OMB SPD 15 (89 FR 22182, 2024) and its 1997 standard; CSBG Annual Report 3.0 (C2, C6,
D10); OVC VOCA subgrantee report; Title XX post-expenditure report. Labels must be checked
against the current official form before a preset is called official.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.rules.codes import Race
from db.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True, order=True)
class AgeBand:
    """Ages from `lowest` to `highest`, both included; the last band has no highest.

    A `lowest` of None is the band of those whose age is not known well enough.
    """

    lowest: int | None
    highest: int | None

    @property
    def unknown(self) -> bool:
        """Whether this is the band of unknown ages."""
        return self.lowest is None


UNKNOWN_AGE = AgeBand(None, None)


class AgeBands(StrEnum):
    """Whose age bands are used."""

    CSBG = "csbg"  # 0-4, 5-17, 18-24, 25-34, 35-44, 45-64, 65-84, 85 and older
    VOCA = "voca"  # 0-12, 13-17, 18-24, 25-59, 60 and older (VOCA: age at victimization)
    TITLE_XX = "title_xx"  # children, 18-59, 60 and older
    COC = "coc"  # CoC annual performance report, Q11


_LOWEST_AGES: dict[AgeBands, tuple[int, ...]] = {
    AgeBands.CSBG: (0, 5, 18, 25, 35, 45, 65, 85),
    AgeBands.VOCA: (0, 13, 18, 25, 60),
    AgeBands.TITLE_XX: (0, 18, 60),
    AgeBands.COC: (0, 5, 13, 18, 25, 35, 45, 55, 65),
}


def age_bands(kind: AgeBands) -> tuple[AgeBand, ...]:
    """The bands of a report, the unknown one last."""
    return bands_from(_LOWEST_AGES[kind])


def bands_from(lowest_ages: Iterable[int]) -> tuple[AgeBand, ...]:
    """Bands from their lowest ages, ascending and without repeats, the unknown one last."""
    ages = tuple(lowest_ages)
    if not ages or list(ages) != sorted(set(ages)) or ages[0] < 0:
        raise ValueError("bands need ascending ages")
    ends = (*(age - 1 for age in ages[1:]), None)
    return (*map(AgeBand, ages, ends), UNKNOWN_AGE)


def age_band(birth: PartialDate | None, on: date, bands: Iterable[AgeBand]) -> AgeBand:
    """The band of somebody's age on a day.

    Unknown without a birth date, before birth, outside all bands, and where a partial date
    leaves more than one band possible. An estimate counts as it stands.
    """
    ages = None if birth is None else birth.ages_on(on)
    if ages is None:
        return UNKNOWN_AGE
    for band in bands:
        if band.lowest is None or ages[0] < band.lowest:
            continue
        if band.highest is None or ages[1] <= band.highest:
            return band
    return UNKNOWN_AGE


class RaceGroup(StrEnum):
    """Race and/or ethnicity as one set is presented (SPD 15, 2024; CSBG AR 3.0, C6)."""

    AMERICAN_INDIAN = "american_indian"
    ASIAN = "asian"
    BLACK = "black"
    HISPANIC = "hispanic"
    MIDDLE_EASTERN = "middle_eastern"
    PACIFIC_ISLANDER = "pacific_islander"
    WHITE = "white"
    MULTIPLE = "multiple"
    UNKNOWN = "unknown"


def race_group(races: frozenset[Race]) -> RaceGroup:
    """The one row a person is counted in: the only answer, several, or not reported."""
    if not races:
        return RaceGroup.UNKNOWN
    if len(races) > 1:
        return RaceGroup.MULTIPLE
    return RaceGroup(next(iter(races)).value)


class Ethnicity1997(StrEnum):
    """Ethnicity as the 1997 standard asks it, before race."""

    HISPANIC = "hispanic"
    NOT_HISPANIC = "not_hispanic"
    UNKNOWN = "unknown"


class Race1997(StrEnum):
    """Race in the five groups of the 1997 standard."""

    AMERICAN_INDIAN = "american_indian"
    ASIAN = "asian"
    BLACK = "black"
    PACIFIC_ISLANDER = "pacific_islander"
    WHITE = "white"
    MULTIPLE = "multiple"
    UNKNOWN = "unknown"


def as_of_1997(races: frozenset[Race]) -> tuple[Ethnicity1997, Race1997]:
    """Ethnicity and race by the 1997 standard, derived from the one set.

    Who named other groups and not Hispanic counts as not Hispanic; who named Hispanic alone
    has an unknown race. Middle Eastern and North African belonged to White.
    """
    if not races:
        return Ethnicity1997.UNKNOWN, Race1997.UNKNOWN
    hispanic = Race.HISPANIC in races
    ethnicity = Ethnicity1997.HISPANIC if hispanic else Ethnicity1997.NOT_HISPANIC
    groups = {
        Race1997.WHITE if race is Race.MIDDLE_EASTERN else Race1997(race.value)
        for race in races
        if race is not Race.HISPANIC
    }
    if not groups:
        return ethnicity, Race1997.UNKNOWN
    return ethnicity, groups.pop() if len(groups) == 1 else Race1997.MULTIPLE


class HouseholdSize(StrEnum):
    """Size of a household (CSBG AR 3.0, D10)."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX_OR_MORE = "6+"
    UNKNOWN = "unknown"


def household_size(members: int | None) -> HouseholdSize:
    """The row of a household with so many members; None or none is unknown."""
    if members is None or members < 1:
        return HouseholdSize.UNKNOWN
    return HouseholdSize.SIX_OR_MORE if members >= 6 else HouseholdSize(str(members))
