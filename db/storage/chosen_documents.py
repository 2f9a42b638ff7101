"""Attached files of an office on a server, in the place that the office has chosen.

Where that is, each call asks anew, since it may be changed meanwhile. While files are carried
from one place to another, new ones are put into the new one, and each is looked for in both.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.rules.files_place import DATABASE, KEPT_IN, FilesPlace, files_place
from db.storage.asking import Asking
from db.storage.documents import Documents, Sealing, StoredDocument
from db.storage.engine import Engines
from db.storage.files_folder import FilesFolder
from db.storage.problems import StorageProblem
from db.storage.table_documents import TableDocuments

_PLACE = text("SELECT value FROM fact WHERE key = :key")
_ELSEWHERE = ("storage.document_gone", "storage.files_unreachable")


class ChosenDocuments:
    """`Documents` in a table or in a folder, as the office's record says."""

    def __init__(self, engines: Engines, session: Session | None = None) -> None:
        self._engines, self._session = engines, session
        self._ask = Asking(engines, session)

    def place(self) -> FilesPlace:
        """What the office has chosen. Raises `StorageProblem`."""
        with self._ask.reading() as connection:
            told = connection.scalar(_PLACE, {"key": KEPT_IN})
        try:
            return files_place(told)
        except ValueError:
            raise StorageProblem("damaged") from None

    def kept_in(self, where: str, mark: str) -> Documents:
        """The files of one place."""
        if where == DATABASE:
            return TableDocuments(self._engines, self._session)
        return FilesFolder(Path(where), mark)

    def put(self, source: BinaryIO, stored_as: UUID) -> StoredDocument:
        """Encrypt and keep a file, whole or not at all. Raises `StorageProblem`."""
        made = Sealing(source, stored_as)
        self.put_sealed(stored_as, iter(made))
        return made.stored()

    def put_sealed(self, stored_as: UUID, parts: Iterator[bytes]) -> None:
        """Keep an encrypted file, whole or not at all. Raises `StorageProblem`."""
        place = self.place()
        self.kept_in(place.now, place.mark).put_sealed(stored_as, parts)
        # Whoever began to carry files over before it was whole may not have seen it.
        while (now := self.place()).now != place.now:
            left = self.kept_in(place.now, now.mark)
            self.kept_in(now.now, now.mark).put_sealed(stored_as, left.sealed_parts(stored_as))
            with suppress(StorageProblem):  # a folder that was left has no mark any more
                left.remove(stored_as)
            place = now

    def sealed_parts(self, stored_as: UUID) -> Iterator[bytes]:
        """The encrypted file as it is kept. Raises `StorageProblem` like `pieces`."""
        return self._wherever(lambda kept: kept.sealed_parts(stored_as))

    def pieces(self, document: StoredDocument) -> Iterator[bytes]:
        """The plain file, piece by piece. Raises `StorageProblem`: "files_unreachable" as well."""
        return self._wherever(lambda kept: kept.pieces(document))

    def read(self, document: StoredDocument) -> bytes:
        """The whole plain file. Raises `StorageProblem` like `pieces`."""
        return b"".join(self.pieces(document))

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file; one that is gone is no mistake."""
        for kept in self._places(self.place()):
            kept.remove(stored_as)

    def stored(self) -> Iterator[str]:
        """The name of every stored file."""
        found: set[str] = set()
        for kept in self._places(self.place()):
            found.update(kept.stored())
        yield from sorted(found)

    def _places(self, place: FilesPlace) -> Iterator[Documents]:
        yield self.kept_in(place.now, place.mark)
        if place.before is not None:
            yield self.kept_in(place.before, place.mark)

    def _wherever(self, ask: Callable[[Documents], Iterator[bytes]]) -> Iterator[bytes]:
        place = self.place()
        while True:
            refused = StorageProblem("document_gone")
            for kept in self._places(place):
                parts = ask(kept)
                try:
                    first = next(parts, b"")
                except StorageProblem as problem:
                    if not any(problem.has(code) for code in _ELSEWHERE):
                        raise
                    if not problem.has("storage.document_gone"):
                        refused = problem
                    continue
                yield first
                yield from parts
                return
            before, place = place, self.place()
            if place == before:  # or it was carried away just now
                raise refused
