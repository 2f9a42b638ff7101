"""Ctrl+K: clients, cases and outside persons by whatever is typed."""

import dataclasses

from db.queries.reading import Reading
from db.queries.search.forgive import misspelled_words, related_words
from db.queries.search.hit import Hit, HitKind, hits
from db.queries.search_index.sought import beginnings, forgiving, whole_words
from db.rules.names import tokens
from db.rules.permissions import Action
from db.rules.search_terms import Term, search_terms
from db.rules.search_words import number_words

_FEW = 3  # with fewer hits than this, mistyped and short names are looked for as well
_PLACE = {HitKind.CLIENT: 0, HitKind.CASE: 1, HitKind.PERSON: 2}


def find(reading: Reading, typed: str, limit: int = 20) -> tuple[Hit, ...]:
    """What may be meant, at most `limit` hits: those with the words as typed first.

    Names in any word order, by their beginnings, without regard to case and accents; preferred
    names and aliases; client and case numbers; phone numbers and e-mail addresses; birth dates.
    If little is found, also nicknames and names that sound alike, and if nothing is, names
    spelled nearly so (all marked `near`).
    Restricted records are found by named staff only, foster parents by who reads cases, and
    nothing at all by who may not find clients.
    """
    terms = search_terms(typed, reading.today)
    if not terms or not reading.may(Action.FIND_CLIENTS):
        return ()
    found = hits(reading, beginnings(terms), limit)
    if len(found) >= limit:  # there are more: those with the whole words must be among them
        found = _together(hits(reading, whole_words(terms), limit), found)
    found.sort(key=lambda hit: _rank(hit, terms))
    if len(found) < min(_FEW, limit):
        found += _near(reading, terms, related_words(terms), limit, found)
    if not found:
        found += _near(reading, terms, misspelled_words(reading, terms), limit, found)
    return tuple(found[:limit])


def _near(
    reading: Reading,
    terms: tuple[Term, ...],
    others: list[list[str]],
    limit: int,
    found: list[Hit],
) -> list[Hit]:
    if not any(others):
        return []
    known = {(hit.kind, hit.id) for hit in found}
    more = [
        dataclasses.replace(hit, near=True)
        for hit in hits(reading, forgiving(terms, others), limit)
        if (hit.kind, hit.id) not in known
    ]
    return sorted(more, key=lambda hit: _rank(hit, terms))


def _together(first: list[Hit], then: list[Hit]) -> list[Hit]:
    known = {(hit.kind, hit.id) for hit in first}
    return first + [hit for hit in then if (hit.kind, hit.id) not in known]


def _rank(hit: Hit, terms: tuple[Term, ...]) -> tuple[int, int, str]:
    words = set(hit.sort_name.split())
    if hit.name.preferred:
        words.update(tokens(hit.name.preferred))
    if hit.number and any(not term.name for term in terms):
        words.update(number_words(hit.number)[:2])
    missed = sum(1 for term in terms if words.isdisjoint(term.words))
    return missed, _PLACE[hit.kind], hit.sort_name
