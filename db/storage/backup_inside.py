"""What a copied database says of itself and of the files that belong to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import Engine

from db.storage.counting import counted
from db.storage.documents import DocumentStore, StoredDocument
from db.storage.engine import open_engines
from db.storage.manifest import Anchor
from db.storage.place import Place, PlaceKind
from db.storage.problems import StorageProblem

Heads = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Inside:
    """Rows by table, the office's marker, the ends of the audit log's chains (number and hash,
    hexadecimal, by device), the attached files with their keys, and what the records remember of
    the list of members."""

    counts: dict[str, int]
    marker: str
    heads: Heads
    documents: tuple[StoredDocument, ...]
    anchor: Anchor


def look_inside(database: Path, data_key: bytes) -> Inside:
    """Open a copy that nobody else works on, see that it is whole, and read what it says.

    Raises `Refused` with "backup.verify_failed", or what the disk says.
    """
    counts = counted(database, data_key)
    place = Place(database.parent, PlaceKind.SHARE)
    engines = open_engines(database, data_key, place, must_exist=True)
    try:
        marker = marker_in(engines.engine)
        with engines.engine.connect() as connection:
            ask = connection.exec_driver_sql
            heads = ask("SELECT device, n, hash FROM audit_head ORDER BY device").all()
            rows = ask("SELECT stored_as, key, size, sha256 FROM document").all()
            anchor = ask("SELECT value FROM fact WHERE key = 'manifest_anchor'").scalar()
    finally:
        engines.dispose()
    return Inside(
        counts,
        marker,
        {str(device): (int(n), bytes(hash_).hex()) for device, n, hash_ in heads},
        tuple(StoredDocument(UUID(str(at)), bytes(key), size, sha) for at, key, size, sha in rows),
        Anchor.from_text(str(anchor or "")),
    )


def marker_in(engine: Engine) -> str:
    """The random mark by which every copy of this office's database is known."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT value FROM fact WHERE key = 'backup_marker'")
        return str(found.scalar_one())


def unreadable(store: DocumentStore, documents: Iterable[StoredDocument]) -> Iterator[str]:
    """The names of attached files that are not there, or not as they were attached."""
    for document in documents:
        try:
            for _ in store.pieces(document):
                pass
        except StorageProblem as problem:
            if not any(problem.has(f"storage.document_{how}") for how in ("gone", "changed")):
                raise  # the drive, not the file
            yield document.stored_as.hex
