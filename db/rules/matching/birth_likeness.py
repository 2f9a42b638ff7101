"""How alike two birth dates are, allowing for what people know and how they mistype."""

from enum import Enum

from rapidfuzz.distance import OSA

from db.rules.partial_date import PartialDate

_ESTIMATE_YEARS = 2


class BirthLikeness(Enum):
    """How alike two birth dates are."""

    SAME = "same"
    SAME_NEW_YEAR = "same_new_year"  # 1 January, often given where the day is not known
    SAME_MONTH = "same_month"  # one of them is known to the month only
    SAME_YEAR = "same_year"  # one of them is known to the year only, or is an estimate
    SWAPPED = "swapped"  # month and day change places: 3/4 and 4/3
    ONE_SLIP = "one_slip"  # a digit mistyped, or two changed places
    DAY_OFF = "day_off"
    MISSING = "missing"
    DIFFERENT = "different"


BIRTH_POINTS = {
    BirthLikeness.SAME: 8.0,
    BirthLikeness.SAME_NEW_YEAR: 4.0,
    BirthLikeness.SAME_MONTH: 4.0,
    BirthLikeness.SAME_YEAR: 2.0,
    BirthLikeness.SWAPPED: 4.5,
    BirthLikeness.ONE_SLIP: 4.0,
    BirthLikeness.DAY_OFF: 4.0,
    BirthLikeness.MISSING: 0.0,
    BirthLikeness.DIFFERENT: -6.0,
}
NEARLY = frozenset({BirthLikeness.SWAPPED, BirthLikeness.ONE_SLIP, BirthLikeness.DAY_OFF})


def compare_births(a: PartialDate | None, b: PartialDate | None) -> BirthLikeness:
    """How alike two birth dates are."""
    if a is None or b is None:
        return BirthLikeness.MISSING
    if a.approximate or b.approximate:
        near = abs(a.year - b.year) <= _ESTIMATE_YEARS
        return BirthLikeness.SAME_YEAR if near else BirthLikeness.DIFFERENT
    if a.day is None or b.day is None:
        return _compare_parts(a, b)
    if a == b:
        new_year = (a.month, a.day) == (1, 1)
        return BirthLikeness.SAME_NEW_YEAR if new_year else BirthLikeness.SAME
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return BirthLikeness.SWAPPED
    if abs((a.earliest - b.earliest).days) == 1:
        return BirthLikeness.DAY_OFF
    if OSA.distance(_digits(a), _digits(b), score_cutoff=1) <= 1:
        return BirthLikeness.ONE_SLIP
    return BirthLikeness.DIFFERENT


def _compare_parts(a: PartialDate, b: PartialDate) -> BirthLikeness:
    if a.year != b.year:
        return BirthLikeness.DIFFERENT
    if a.month is None or b.month is None:
        return BirthLikeness.SAME_YEAR
    return BirthLikeness.SAME_MONTH if a.month == b.month else BirthLikeness.DIFFERENT


def _digits(date: PartialDate) -> str:
    return f"{date.year:04d}{date.month or 0:02d}{date.day or 0:02d}"
