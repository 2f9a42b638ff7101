"""Whether two people are the same one, and why: points for what agrees, then a few firm rules.

The points follow Fellegi and Sunter (1969) in rounded form: about log2 of how much likelier an
agreement is between two records of one person than between two strangers.
"""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA, Levenshtein

from db.rules.findings import Finding, information
from db.rules.matching.birth_likeness import BIRTH_POINTS, NEARLY, BirthLikeness, compare_births
from db.rules.matching.name_likeness import Likeness, NameEvidence, compare_names
from db.rules.matching.person import Person, Prepared, prepared

SAME_FROM = 14.5
REVIEW_FROM = 8.0
_GENERATION = 15  # years between two people of one name in one household: parent and child


class Verdict(StrEnum):
    """What to make of two people."""

    SAME = "same"  # in all likelihood one person
    REVIEW = "review"  # a person should look
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two people are. `reasons` name what agrees or stands against it, as findings
    for `db.texts.sentence`; they carry no client data."""

    score: float
    verdict: Verdict
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
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
        return (
            self.name.points
            + BIRTH_POINTS[self.birth]
            + self.middle
            + self.ssn
            + (3.0 if self.phone else 0.0)
            + (4.0 if self.email else 0.0)
            + self.address
        )


def match(a: Person, b: Person) -> Match:
    """Compare two people. Symmetric."""
    evidence = _weigh(prepared(a), prepared(b))
    score = evidence.score
    if evidence.same_ssn and evidence.birth is BirthLikeness.SAME:
        score = max(score, REVIEW_FROM)  # even under two wholly different names
    verdict = Verdict.DIFFERENT
    if score >= REVIEW_FROM:
        highest = _highest(evidence)
        verdict = highest if score >= SAME_FROM or highest is Verdict.DIFFERENT else Verdict.REVIEW
    return Match(round(score, 1), verdict, tuple(_reasons(evidence)))


def _weigh(a: Prepared, b: Prepared) -> _Evidence:
    years = abs(a.birth_date.year - b.birth_date.year) if a.birth_date and b.birth_date else 0
    return _Evidence(
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


def _highest(e: _Evidence) -> Verdict:
    """The best verdict that the facts allow, whatever the points say."""
    if e.name.nothing_known:
        known = e.same_ssn and e.birth is BirthLikeness.SAME
        return Verdict.REVIEW if known else Verdict.DIFFERENT
    if e.suffix_conflict and not (e.same_ssn and e.birth is BirthLikeness.SAME):
        return Verdict.DIFFERENT
    if e.name.given is Likeness.DIFFERENT and not e.same_ssn:
        return Verdict.DIFFERENT  # twins, siblings, spouses
    if e.ssn < 0 and not (e.reached_alike or e.same_name_and_birth):
        return Verdict.DIFFERENT
    if e.birth is BirthLikeness.DIFFERENT and not e.same_ssn:
        family_of_one_name = e.years_apart >= _GENERATION or not e.reached_alike
        return Verdict.DIFFERENT if family_of_one_name else Verdict.REVIEW
    return Verdict.REVIEW if _is_doubtful(e) else Verdict.SAME


def _is_doubtful(e: _Evidence) -> bool:
    return (
        e.suffix_conflict
        or e.ssn < 0
        or e.birth is BirthLikeness.DIFFERENT
        or e.name.given in (Likeness.DIFFERENT, Likeness.MISSING, Likeness.INITIAL)
        or e.name.family in (Likeness.DIFFERENT, Likeness.MISSING)
        or (e.name.given is Likeness.TWO_NAMES and not (e.same_ssn or e.email))
        or (e.birth in NEARLY and not (e.same_ssn or e.reached_alike))
    )


_NAME_REASONS = {
    Likeness.NICKNAME: "match.nickname",
    Likeness.SPELLING: "match.spelling",
    Likeness.SOUND: "match.sound",
    Likeness.PART: "match.part_of_name",
    Likeness.INITIAL: "match.initial",
    Likeness.TWO_NAMES: "match.two_names",
}
_BIRTH_REASONS = {
    BirthLikeness.SAME: "match.same_birth_date",
    BirthLikeness.SAME_NEW_YEAR: "match.same_birth_date",
    BirthLikeness.SAME_MONTH: "match.same_birth_month",
    BirthLikeness.SAME_YEAR: "match.same_birth_year",
    BirthLikeness.SWAPPED: "match.birth_swapped",
    BirthLikeness.ONE_SLIP: "match.birth_slip",
    BirthLikeness.DAY_OFF: "match.birth_day_off",
    BirthLikeness.DIFFERENT: "match.birth_differs",
}


def _reasons(e: _Evidence) -> list[Finding]:
    codes: dict[str, None] = {}
    if e.name.nothing_known:
        codes["match.no_name"] = None
    elif e.name.given is Likeness.SAME and e.name.family is Likeness.SAME:
        codes["match.same_name"] = None
    else:
        if e.name.given is Likeness.DIFFERENT:
            codes["match.first_name_differs"] = None
        if e.name.family is Likeness.DIFFERENT:
            codes["match.last_name_differs"] = None
        for likeness in (e.name.given, e.name.family):
            if likeness in _NAME_REASONS:
                codes[_NAME_REASONS[likeness]] = None
    told = (
        (e.name.swapped, "match.order"),
        (e.name.alias, "match.other_name"),
        (e.birth in _BIRTH_REASONS, _BIRTH_REASONS.get(e.birth, "")),
        (e.same_ssn, "match.same_ssn"),
        (e.phone, "match.same_phone"),
        (e.email, "match.same_email"),
        (e.address >= 3, "match.same_address"),
        (e.suffix_conflict, "match.suffix_differs"),
        (e.ssn < 0, "match.ssn_differs"),
    )
    codes.update((code, None) for true, code in told if true)
    return [information(code) for code in codes]
