"""The attached files of the office that is open, for the window."""

import os
import secrets
from pathlib import Path
from uuid import UUID

from db.office import Office
from db.queries.cases.documents import StoredDocument
from db.rules.ids import new_id
from db.storage.atomic import problem_with_file
from db.storage.documents import StoredDocument as Stored
from db.storage.plain_file import open_plain
from ui.documents import Kept


class OfficeDocuments:
    """Implements `ui.documents.Documents`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.home.document_store

    def put(self, file: Path) -> Kept:
        """Encrypt a copy of a file into the office."""
        self._office.may_write()
        try:
            with open(open_plain(file, os.O_RDONLY, links=True), "rb") as source:
                stored = self._store.put(source, new_id())
        except OSError as error:
            raise problem_with_file(error) from None
        return Kept(stored.stored_as, stored.key, stored.size, stored.sha256)

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file that is attached to nothing."""
        self._store.remove(stored_as)

    def read(self, document: StoredDocument) -> bytes:
        """The whole plain file, in memory only."""
        return self._store.read(_stored(document))

    def save(self, document: StoredDocument, target: Path) -> None:
        """Write the plain file out under a passing name, and give it its own when it is whole."""
        passing = target.with_name(f".{secrets.token_hex(6)}.part")
        try:
            with open(passing, "xb") as file:
                for piece in self._store.pieces(_stored(document)):
                    file.write(piece)
            os.replace(passing, target)
        except OSError as error:
            raise problem_with_file(error) from None
        finally:
            passing.unlink(missing_ok=True)


def _stored(document: StoredDocument) -> Stored:
    return Stored(document.stored_as, document.key, document.size, document.sha256)
