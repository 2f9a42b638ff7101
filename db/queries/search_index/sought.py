"""What is looked for in the full-text index, before a database puts it in its own words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from db.rules.search_terms import Term


@dataclass(frozen=True, slots=True)
class Wording:
    """A word, or a phrase of several; with `begins` the last word need only begin like that."""

    words: str
    begins: bool = False


# For each term the wordings of which any meets it. All terms must be met.
Sought = tuple[tuple[Wording, ...], ...]


@dataclass(frozen=True, slots=True)
class NotesAsked:
    """Notes of one case, or of the whole office among the `looked_at` that were written last."""

    sought: Sought
    case_id: UUID | None
    looked_at: int
    most: int


# From the ids that match to the statement that tells of them.
Written = Callable[[Select[UUID]], Select[Any]]


def beginnings(terms: Iterable[Term]) -> Sought:
    """Records with, for each term, a word that begins like one of the term's words."""
    return tuple(tuple(Wording(word, begins=True) for word in term.words) for term in terms)


def whole_words(terms: Iterable[Term]) -> Sought:
    """Records with, for each term, one of the term's words as it stands."""
    return tuple(tuple(map(Wording, term.words)) for term in terms)


def forgiving(terms: Iterable[Term], others: Sequence[Iterable[str]]) -> Sought:
    """As `beginnings`, where each term is also met by the `others` of its place as they stand."""
    return tuple(
        (*begun, *map(Wording, other))
        for begun, other in zip(beginnings(terms), others, strict=True)
    )


def words_beginning(words: Iterable[str]) -> Sought:
    """Records with a word that begins with each of these."""
    return tuple((Wording(word, begins=True),) for word in words if word)
