"""How alike two names are, allowing for nicknames, typing errors, sound and order."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from db.rules.matching.person import NameForm
from db.rules.nicknames import is_known, may_be_nicknames, share_a_nickname
from db.rules.sounds import sound_key


class Likeness(Enum):
    """How alike two first or two last names are."""

    SAME = "same"
    NICKNAME = "nickname"  # Bob, Robert
    SPELLING = "spelling"  # a letter or two apart
    SOUND = "sound"  # Meyer, Maier
    PART = "part"  # Garcia, Garcia Lopez
    INITIAL = "initial"  # J, John
    TWO_NAMES = "two_names"  # alike, but both are names in their own right: Maria, Mario
    MISSING = "missing"
    DIFFERENT = "different"


_GIVEN_POINTS = {
    Likeness.SAME: 4.0,
    Likeness.NICKNAME: 3.0,
    Likeness.SPELLING: 2.5,
    Likeness.SOUND: 2.5,
    Likeness.PART: 2.5,
    Likeness.INITIAL: 1.0,
    Likeness.TWO_NAMES: 1.0,
    Likeness.MISSING: 0.0,
    Likeness.DIFFERENT: -4.0,
}
_FAMILY_POINTS = {
    Likeness.SAME: 6.0,
    Likeness.SPELLING: 4.0,
    Likeness.SOUND: 4.0,
    Likeness.PART: 4.0,
    Likeness.INITIAL: 0.5,
    Likeness.MISSING: 0.0,
    Likeness.DIFFERENT: -4.0,
}
_SWAPPED_COST = 0.5

# Words that stand before a family name and are shared by thousands of families.
_PARTICLES = frozenset(
    {
        "al", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos",
        "du", "el", "ibn", "la", "las", "le", "los", "mac", "mc", "san", "st", "saint",
        "van", "ver", "von", "y",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """The best way to read two people's names as one, and what it is worth."""

    points: float
    given: Likeness
    family: Likeness
    swapped: bool = False
    alias: bool = False

    @property
    def nothing_known(self) -> bool:
        """Whether there was nothing to compare."""
        return self.given is Likeness.MISSING and self.family is Likeness.MISSING


def compare_names(a: tuple[NameForm, ...], b: tuple[NameForm, ...]) -> NameEvidence:
    """The most favorable reading of any form of one name against any form of the other."""
    best: NameEvidence | None = None
    for one in a:
        for other in b:
            evidence = _compare_forms(one, other)
            if best is None or evidence.points > best.points:
                best = evidence
    return best or NameEvidence(0.0, Likeness.MISSING, Likeness.MISSING)


@lru_cache(maxsize=20_000)
def _compare_forms(a: NameForm, b: NameForm) -> NameEvidence:
    alias = a.alias or b.alias
    straight = _evidence(a.given, b.given, a.family, b.family, False, alias)
    if straight.points >= 10 or not (a.given and b.family and a.family and b.given):
        return straight
    crossed = _evidence(a.given, b.family, a.family, b.given, True, alias)
    bad = (Likeness.DIFFERENT, Likeness.INITIAL)
    if crossed.points > straight.points and not (crossed.given in bad or crossed.family in bad):
        return crossed
    if sorted(a.given + a.family) == sorted(b.given + b.family):
        # "Juan Carlos | Garcia" and "Juan | Carlos Garcia": the words agree, the cut does not.
        return NameEvidence(9.0, Likeness.SAME, Likeness.SAME, False, alias)
    return straight


def _evidence(
    given_a: tuple[str, ...],
    given_b: tuple[str, ...],
    family_a: tuple[str, ...],
    family_b: tuple[str, ...],
    swapped: bool,
    alias: bool,
) -> NameEvidence:
    given = given_likeness(given_a, given_b)
    family = family_likeness(family_a, family_b)
    points = _GIVEN_POINTS[given] + _FAMILY_POINTS[family] - (_SWAPPED_COST if swapped else 0)
    return NameEvidence(points, given, family, swapped, alias)


@lru_cache(maxsize=50_000)
def given_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """How alike two first names are."""
    found = _likeness(a, b)
    if found in (Likeness.SAME, Likeness.MISSING):
        return found
    if may_be_nicknames(a[0], b[0]) or may_be_nicknames("".join(a), "".join(b)):
        return Likeness.NICKNAME
    if found in (Likeness.SPELLING, Likeness.SOUND) and _two_names(a[0], b[0]):
        return Likeness.TWO_NAMES
    return found


def _two_names(a: str, b: str) -> bool:
    """Whether two like names are rather a brother's and a sister's than one mistyped.

    Both are known and unrelated (Erin, Eric), or they differ in the first letter alone (Jayden,
    Hayden) or in the ending that tells a man's name from a woman's (Mario, Maria; Daniel,
    Daniela).
    """
    if share_a_nickname(a, b):
        return False
    if is_known(a) and is_known(b):
        return True
    if a[1:] == b[1:]:
        return True
    short, long = sorted((a, b), key=len)
    return long == short + "a" or (a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "o"})


@lru_cache(maxsize=50_000)
def family_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """How alike two last names are."""
    return _likeness(a, b)


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    if not a or not b:
        return Likeness.MISSING
    one, other = "".join(a), "".join(b)
    if one == other:
        return Likeness.SAME
    if min(len(one), len(other)) == 1 and one.isalpha() and other.isalpha():
        return Likeness.INITIAL if one[0] == other[0] else Likeness.DIFFERENT
    if _spelled_alike(one, other):
        return Likeness.SPELLING
    if len(a) != len(b) and _part_of(a, b):
        return Likeness.PART
    if sound_key(one) == sound_key(other) and JaroWinkler.similarity(one, other) >= 0.75:
        return Likeness.SOUND
    return Likeness.DIFFERENT


def _spelled_alike(a: str, b: str) -> bool:
    """One or two slips of the finger, more in longer names (OSA counts a swap as one)."""
    length = max(len(a), len(b))
    allowed = 0 if length < 4 else 1 if length < 6 else 2 if length < 12 else 3
    slips = OSA.distance(a, b, score_cutoff=allowed)
    if slips <= 1:
        return slips <= allowed
    return slips <= allowed and JaroWinkler.similarity(a, b) >= 0.84


def _part_of(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a whole word of one, and no mere particle, stands for the other."""
    words_a, words_b = set(a) - _PARTICLES, set(b) - _PARTICLES
    if not words_a or not words_b:
        return False
    return words_a <= words_b or words_b <= words_a
