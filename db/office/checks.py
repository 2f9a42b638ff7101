"""Looking for damage and tampering: database, audit log, search, documents, members, leftovers."""

import os
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from sqlalchemy import select, text

from db.models.case_file import Document
from db.models.staff import Staff
from db.office.log_parts import verify_in_parts
from db.office.standing import Office
from db.office.trust import anchor_of, check_trust
from db.operations.audit_verifying import plan_whole
from db.queries.audit_log.history import Seen, has_gone_back, tells_of_founding
from db.queries.files_place import kept_files_place
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Finding, Refused, hard, information
from db.storage import every_row
from db.storage.backup_contents import read_contents
from db.storage.backup_folder import newest_first
from db.storage.documents import StoredDocument
from db.storage.engine import DATABASE_ERRORS, refusal_of
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.key_file import KeyFile
from db.storage.manifest import Anchor, Manifest, read_manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem
from db.storage.schema import FULL_TEXT_TABLES

# Whether an index has a record that the list of records has not, or the other way round.
_UNFOUND = text(
    "SELECT EXISTS (SELECT 1 FROM search_entry WHERE row NOT IN ("
    "SELECT rowid FROM search_name UNION ALL SELECT rowid FROM search_note)) OR EXISTS ("
    "SELECT 1 FROM search_name WHERE rowid NOT IN (SELECT row FROM search_entry)) OR EXISTS ("
    "SELECT 1 FROM search_note WHERE rowid NOT IN (SELECT row FROM search_entry))"
)
_DANGLING = text("SELECT wall_dangling()")
# The tables that a server's walls let whoever asks read.
_OPEN_TO_ME = text(
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND relkind = 'r' AND has_table_privilege(oid, 'SELECT')"
)


def _database(office: Office) -> Iterator[Finding]:
    if office.on_server:  # what cannot be read is found
        with office.engines.read() as session:
            allowed = set(session.scalars(_OPEN_TO_ME))
            for every in every_row.tables():
                if every.name in allowed:
                    every_row.count_rows(session.connection(), every)
            for table in sorted(set(session.scalars(_DANGLING))):
                yield hard("check.reference", table=table)
        return
    with office.engines.engine.connect() as connection:
        rows = connection.exec_driver_sql("PRAGMA integrity_check(100)").scalars()
        damage = [line for row in rows for line in str(row).splitlines() if line != "ok"]
        if damage:
            yield hard("check.database", count=len(damage))
        tables = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
        for table in sorted(tables):
            yield hard("check.reference", table=table)


def _records(office: Office) -> Iterator[Finding]:
    yield from verify_in_parts(office, plan_whole)
    yield from _search(office)


def _search(office: Office) -> Iterator[Finding]:
    if office.on_server:
        with office.engines.read() as session:
            if session.scalar(_UNFOUND):
                yield hard("check.search", table="search_entry")
        return
    for table in FULL_TEXT_TABLES:
        try:
            with office.engines.engine.connect() as connection:
                connection.exec_driver_sql(
                    f"INSERT INTO {table}({table}) VALUES ('integrity-check')"
                )
        except DATABASE_ERRORS as error:  # FTS5 reports a damaged index as a generic one
            refusal = refusal_of(error)
            if refusal is not None and refusal.has("storage.readonly"):  # the question is a write
                raise refusal from None
            yield hard("check.search", table=table)


def _stored(reading: Reading) -> list[StoredDocument]:
    rows = reading.session.execute(
        select(Document.stored_as, Document.key, Document.size, Document.sha256)
    )
    return [StoredDocument(*row) for row in rows]


def _documents(office: Office) -> Iterator[Finding]:
    store = office.home.document_store
    known = set()
    for document in office.read(_stored):
        known.add(document.stored_as.hex)
        try:
            for _ in store.pieces(document):
                pass
        except StorageProblem as problem:
            if problem.has("storage.files_unreachable"):  # the place, and none of its files
                raise
            gone = problem.has("storage.document_gone")
            code = "check.document_missing" if gone else "check.document_changed"
            yield hard(code, stored=document.stored_as.hex)
    strange = [name for name in store.stored() if name not in known]
    for name in office.home.unattached(strange):
        yield hard("check.document_stray", stored=name.rsplit(os.sep)[-1])
    if not office.read(kept_files_place).settled:
        yield information("files.still_carried")


def _members(office: Office) -> Iterator[Finding]:
    keys = office.home.keys
    try:
        manifest = read_manifest(keys)
        manifest.check_trusted(office.read(_anchor))
    except Refused as refused:
        yield from refused.findings
        return
    roles = office.read(_roles)
    for member in manifest.members:
        if not member.active:
            continue
        try:
            file, own = key_file_in_force(keys, manifest, member.user_name)
            office.read(_trusted, manifest, own, file)
        except StorageProblem:
            yield hard("check.key_file", user=member.user_name)
        if member.user_id in roles and roles[member.user_id] != member.role:
            yield hard("check.role", user=member.user_name)


def _anchor(reading: Reading) -> Anchor:
    return anchor_of(reading.session)


def _trusted(reading: Reading, manifest: Manifest, member: Member, file: KeyFile) -> None:
    check_trust(reading.session, manifest, member, file)


def _roles(reading: Reading) -> dict[UUID, Role]:
    return {row.id: row.role for row in reading.session.scalars(select(Staff))}


def _leftovers(office: Office) -> Iterator[Finding]:
    for folder in (office.folder.path, office.folder.keys.path, office.folder.backups):
        for path in sorted(folder.glob(".*")):
            if path.is_file() or path.name.endswith(".sealed"):
                yield hard("check.temporary", name=path.name)


def seen_by_backups(office: Office) -> Iterator[Seen]:
    """What the backups in the folder saw of the log, the newest first; another office's say
    nothing. Whoever looks after a server keeps its backups elsewhere."""
    if office.on_server:
        return
    for file in newest_first(office.folder.backups):
        try:
            contents = read_contents(file)
        except Refused:  # the fire drill tells of it
            continue
        if contents.office_id == str(office.record.id):
            yield Seen(contents.made_at, contents.heads)


def lost_since_backup(office: Office) -> Iterator[Finding]:
    """Whether the log holds what any backup saw of it: the newest may be younger than the loss."""
    for seen in seen_by_backups(office):
        if office.read(has_gone_back, seen):
            yield hard("office.older_than_backup", moment=seen.at.astimezone(office.record.zone))
            return


def without_beginning(office: Office) -> Iterator[Finding]:
    """Whether the log was emptied: then nothing is left that vouches for what is gone."""
    if office.main is office and not office.read(tells_of_founding):
        yield hard("audit.beginning_missing")


Step = Callable[[Office], Iterable[Finding]]

DATABASE_STEPS: tuple[Step, ...] = (_database, _records, _documents)
"""What every database is looked at for, a sealed file's as well."""

EVERYWHERE: tuple[Step, ...] = (*DATABASE_STEPS, without_beginning, _members)
"""What an office is looked at for wherever it lives, one after the other."""

IN_FOLDER: tuple[Step, ...] = (lost_since_backup, _leftovers)
"""What an office in a folder is looked at for as well."""
