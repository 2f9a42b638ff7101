"""Finding out whether a person is already on file: forgiving, and able to say why."""

from db.rules.matching.keys import blocking_keys
from db.rules.matching.person import Person
from db.rules.matching.search import Found, possible_duplicates
from db.rules.matching.verdict import Match, Verdict, match

__all__ = [
    "Found",
    "Match",
    "Person",
    "Verdict",
    "blocking_keys",
    "match",
    "possible_duplicates",
]
