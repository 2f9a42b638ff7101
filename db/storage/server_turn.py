"""One at a time, among all computers that work in the same database of a server."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import text

from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of

_ALONE, _TOGETHER = "", "_shared"
_TRY = "SELECT pg_try_advisory_lock{}(hashtextextended(:what, 0))"
_LET_GO = "SELECT pg_advisory_unlock{}(hashtextextended(:what, 0))"


@contextmanager
def only_one(engines: Engines, what: str, *, together: bool = False) -> Iterator[bool]:
    """Whether it is this computer's turn, until the end of the block; nobody waits.

    Several have it at once who ask for it `together`, while nobody has it alone. The server lets
    go of it when the connection is gone. Raises `StorageProblem`.
    """
    how = _TOGETHER if together else _ALONE
    by_itself = engines.engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with by_itself.connect() as connection:
            ours = bool(connection.scalar(text(_TRY.format(how)), {"what": what}))
            try:
                yield ours
            finally:
                if ours:
                    with suppress(*DATABASE_ERRORS):  # then the lock is gone with it
                        connection.scalar(text(_LET_GO.format(how)), {"what": what})
    except DATABASE_ERRORS as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from None
