"""Who among some candidates may be the person in front of us, the likeliest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from db.rules.matching.person import Person
from db.rules.matching.verdict import Match, Verdict, match

Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class Found(Generic[Id]):
    """A candidate that may be the same person."""

    id: Id
    match: Match


def possible_duplicates(
    person: Person, candidates: Iterable[tuple[Id, Person]], limit: int = 10
) -> tuple[Found[Id], ...]:
    """The candidates judged SAME or REVIEW, best first; ties keep the candidates' order."""
    found = [
        Found(identity, verdict)
        for identity, candidate in candidates
        if (verdict := match(person, candidate)).verdict is not Verdict.DIFFERENT
    ]
    found.sort(key=lambda one: (one.match.verdict is not Verdict.SAME, -one.match.score))
    return tuple(found[:limit])
