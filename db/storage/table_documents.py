"""Attached files in a server's database, encrypted as in a folder (`db.storage.documents`)."""

import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.storage.asking import Asking
from db.storage.documents import Sealing, StoredDocument, is_name, plain_pieces
from db.storage.engine import Engines
from db.storage.problems import StorageProblem

_UNATTACHED = text("SELECT wall_unattached(CAST(:names AS uuid[]))")
_AT_ONCE = 1000  # names in a question


class _Statements:
    """What is asked of a table; of one that several files share, for one of these."""

    def __init__(self, table: str, shared: bool = False) -> None:
        of, value, only = (
            ("sealed_id, ", ":of, ", "sealed_id = :of") if shared else ("", "", "true")
        )
        self.put = text(
            f"INSERT INTO {table} ({of}stored_as, part, content)"
            f" VALUES ({value}:id, :part, :content)"
        )
        this = f"FROM {table} WHERE {only} AND stored_as = :id"
        self.part = text(f"SELECT content {this} AND part = :part")
        self.remove = text(f"DELETE {this}")
        self.all = text(f"SELECT DISTINCT stored_as FROM {table} WHERE {only} ORDER BY stored_as")


_OFFICE = _Statements("kept_document")
_SEALED = _Statements("kept_sealed_document", shared=True)


def strays(engines: Engines, names: Sequence[str]) -> Iterator[str]:
    """Those of these files that belong to no record; what is no name of a file never does."""
    known = [name for name in names if is_name(name)]
    yield from (name for name in names if not is_name(name))
    asking = Asking(engines)
    for at in range(0, len(known), _AT_ONCE):
        with asking.reading() as connection:
            found = connection.scalars(_UNATTACHED, {"names": known[at : at + _AT_ONCE]}).all()
        yield from (one.hex for one in found)


class TableDocuments:
    """`Documents` in a table, a row for each piece: the office's, or those of a sealed file."""

    def __init__(
        self, engines: Engines, session: Session | None = None, *, sealed: UUID | None = None
    ) -> None:
        self._ask = Asking(engines, session)
        self._say = _SEALED if sealed else _OFFICE
        self._of = {"of": sealed} if sealed else {}

    def put(self, source: BinaryIO, stored_as: UUID) -> StoredDocument:
        """Encrypt and keep a file, whole or not at all. Raises `StorageProblem`."""
        made = Sealing(source, stored_as)
        self.put_sealed(stored_as, iter(made))
        return made.stored()

    def put_sealed(self, stored_as: UUID, parts: Iterator[bytes]) -> None:
        """Keep an encrypted file, whole or not at all. Raises `StorageProblem`."""
        with self._ask.writing() as connection:
            connection.execute(self._say.remove, {**self._of, "id": stored_as})
            part = 0
            for content in parts:
                self._put(connection, stored_as, part, content)
                part += 1
            if not part:  # damaged as it is, it is there
                self._put(connection, stored_as, 0, b"")

    def sealed_parts(self, stored_as: UUID) -> Iterator[bytes]:
        """The encrypted file as it is kept. Raises `StorageProblem` like `pieces`."""
        yield from self._parts(stored_as)

    def pieces(self, document: StoredDocument) -> Iterator[bytes]:
        """The plain file, piece by piece. Raises `StorageProblem` as in a folder."""
        parts = cast(BinaryIO, io.BufferedReader(_Parts(self._parts(document.stored_as))))
        yield from plain_pieces(parts, document)

    def read(self, document: StoredDocument) -> bytes:
        """The whole plain file. Raises `StorageProblem` like `pieces`."""
        return b"".join(self.pieces(document))

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file; one that is gone is no mistake."""
        with self._ask.writing() as connection:
            connection.execute(self._say.remove, {**self._of, "id": stored_as})

    def stored(self) -> Iterator[str]:
        """The name of every stored file."""
        with self._ask.reading() as connection:
            found = list(connection.scalars(self._say.all, self._of))
        yield from (one.hex for one in found)

    def _put(self, connection: Connection, stored_as: UUID, part: int, content: bytes) -> None:
        told = {"id": stored_as, "part": part, "content": content}
        connection.execute(self._say.put, {**self._of, **told})

    def _parts(self, stored_as: UUID) -> Iterator[bytes]:
        part = 0
        while True:
            asked = {**self._of, "id": stored_as, "part": part}
            with self._ask.reading() as connection:
                content = connection.scalar(self._say.part, asked)
            if content is None:
                if part == 0:
                    raise StorageProblem("document_gone")
                return
            yield bytes(content)
            part += 1


class _Parts(io.RawIOBase):
    """The parts of a file as one stream."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._left = parts, b""

    def readable(self) -> bool:
        """It is read and nothing else."""
        return True

    def readinto(self, into: object) -> int:
        """Fill what is given, as far as the part that is there goes."""
        room = memoryview(cast(bytearray, into))
        if not self._left:
            self._left = next(self._parts, b"")
        given = self._left[: len(room)]
        room[: len(given)] = given
        self._left = self._left[len(given) :]
        return len(given)
