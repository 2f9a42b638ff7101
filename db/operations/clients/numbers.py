"""Client numbers: a counter of the office, "C-00042"; in a sealed file "C-QX00042"."""

import secrets

from sqlalchemy import update

from db.models.office import Fact, Office
from db.operations.work import Work

MARK = "number_mark"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which are read as digits


def new_mark() -> str:
    """Letters that keep a sealed file's numbers apart from the office's and from other files'."""
    return "".join(secrets.choice(_LETTERS) for _ in range(3))


def mark_of_numbers(work: Work) -> str:
    """What stands before the counters of this file; nothing in the office's own."""
    fact = work.session.get(Fact, MARK)
    return fact.value if fact is not None else ""


def next_client_number(work: Work) -> str:
    """The next number, taken in this transaction: a rollback leaves no gap.

    The version of the office's row stays, since giving a number is no edit of its settings.
    """
    following = work.session.scalar(
        update(Office)
        .values(next_client_number=Office.next_client_number + 1)
        .returning(Office.next_client_number)
        .execution_options(synchronize_session=False)
    )
    if following is None:
        raise LookupError("the office's row is missing")
    return f"C-{mark_of_numbers(work)}{following - 1:05d}"
