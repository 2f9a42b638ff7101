"""Sealed files on a server, each worked on in an encrypted copy in a private folder here.

A write changes the copy, and the server is sent all of it: it is acknowledged when the server has
it. What happens before leaves the server as it was, and the copy goes with the program.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from db.office.layout import Folder
from db.office.sealed.homes import Record
from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file
from db.storage.documents import Documents
from db.storage.engine import Engines
from db.storage.private_folder import PrivateFolder
from db.storage.problems import StorageProblem
from db.storage.seal_file import FILE
from db.storage.sealed_table import KeptSealed, SealedTable
from db.storage.table_documents import TableDocuments


@dataclass(frozen=True)
class Copy(Folder):
    """A copy of a sealed file; its attached files stay on the server."""

    attached: Documents

    @property
    def document_store(self) -> Documents:
        """Encrypted attachments, each sent at once."""
        return self.attached


class OnServer:
    """A sealed file on a server, and the copy of it here."""

    def __init__(self, engines: Engines, sealed_id: UUID) -> None:
        self._engines, self._id = engines, sealed_id
        self._table = SealedTable(engines)
        self._private = PrivateFolder()
        self._attached = TableDocuments(engines, sealed=sealed_id)
        self._numbers = count(1)
        self._kept: KeptSealed | None = None  # as it was on the server when it was last seen
        self._counts = False  # whether that, and the copy of it, may be worked on
        self._before: Path | None = None  # a copy that somebody may be reading still
        self.folder = Copy(self._private.path, self._attached)

    def turn(self, seconds: float) -> AbstractContextManager[None]:
        """The server says how long one waits."""
        return self._table.turn(self._id)

    def newest(self) -> bool:
        """Fetch it where the copy is not of the state that counts."""
        there = self._counts and self.folder.database.exists()
        if there and self._kept and self._table.state(self._id) == self._kept.state:
            return False
        found = self._table.whole(self._id, self._kept.content if self._kept else b"")
        fetched = Copy(self._private.path / str(next(self._numbers)), self._attached)
        try:
            fetched.path.mkdir()
            (fetched.path / FILE).write_bytes(found.seal)
            fetched.database.write_bytes(found.content)
        except OSError as error:
            raise problem_with_file(error) from None
        if self._before is not None:
            shutil.rmtree(self._before, ignore_errors=True)
        if self.folder.path != self._private.path:
            self._before = self.folder.path
        self.folder, self._kept, self._counts = fetched, found, True
        return True

    def keep(self) -> None:
        """Send it. Where it is not known whether it came, the copy counts for nothing."""
        counted, self._counts = self._counts, False
        if not counted or self._kept is None:
            raise StorageProblem("collided")
        self._kept = self._table.keep(self._id, self._kept, *_content(self.folder))
        self._counts = True

    def forget(self) -> None:
        """It is fetched anew when it is wanted next."""
        self._counts = False

    @contextmanager
    def within(self, session: Session) -> Iterator[None]:
        """Sent in the session's transaction: both come, or neither does."""
        alone, self._table = self._table, SealedTable(self._engines, session)
        try:
            yield
        finally:
            self._table = alone

    def close(self) -> None:
        """Remove every copy."""
        self._private.close()


class SealedOnServer:
    """The sealed files of an office on a server."""

    def __init__(self, engines: Engines) -> None:
        self._engines, self._table = engines, SealedTable(engines)

    def ids(self) -> Iterator[UUID]:
        """As the server lists them."""
        return iter(self._table.ids())

    def torn(self) -> Iterator[str]:
        """Each is one row, so none lacks a part."""
        return iter(())

    def leftovers(self) -> Iterator[str]:
        """Each is made in one transaction."""
        return iter(())

    def read_seal(self, sealed_id: UUID) -> bytes:
        """The seal alone is fetched."""
        found = self._table.seal(sealed_id)
        if found is None:
            raise Refused(hard("sealed.unknown"))
        return found

    def one(self, sealed_id: UUID) -> OnServer:
        """A copy that is fetched when it is wanted."""
        if self._table.state(sealed_id) is None:
            raise Refused(hard("sealed.unknown"))
        return OnServer(self._engines, sealed_id)

    def make(self, sealed_id: UUID, fill: Callable[[Folder], None], record: Record) -> None:
        """Sent in the transaction that puts it on record."""
        if self._table.state(sealed_id) is not None:
            raise Refused(hard("sealed.exists"))
        private = PrivateFolder()
        try:
            made = Folder(private.path)
            fill(made)
            seal, content = _content(made)

            def put(session: Session) -> None:
                SealedTable(self._engines, session).put(sealed_id, seal, content)

            record(put)
        finally:
            private.close()


def _content(folder: Folder) -> tuple[bytes, bytes]:
    """Seal and database. Nobody but this program has the copy, and nobody writes it meanwhile."""
    try:
        return (folder.path / FILE).read_bytes(), folder.database.read_bytes()
    except OSError as error:
        raise problem_with_file(error) from None
