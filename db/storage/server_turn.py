"""One at a time, among all computers that work in the same database of a server."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import text

from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of

_TRY = text("SELECT pg_try_advisory_lock(hashtextextended(:what, 0))")
_LET_GO = text("SELECT pg_advisory_unlock(hashtextextended(:what, 0))")


@contextmanager
def only_one(engines: Engines, what: str) -> Iterator[bool]:
    """Whether it is this computer's turn, until the end of the block; nobody waits.

    The server lets go of it when the connection is gone. Raises `StorageProblem`.
    """
    by_itself = engines.engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with by_itself.connect() as connection:
            ours = bool(connection.scalar(_TRY, {"what": what}))
            try:
                yield ours
            finally:
                if ours:
                    with suppress(*DATABASE_ERRORS):  # then the lock is gone with it
                        connection.scalar(_LET_GO, {"what": what})
    except DATABASE_ERRORS as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from None
