"""Other words that a mistyped or shortened name may have meant, from the index's vocabulary."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from db.queries.reading import Reading
from db.queries.search_index import search_index
from db.rules.nicknames import full_names, nicknames
from db.rules.search_terms import Term
from db.rules.search_words import sound_word

_SHORTEST = 4  # letters; below that nearly everything is one slip apart
_MOST_WORDS = 12


def related_words(terms: Sequence[Term]) -> list[list[str]]:
    """For each term the nicknames and full forms of a name, and how it sounds."""
    return [_related(term) for term in terms]


def misspelled_words(reading: Reading, terms: Sequence[Term]) -> list[list[str]]:
    """For each term also the words of the index that are spelled nearly so."""
    return [
        _related(term) + (_spelled_alike(reading, term.words[0]) if _is_long(term) else [])
        for term in terms
    ]


def _related(term: Term) -> list[str]:
    if not term.name:
        return []
    word = term.words[0]
    words = [*sorted(full_names(word)), *sorted(nicknames(word))][:_MOST_WORDS]
    return [*words, sound_word(word)] if _is_long(term) else words


def _is_long(term: Term) -> bool:
    return term.name and len(term.words[0]) >= _SHORTEST


def _spelled_alike(reading: Reading, word: str) -> list[str]:
    """Words of the index that begin with the same letter and are a slip or two apart."""
    slips = 1 if len(word) < 6 else 2
    candidates = search_index(reading.session).vocabulary(
        reading.session,
        # A client number is a letter and digits: those come before the second letters.
        word[0] + "a",
        chr(ord(word[0]) + 1),
        (len(word) - slips, len(word) + slips),
    )
    found = process.extract(
        word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_WORDS
    )
    return [one for one, _, _ in found]
