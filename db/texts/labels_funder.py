"""Words for the rows of funders' tables and for the state of a task, in English."""

from enum import StrEnum

from db.rules.deadlines import DueState
from db.rules.demographics import (
    AgeBand,
    AgeBands,
    Ethnicity1997,
    HouseholdSize,
    Race1997,
    RaceGroup,
)
from db.texts.catalog import t

LABELS: tuple[tuple[StrEnum, str], ...] = (
    (RaceGroup.AMERICAN_INDIAN, "American Indian or Alaska Native"),
    (RaceGroup.ASIAN, "Asian"),
    (RaceGroup.BLACK, "Black or African American"),
    (RaceGroup.HISPANIC, "Hispanic or Latino"),
    (RaceGroup.MIDDLE_EASTERN, "Middle Eastern or North African"),
    (RaceGroup.PACIFIC_ISLANDER, "Native Hawaiian or Pacific Islander"),
    (RaceGroup.WHITE, "White"),
    (RaceGroup.MULTIPLE, "Multiracial or multiethnic (two or more of the above)"),
    (RaceGroup.UNKNOWN, "Unknown/Not Reported"),
    (Ethnicity1997.HISPANIC, "Hispanic or Latino"),
    (Ethnicity1997.NOT_HISPANIC, "Not Hispanic or Latino"),
    (Ethnicity1997.UNKNOWN, "Unknown/Not Reported"),
    (Race1997.AMERICAN_INDIAN, "American Indian or Alaska Native"),
    (Race1997.ASIAN, "Asian"),
    (Race1997.BLACK, "Black or African American"),
    (Race1997.PACIFIC_ISLANDER, "Native Hawaiian or Other Pacific Islander"),
    (Race1997.WHITE, "White"),
    (Race1997.MULTIPLE, "More than one race"),
    (Race1997.UNKNOWN, "Unknown/Not Reported"),
    (HouseholdSize.ONE, "Single person"),
    (HouseholdSize.TWO, "Two"),
    (HouseholdSize.THREE, "Three"),
    (HouseholdSize.FOUR, "Four"),
    (HouseholdSize.FIVE, "Five"),
    (HouseholdSize.SIX_OR_MORE, "Six or more"),
    (HouseholdSize.UNKNOWN, "Unknown/Not Reported"),
    (AgeBands.CSBG, "Community Services Block Grant"),
    (AgeBands.VOCA, "Victims of Crime Act"),
    (AgeBands.TITLE_XX, "Title XX (social services)"),
    (AgeBands.COC, "Continuum of Care"),
    (DueState.DONE, "Done"),
    (DueState.OVERDUE, "Overdue"),
    (DueState.TODAY, "Due today"),
    (DueState.SOON, "Due soon"),
    (DueState.LATER, "Due later"),
    (DueState.NO_DATE, "No due date"),
)


def age_band_label(band: AgeBand) -> str:
    """Like 25-34, 85 and older, or Unknown/Not Reported."""
    if band.lowest is None:
        return t("Unknown/Not Reported")
    if band.highest is None:
        return t("{lowest} and older", lowest=band.lowest)
    return t("{lowest}–{highest}", lowest=band.lowest, highest=band.highest)
