"""Sealed files in tables of a server: each lies there as its seal and its encrypted database.

The server never has a key to them. Of a database that was changed the pages alone are sent and
fetched that differ. A `state`, random and new with each write, says whether a copy
is the one that counts: what was written into an older copy is never kept, whoever held which lock.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.storage.asking import Asking
from db.storage.engine import DATABASE_ERRORS, Engines
from db.storage.problems import StorageProblem

_ALL = text("SELECT id FROM kept_sealed ORDER BY id")
_SEAL = text("SELECT seal FROM kept_sealed WHERE id = :id")
_STATE = text("SELECT state FROM kept_sealed WHERE id = :id")
_HEAD = text("SELECT state, seal, pages FROM kept_sealed WHERE id = :id")
_DIFFERING = text(
    "SELECT page, content FROM kept_sealed_page LEFT JOIN"
    " unnest(CAST(:near AS bytea[])) WITH ORDINALITY AS near (digest, number) ON number = page + 1"
    " WHERE sealed_id = :id AND page < :pages AND digest IS DISTINCT FROM sha256(content)"
)
_NEW = text("INSERT INTO kept_sealed (id, state, seal, pages) VALUES (:id, :state, :seal, :pages)")
_KEEP = text(
    "UPDATE kept_sealed SET state = :state, seal = :seal, pages = :pages"
    " WHERE id = :id AND state = :before"
)
_PAGES = text(
    "INSERT INTO kept_sealed_page (sealed_id, page, content)"
    " SELECT :id, page, content"
    " FROM unnest(CAST(:numbers AS integer[]), CAST(:contents AS bytea[])) AS sent (page, content)"
    " ON CONFLICT (sealed_id, page) DO UPDATE SET content = excluded.content"
)
_PAGE = 4096  # bytes, as the encrypted database has them
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended('sealed.' || :id, 0))")


@dataclass(frozen=True)
class KeptSealed:
    """A sealed file as it lies on the server."""

    state: UUID
    seal: bytes
    content: bytes = field(repr=False)


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

    def whole(self, sealed_id: UUID, near: bytes = b"") -> KeptSealed:
        """All of it; of what is the same in `near` nothing is fetched.

        Raises `StorageProblem`: "gone" where there is none, "damaged" where a part of it is gone.
        """
        pages = dict(enumerate(_pages(near)))
        digests = [hashlib.sha256(page).digest() for page in pages.values()]
        with self._ask.reading() as connection:
            head = connection.execute(_HEAD, {"id": sealed_id}).one_or_none()
            if head is None:
                raise StorageProblem("gone")
            told = {"id": sealed_id, "pages": head.pages, "near": digests}
            pages |= {
                page: bytes(content) for page, content in connection.execute(_DIFFERING, told)
            }
        if any(number not in pages for number in range(head.pages)):
            raise StorageProblem("damaged")
        content = b"".join(pages[number] for number in range(head.pages))
        return KeptSealed(head.state, bytes(head.seal), content)

    def put(self, sealed_id: UUID, seal: bytes, content: bytes) -> None:
        """Keep a new one."""
        pages = _pages(content)
        told = {"id": sealed_id, "state": uuid4(), "seal": seal, "pages": len(pages)}
        with self._ask.writing() as connection:
            connection.execute(_NEW, told)
            _send(connection, sealed_id, dict(enumerate(pages)))

    def keep(self, sealed_id: UUID, before: KeptSealed, seal: bytes, content: bytes) -> KeptSealed:
        """Keep what came of one as it was `before`.

        Raises `StorageProblem`, "collided" where it is in another state by now.
        """
        now, were = _pages(content), _pages(before.content)
        differing = {n: page for n, page in enumerate(now) if [page] != were[n : n + 1]}
        state = uuid4()
        told = {"id": sealed_id, "state": state, "seal": seal, "pages": len(now)}
        with self._ask.writing() as connection:
            if connection.execute(_KEEP, {**told, "before": before.state}).rowcount != 1:
                raise StorageProblem("collided")
            _send(connection, sealed_id, differing)
        return KeptSealed(state, seal, content)

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


def _pages(content: bytes) -> list[bytes]:
    return [content[at : at + _PAGE] for at in range(0, len(content), _PAGE)]


def _send(connection: Connection, sealed_id: UUID, pages: dict[int, bytes]) -> None:
    told = {"id": sealed_id, "numbers": list(pages), "contents": list(pages.values())}
    connection.execute(_PAGES, told)
