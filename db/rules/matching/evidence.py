"""What agrees and what does not between two people, and what that is worth.

The points follow Fellegi and Sunter (1969) in rounded form: about log2 of how much likelier an
agreement is between two records of one person than between two strangers.
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein

from db.rules.matching.birth_likeness import BIRTH_POINTS, BirthLikeness, compare_births
from db.rules.matching.name_likeness import Likeness, NameEvidence, compare_names
from db.rules.matching.person import Prepared


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found; `years_apart` is between the birth dates, 0 where one is missing."""

    name: NameEvidence
    birth: BirthLikeness
    years_apart: int
    suffix_conflict: bool
    middle: float
    ssn: float
    phone: bool
    email: bool
    address: float

    @property
    def same_ssn(self) -> bool:
        """Whether the last four digits of the social security number agree."""
        return self.ssn > 3

    @property
    def reached_alike(self) -> bool:
        """Whether they are reached at one phone, address or e-mail."""
        return self.phone or self.email or self.address >= 3

    @property
    def same_name_and_birth(self) -> bool:
        """Whether name and birth date agree to the letter."""
        names = (self.name.given, self.name.family)
        return names == (Likeness.SAME, Likeness.SAME) and self.birth is BirthLikeness.SAME

    @property
    def score(self) -> float:
        """The sum of all points."""
        return (
            self.name.points
            + BIRTH_POINTS[self.birth]
            + self.middle
            + self.ssn
            + (3.0 if self.phone else 0.0)
            + (4.0 if self.email else 0.0)
            + self.address
        )


def weigh(a: Prepared, b: Prepared) -> Evidence:
    """Compare all that is known of two people."""
    years = abs(a.birth_date.year - b.birth_date.year) if a.birth_date and b.birth_date else 0
    return Evidence(
        name=compare_names(a.forms, b.forms),
        birth=compare_births(a.birth_date, b.birth_date),
        years_apart=years,
        suffix_conflict=bool(a.suffix and b.suffix and a.suffix != b.suffix),
        middle=_middle_points(a.middle, b.middle),
        ssn=_ssn_points(a.ssn_last4, b.ssn_last4),
        phone=_share_a_phone(a.phones, b.phones),
        email=not a.emails.isdisjoint(b.emails),
        address=_address_points(a, b),
    )


def _middle_points(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0 if len(a) > 1 else 0.5
    if min(len(a), len(b)) == 1 or a[0] == b[0]:
        return 0.5 if a[0] == b[0] else -1.0
    return -1.0


def _ssn_points(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 6.0
    return 2.0 if OSA.distance(a, b, score_cutoff=1) <= 1 else -6.0


def _share_a_phone(a: frozenset[str], b: frozenset[str]) -> bool:
    if not a or not b:
        return False
    if not a.isdisjoint(b):
        return True
    # A local number is often given without its area code.
    short = {n for n in a | b if len(n) == 7}
    return bool(short) and not {n[-7:] for n in a}.isdisjoint({n[-7:] for n in b} & short)


def _address_points(a: Prepared, b: Prepared) -> float:
    if not a.street or not b.street:
        return 0.0
    near_place = not (a.postal_code and b.postal_code) or (
        OSA.distance(a.postal_code, b.postal_code, score_cutoff=1) <= 1
    )
    if Levenshtein.normalized_similarity(a.street, b.street, score_cutoff=0.8) >= 0.8:
        return 4.0 if near_place else 3.0
    return 0.0
