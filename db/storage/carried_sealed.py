"""Sealed files from where an office keeps them to where it is going to, without a key to any."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from db.storage.atomic import problem_with_file
from db.storage.carried_files import copy_sealed
from db.storage.documents import Documents, DocumentStore, is_name
from db.storage.engine import DATABASE, Engines
from db.storage.plain_file import is_ours
from db.storage.problems import StorageProblem
from db.storage.seal_file import FILE
from db.storage.sealed_copies import SEALED
from db.storage.sealed_table import SealedTable
from db.storage.table_documents import TableDocuments
from db.storage.writing_lock import writing_lock

SEALED_TABLES = ("kept_sealed", "kept_sealed_page", "kept_sealed_document")
Whole = tuple[bytes, bytes]  # its seal and its encrypted database
Told = Callable[[str, int], None]  # "sealed", and how many came


class SealedPlace(Protocol):
    """Where sealed files are kept. What the place does not allow is a `StorageProblem`."""

    def ids(self) -> list[UUID]:
        """Of all that are there."""
        ...

    def whole(self, sealed_id: UUID) -> Whole:
        """One of them, in a state that its members can open."""
        ...

    def put(self, sealed_id: UUID, whole: Whole) -> None:
        """Keep one that is not there yet."""
        ...

    def attached(self, sealed_id: UUID) -> Documents:
        """The attached files of one."""
        ...


def carry_sealed(of: SealedPlace, to: SealedPlace, told: Told = lambda *_: None) -> int:
    """Copy every sealed file and what is attached in it, and read each again there; how many.

    Raises `StorageProblem`: "moved_wrong" where something arrived otherwise, or what is wrong with
    either place.
    """
    ids = of.ids()
    for number, sealed_id in enumerate(ids):
        whole = of.whole(sealed_id)
        to.put(sealed_id, whole)
        if to.whole(sealed_id) != whole:
            raise StorageProblem("moved_wrong", what="sealed")
        here, there = of.attached(sealed_id), to.attached(sealed_id)
        for name in filter(is_name, here.stored()):
            copy_sealed(UUID(name), here, there)
        told("sealed", number + 1)
    return len(ids)


class SealedInTable:
    """Sealed files on a server, as a session sees them."""

    def __init__(self, engines: Engines, session: Session) -> None:
        self._engines, self._session = engines, session
        self._table = SealedTable(engines, session)

    def ids(self) -> list[UUID]:
        """Each is a row."""
        return self._table.ids()

    def whole(self, sealed_id: UUID) -> Whole:
        """As it lies there."""
        found = self._table.whole(sealed_id)
        return found.seal, found.content

    def put(self, sealed_id: UUID, whole: Whole) -> None:
        """Kept with what the session writes."""
        self._table.put(sealed_id, *whole)

    def attached(self, sealed_id: UUID) -> Documents:
        """In a table as well."""
        return TableDocuments(self._engines, self._session, sealed=sealed_id)


class SealedInFolder:
    """Sealed files in an office's folder."""

    def __init__(self, office: Path) -> None:
        self._folder = office / SEALED

    def ids(self) -> list[UUID]:
        """By the names of their folders; one that is still being made has none yet."""
        return sorted(self._ids())

    def _ids(self) -> Iterator[UUID]:
        for path in self._folder.glob("[!.]*"):
            with suppress(ValueError):
                if path.is_dir() and str(UUID(path.name)) == path.name:
                    yield UUID(path.name)

    def whole(self, sealed_id: UUID) -> Whole:
        """Raises `StorageProblem` "sealed_unfinished" where a part of it is gone, or a crash left a
        journal that only a member can play back."""
        folder = self._folder / str(sealed_id)
        try:
            with writing_lock(folder):
                seal, database = folder / FILE, folder / DATABASE
                journal = folder / f"{DATABASE}-journal"
                left = journal.exists() and journal.stat().st_size
                if left or not is_ours(seal) or not is_ours(database):
                    raise StorageProblem("sealed_unfinished", file=str(sealed_id))
                return seal.read_bytes(), database.read_bytes()
        except OSError as error:
            raise problem_with_file(error) from None

    def put(self, sealed_id: UUID, whole: Whole) -> None:
        """In a folder that nobody looks into yet."""
        folder = self._folder / str(sealed_id)
        try:
            folder.mkdir(parents=True)
            (folder / "documents").mkdir()
            for name, content in zip((FILE, DATABASE), whole, strict=True):
                (folder / name).write_bytes(content)
        except OSError as error:
            raise problem_with_file(error) from None

    def attached(self, sealed_id: UUID) -> Documents:
        """In a folder of its own."""
        return DocumentStore(self._folder / str(sealed_id) / "documents")
