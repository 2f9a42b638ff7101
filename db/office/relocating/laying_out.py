"""A folder that an office is laid out in, while nobody else knows of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db.office.blaming import blaming
from db.office.layout import Folder
from db.office.relocating.carrying import Parts
from db.storage.carried_sealed import SealedInFolder
from db.storage.engine import open_engines
from db.storage.place import Place, PlaceKind
from db.storage.schema import upgrade_engine


@dataclass(frozen=True)
class Alone(Place):
    """Nobody else works there: what pauses loses no lock, and what is written is one file."""

    @property
    def journal_mode(self) -> str:
        """A journal that is empty whenever nobody writes."""
        return "TRUNCATE"

    @property
    def longest_pause(self) -> float | None:
        """As long as a large attached file takes."""
        return None


@contextmanager
def laid_out(staged: Path, data_key: bytes) -> Iterator[tuple[Session, Parts]]:
    """Tables without a row in a new folder, and the transaction in which all that goes in is
    written. What is left of it when that fails is for the caller to remove, and what the disk
    says to be told by them. Raises `StorageProblem`, `OSError`.
    """
    folder, place = Folder(staged), Alone(staged, PlaceKind.LOCAL)
    for part in (folder.path, folder.keys.path, folder.documents, folder.backups):
        part.mkdir(parents=True, exist_ok=True)
    making = open_engines(folder.database, data_key, place, foreign_keys=False)
    try:
        upgrade_engine(making.engine)
    finally:
        making.dispose()
    engines = open_engines(folder.database, data_key, place, must_exist=True)
    try:
        with blaming(), engines.write() as session, session.begin():
            sealed = SealedInFolder(folder.path)
            yield session, Parts(folder.keys, folder.document_store, sealed)
    finally:
        engines.dispose()
