"""Client numbers: a counter of the office, "C-00042"."""

from sqlalchemy import update

from db.models.office import Office
from db.operations.work import Work


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
    return f"C-{following - 1:05d}"
