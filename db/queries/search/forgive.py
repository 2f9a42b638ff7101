"""Other words that a mistyped or shortened name may have meant, from the index's vocabulary."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from db.queries.reading import Reading
from db.rules.nicknames import full_names, nicknames
from db.rules.search_terms import Term
from db.rules.search_words import sound_word

_SHORTEST = 4  # letters; below that nearly everything is one slip apart
_MOST_WORDS = 12


def other_words(reading: Reading, terms: Sequence[Term]) -> list[list[str]]:
    """For each term the words that may have been meant instead; none for dates and numbers."""
    return [_others(reading, term) for term in terms]


def _others(reading: Reading, term: Term) -> list[str]:
    if not term.name:
        return []
    word = term.words[0]
    words = [*sorted(full_names(word)), *sorted(nicknames(word))][:_MOST_WORDS]
    if len(word) >= _SHORTEST:
        words += _spelled_alike(reading, word)
        words.append(sound_word(word))
    return words


def _spelled_alike(reading: Reading, word: str) -> list[str]:
    """Words of the index that begin with the same letter and are a slip or two apart."""
    slips = 1 if len(word) < 6 else 2
    connection = reading.session.connection()
    rows = connection.exec_driver_sql(
        "SELECT term FROM search_name_word WHERE term >= ? AND term < ?"
        " AND length(term) BETWEEN ? AND ?",
        (word[0], chr(ord(word[0]) + 1), len(word) - slips, len(word) + slips),
    )
    candidates = [row[0] for row in rows]
    found = process.extract(
        word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_WORDS
    )
    return [one for one, _, _ in found]
