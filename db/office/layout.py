"""Where things stand in an office's folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from db.operations.changes import Changes
from db.queries.by_heart import Question
from db.storage.documents import Documents, DocumentStore
from db.storage.engine import DATABASE
from db.storage.presence import others_here
from db.storage.presence_file import Person
from db.storage.schema import see_whether_known
from db.storage.shelf import FolderShelf
from db.storage.timing import Timing


@dataclass(frozen=True)
class Folder:
    """An office's folder and what is in it."""

    path: Path

    @property
    def where(self) -> Path:
        """Where it is found."""
        return self.path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / DATABASE

    @property
    def keys(self) -> FolderShelf:
        """Key files and the manifest."""
        return FolderShelf(self.path / "keys")

    def keys_in(self, session: Session) -> FolderShelf:
        """The same key files: each is there as soon as it is written."""
        return self.keys

    def announcing(self, changes: Changes) -> tuple[Question, ...]:
        """Nobody listens to a folder."""
        return ()

    def see_whether_known(self, session: Session) -> None:
        """Raise `StorageProblem` where it was upgraded beyond this program meanwhile."""
        see_whether_known(session.connection())

    @property
    def document_store(self) -> Documents:
        """Encrypted attachments, to be read and written."""
        return DocumentStore(self.documents)

    def unattached(self, names: Sequence[str]) -> Sequence[str]:
        """All of them: whoever opens the database sees every record."""
        return names

    @property
    def documents(self) -> Path:
        """Encrypted attachments."""
        return self.path / "documents"

    @property
    def backups(self) -> Path:
        """Verified backups."""
        return self.path / "backups"

    @property
    def presence(self) -> Path:
        """A small file for each program that has the office open."""
        return self.path / "presence"

    def others(self, data_key: bytes, office_id: UUID, timing: Timing) -> tuple[Person, ...]:
        """Whose programs beat here besides this one."""
        return others_here(self.presence, data_key, office_id, timing)

    @property
    def is_office(self) -> bool:
        """Whether an office seems to be here."""
        return self.database.is_file() and self.keys.is_there()

    @property
    def is_free(self) -> bool:
        """Whether an office can be made here: nothing is here, or an empty folder."""
        if not self.path.exists():
            return True
        return self.path.is_dir() and not any(self.path.iterdir())
