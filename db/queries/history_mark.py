"""On which course of the office's history a database is."""

from db.models.office import Fact
from db.queries.reading import Reading

KEY = "history_mark"


def history_mark(reading: Reading) -> str:
    """A random mark, drawn anew whenever another folder takes the office's place; empty before.

    What was saved under another mark was saved into an office that is not this one. No clock is
    asked for it: those of two computers need not agree.
    """
    fact = reading.session.get(Fact, KEY)
    return fact.value if fact is not None else ""
