"""Sealed files in tables of a server: each lies there as its seal and its encrypted database.

The server never has a key to them. A `state`, random and new with each write, says whether a copy
is the one that counts: what was written into an older copy is never kept, whoever held which lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.storage.asking import Asking
from db.storage.engine import DATABASE_ERRORS, Engines
from db.storage.problems import StorageProblem

_ALL = text("SELECT id FROM kept_sealed ORDER BY id")
_SEAL = text("SELECT seal FROM kept_sealed WHERE id = :id")
_STATE = text("SELECT state FROM kept_sealed WHERE id = :id")
_WHOLE = text("SELECT state, seal, content FROM kept_sealed WHERE id = :id")
_NEW = text(
    "INSERT INTO kept_sealed (id, state, seal, content) VALUES (:id, :state, :seal, :content)"
)
_KEEP = text(
    "UPDATE kept_sealed SET state = :state, seal = :seal, content = :content"
    " WHERE id = :id AND state = :before"
)
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended('sealed.' || :id, 0))")


@dataclass(frozen=True)
class KeptSealed:
    """A sealed file as it lies on the server."""

    state: UUID
    seal: bytes
    content: bytes


class SealedTable:
    """The sealed files of an office on a server. What it refuses is a `StorageProblem`."""

    def __init__(self, engines: Engines, session: Session | None = None) -> None:
        self._engines, self._ask = engines, Asking(engines, session)

    def ids(self) -> list[UUID]:
        """Of all that are there, whoever may open them."""
        with self._ask.reading() as connection:
            return list(connection.scalars(_ALL))

    def seal(self, sealed_id: UUID) -> bytes | None:
        """Its seal; None where there is no such file."""
        with self._ask.reading() as connection:
            found = connection.scalar(_SEAL, {"id": sealed_id})
        return None if found is None else bytes(found)

    def state(self, sealed_id: UUID) -> UUID | None:
        """Which state of it counts; None where there is no such file."""
        with self._ask.reading() as connection:
            found: UUID | None = connection.scalar(_STATE, {"id": sealed_id})
        return found

    def whole(self, sealed_id: UUID) -> KeptSealed:
        """All of it. Raises `StorageProblem` "gone" where there is none."""
        with self._ask.reading() as connection:
            found = connection.execute(_WHOLE, {"id": sealed_id}).one_or_none()
        if found is None:
            raise StorageProblem("gone")
        return KeptSealed(found.state, bytes(found.seal), bytes(found.content))

    def put(self, sealed_id: UUID, seal: bytes, content: bytes) -> None:
        """Keep a new one."""
        told = {"id": sealed_id, "state": uuid4(), "seal": seal, "content": content}
        with self._ask.writing() as connection:
            connection.execute(_NEW, told)

    def keep(self, sealed_id: UUID, before: UUID, seal: bytes, content: bytes) -> UUID:
        """Keep what came of one that was in the state `before`; gives its new state.

        Raises `StorageProblem`, "collided" where it is in another state by now.
        """
        state = uuid4()
        told = {"id": sealed_id, "state": state, "seal": seal, "content": content}
        with self._ask.writing() as connection:
            if connection.execute(_KEEP, {**told, "before": before}).rowcount != 1:
                raise StorageProblem("collided")
        return state

    @contextmanager
    def turn(self, sealed_id: UUID) -> Iterator[None]:
        """Wait until nobody else writes it, and let others wait.

        Where the server takes the turn away, from a computer that slept, what is written then is
        refused by its state; so how the turn ends says nothing. Raises `StorageProblem`.
        """
        session = self._engines.write()
        try:
            with Asking(self._engines, session).writing() as connection:
                connection.execute(_HOLD, {"id": str(sealed_id)})
            yield
        finally:
            with suppress(*DATABASE_ERRORS):
                session.close()
