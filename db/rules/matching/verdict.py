"""Whether two people are the same one: points for what agrees, then a few firm rules."""

from dataclasses import dataclass
from enum import StrEnum

from db.rules.findings import Finding
from db.rules.matching.birth_likeness import NEARLY, BirthLikeness
from db.rules.matching.evidence import Evidence, weigh
from db.rules.matching.name_likeness import Likeness
from db.rules.matching.person import Person, prepared
from db.rules.matching.reasons import reasons

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


def match(a: Person, b: Person) -> Match:
    """Compare two people. Symmetric."""
    evidence = weigh(prepared(a), prepared(b))
    score = evidence.score
    if evidence.same_ssn and evidence.birth is BirthLikeness.SAME:
        score = max(score, REVIEW_FROM)  # even under two wholly different names
    verdict = Verdict.DIFFERENT
    if score >= REVIEW_FROM:
        highest = _highest(evidence)
        verdict = highest if score >= SAME_FROM or highest is Verdict.DIFFERENT else Verdict.REVIEW
    return Match(round(score, 1), verdict, tuple(reasons(evidence)))


def _highest(e: Evidence) -> Verdict:
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


def _is_doubtful(e: Evidence) -> bool:
    return (
        e.suffix_conflict
        or e.ssn < 0
        or e.birth is BirthLikeness.DIFFERENT
        or e.name.given in (Likeness.DIFFERENT, Likeness.MISSING, Likeness.INITIAL)
        or e.name.family in (Likeness.DIFFERENT, Likeness.MISSING)
        or (e.name.given is Likeness.TWO_NAMES and not (e.same_ssn or e.email))
        or (e.birth in NEARLY and not (e.same_ssn or e.reached_alike))
    )
