"""Everything of an office, from where it lives to where it is going to live, and compared there."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from db.models.case_file import Document
from db.models.office import Fact
from db.office.standing import Office
from db.operations import audit
from db.operations.audit_verifying import verify
from db.operations.reindexing import index_everything
from db.operations.work import Work
from db.rules.files_place import KEPT_IN
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.carried_files import FilesCarried, Told, carry_files
from db.storage.carried_sealed import SealedPlace, carry_sealed
from db.storage.documents import Documents, StoredDocument
from db.storage.every_row import copy_rows, see_that_all_is_there
from db.storage.key_in_force import is_waiting
from db.storage.problems import StorageProblem
from db.storage.shelf import Shelf

CAME_BY = "moved_here"  # a fact: the move that an office came by


@dataclass(frozen=True)
class Parts:
    """What an office is made of, on either side."""

    keys: Shelf
    documents: Documents
    sealed: SealedPlace


@dataclass(frozen=True)
class Carried:
    """How many rows each table has, which attached files came, and how many sealed files."""

    rows: dict[str, int]
    files: FilesCarried
    sealed: int


def carry(
    source: Connection,
    of: Parts,
    to: Parts,
    work: Work,
    move_id: UUID,
    told: Told = lambda *_: None,
) -> Carried:
    """Put all of it into the tables of `work`, which are empty, compare, and put the move on record
    there. The caller commits. Raises what `copy_all` does.
    """
    carried = copy_all(source, of, to, work, told)
    files = carried.files
    work.session.merge(Fact(key=CAME_BY, value=str(move_id)))
    some = {
        "missing": len(files.missing),
        "damaged": len(files.damaged),
        "sealed": carried.sealed,
    }
    work.record(
        "office.moved_here",
        "office",
        None,
        rows=sum(carried.rows.values()),
        files=files.came,
        **{what: count for what, count in some.items() if count},
    )
    audit.append(work)
    work.session.flush()
    return carried


def copy_all(
    source: Connection, of: Parts, to: Parts, work: Work, told: Told = lambda *_: None
) -> Carried:
    """Put all of it into the tables of `work`, which are empty, and compare; nothing is recorded.

    The caller commits. Raises `StorageProblem` "moved_wrong" where anything differs, or `Refused`
    with what is wrong with the audit log.
    """
    target = work.session.connection()
    copy_rows(source, target, told)
    rows = see_that_all_is_there(source, target)
    found = list(verify(work.session))
    if found:
        raise Refused(*found)
    work.session.expire_all()
    index_everything(work, told)
    for name in of.keys.names():
        if not name.startswith(".") or is_waiting(name):  # which may be the one that counts
            content = of.keys.read(name)
            to.keys.write(name, content)
            if to.keys.read(name) != content:
                raise StorageProblem("moved_wrong", what=name)
    files = carry_files(_documents(work.session), of.documents, to.documents, told)
    work.session.execute(delete(Fact).where(Fact.key == KEPT_IN))  # they are with the rest again
    return Carried(rows, files, carry_sealed(of.sealed, to.sealed, told))


def work_of(office: Office, session: Session) -> Work:
    """What is written where the office goes, by whoever takes it there."""
    return Work(
        session,
        office.user,
        office.clock(),
        office.record.zone,
        new_id(),
        office.identity,
        office.device,
    )


def came_by(session: Session) -> str:
    """The move that this office came by; empty if by none."""
    fact = session.get(Fact, CAME_BY)
    return fact.value if fact is not None else ""


def _documents(session: Session) -> list[StoredDocument]:
    rows = select(Document.stored_as, Document.key, Document.size, Document.sha256)
    return [StoredDocument(*row) for row in session.execute(rows.order_by(Document.stored_as))]
