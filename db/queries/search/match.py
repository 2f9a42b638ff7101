"""MATCH expressions for the names index."""

from collections.abc import Iterable, Sequence

from db.rules.search_terms import Term


def beginnings(terms: Iterable[Term]) -> str:
    """Records with, for each term, a word that begins like one of the term's words."""
    return _all_of(_any_of(_quoted(word) + "*" for word in term.words) for term in terms)


def whole_words(terms: Iterable[Term]) -> str:
    """Records with, for each term, one of the term's words as it stands."""
    return _all_of(_any_of(map(_quoted, term.words)) for term in terms)


def forgiving(terms: Iterable[Term], others: Sequence[Iterable[str]]) -> str:
    """As `beginnings`, where each term is also met by the `others` of its place as they stand."""
    return _all_of(
        _any_of([*(_quoted(word) + "*" for word in term.words), *map(_quoted, other)])
        for term, other in zip(terms, others, strict=True)
    )


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _any_of(parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else "(" + " OR ".join(listed) + ")"


def _all_of(parts: Iterable[str]) -> str:
    return " AND ".join(parts)
