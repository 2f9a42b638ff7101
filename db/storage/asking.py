"""Asking a server for what is kept beside the records: in a transaction of its own, or in one."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of


class Asking:
    """Where statements go: to engines, each in a transaction of its own, or into a session's.

    What the server refuses is raised as `StorageProblem`.
    """

    def __init__(self, engines: Engines, session: Session | None = None) -> None:
        self._engines, self._session = engines, session

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with."""
        with _blaming():
            if self._session is not None:
                yield self._session.connection()
            else:
                with self._engines.read() as session:
                    yield session.connection()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write with; what is written is kept in the end, or by the session."""
        with _blaming():
            if self._session is not None:
                yield self._session.connection()
            else:
                with self._engines.write() as session, session.begin():
                    yield session.connection()

    @property
    def alone(self) -> bool:
        """Whether each write is kept by itself."""
        return self._session is None


@contextmanager
def _blaming() -> Iterator[None]:
    try:
        yield
    except DATABASE_ERRORS as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from None
