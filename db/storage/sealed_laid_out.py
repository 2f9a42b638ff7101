"""Sealed files of a server laid out as an office's folder has them; nobody needs a key for it."""

from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from db.storage.carried_files import copy_sealed
from db.storage.documents import DocumentStore, is_name
from db.storage.engine import DATABASE, Engines
from db.storage.seal_file import FILE
from db.storage.sealed_copies import SEALED
from db.storage.sealed_table import SealedTable
from db.storage.table_documents import TableDocuments


def lay_out_sealed(engines: Engines, session: Session, office: Path) -> int:
    """Write every sealed file into an office's new folder, as the session sees it; how many.

    Raises `StorageProblem`, `OSError`.
    """
    table = SealedTable(engines, session)
    ids = table.ids()
    for sealed_id in ids:
        folder = office / SEALED / str(sealed_id)
        folder.mkdir(parents=True)
        found = table.whole(sealed_id)
        (folder / FILE).write_bytes(found.seal)
        (folder / DATABASE).write_bytes(found.content)
        here = TableDocuments(engines, session, sealed=sealed_id)
        for name in filter(is_name, here.stored()):
            copy_sealed(UUID(name), here, DocumentStore(folder / "documents"))
    return len(ids)
