"""The end of a sealing: the office lets go of what has come into a sealed file.

What comes into the file is marked there as on its way, until the office has let go of it. Whoever
opens the file, or writes into it, ends first what a killed program left on its way: if the office
has changed since, the copy is taken back, otherwise the office's rows are taken out. So nobody
writes into a copy that may still be taken back.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.models.client import Client
from db.models.office import Fact
from db.office.sealed.calendar import coming
from db.office.sealed.letting_go import hold, let_go
from db.office.sealed.matter import Matter, matter_of
from db.office.sealed.named import named_in_log
from db.office.sealed.rows import take_out, unguarded
from db.office.sealed.standing import SealedOffice
from db.office.standing import Office
from db.operations.calendar.busy import keep_busy
from db.operations.redaction import Named, events_about
from db.operations.work import Work
from db.queries.openings import KNOWN, through
from db.queries.reading import Reading
from db.rules.findings import Refused, Stale, hard
from db.storage.atomic import problem_with_file
from db.storage.documents import Documents
from db.storage.engine import Engines
from db.storage.problems import StorageProblem

_MARK = "on_its_way."


@dataclass(frozen=True)
class OnItsWay:
    """A matter that the file has and the office may have too: what each looked like then."""

    client_id: UUID
    digest: str  # of the office's rows
    copied: str  # of the rows in the file that nobody else has


def finish(inside: SealedOffice) -> None:
    """Bring to an end whatever is on its way into the file. Nothing to do is no mistake.

    Raises `Refused` where it cannot be ended now; then both have what they had.
    """
    with inside.turn():
        finish_held(inside)


def finish_held(inside: SealedOffice) -> None:
    """As `finish`, while this program holds the file's writing lock: nobody is sealing then."""
    decide_held(inside)
    for one in inside.read(on_its_way):
        _leave_nothing(inside.main, inside, one.client_id)
        inside.write_held(_arrived, one)


def decide_held(inside: SealedOffice) -> None:
    """Let each matter be in one place alone; what is left of it elsewhere may go later.

    Before anything is written into the file: what is written into a copy must not be taken back.
    """
    for one in inside.read(on_its_way):
        if not inside.main.read(_has, one.client_id):
            continue
        there = inside.main.read(matter_there, one.client_id)
        try:
            if there.digest() != one.digest:
                raise Stale("client")
            inside.main.write(_let_go, inside, one, named_in_log(inside.main, there))
        except Stale:
            undo_held(inside, one.client_id)


def undo_held(inside: SealedOffice, client_id: UUID) -> None:
    """The office has it still: the file forgets its copy. Or it has not: then it stays.

    Raises `Refused` with "sealed.changed_twice" where the copy is not what came; it stays too.
    """
    mine = next((one for one in inside.read(on_its_way) if one.client_id == client_id), None)
    if mine is None or not inside.main.read(_has, client_id):
        return
    documents = inside.read(matter_there, client_id).rows.get("document", {})
    inside.write_held(_take_back, mine)
    forget(inside.home.document_store, [row["stored_as"] for row in documents.values()])


def mark(session: Session, client_id: UUID, digest: str) -> None:
    """Say in the file that what has just come is on its way. `digest` is that of the office's."""
    copied = matter_of(session, client_id).own_digest()
    session.merge(Fact(key=f"{_MARK}{client_id}", value=f"{digest} {copied}"))


def on_its_way(reading: Reading) -> list[OnItsWay]:
    """What came, and of which it is not known yet whether the office has let go of it."""
    found = []
    for fact in reading.session.scalars(select(Fact).where(Fact.key.startswith(_MARK))):
        digest, _, copied = fact.value.partition(" ")
        found.append(OnItsWay(UUID(fact.key.removeprefix(_MARK)), digest, copied))
    return found


def matter_there(reading: Reading, client_id: UUID) -> Matter:
    """All that belongs together with a client; nothing if there is none."""
    return matter_of(reading.session, client_id)


def take_out_of_office(
    work: Work, matter: Matter, inside: SealedOffice, events: list[AuditEvent]
) -> None:
    """The rows go, and the details of these events; that its workers are busy stays in the
    calendar."""
    let_go(work, matter, events)
    keep_busy(work, inside.read(coming, ()))
    for kind in (
        "client",
        "case",
        "note",
        "task",
        "document",
        "appointment",
        "request",
        "hearing",
        "draft",
    ):
        work.changed(kind)


def forget(documents: Documents, stored: Iterable[UUID]) -> None:
    """Remove encrypted files, as far as the place allows it."""
    for stored_as in stored:
        with suppress(OSError, StorageProblem):
            documents.remove(stored_as)


def _let_go(work: Work, inside: SealedOffice, one: OnItsWay, named: Named) -> None:
    """The office lets go of what the file has: after an interruption in between."""
    hold(work, matter_of(work.session, one.client_id))
    matter = matter_of(work.session, one.client_id)
    if matter.digest() != one.digest:
        raise Stale("client")
    events = events_about(work.session, matter.all_ids(), named)
    take_out_of_office(work, matter, inside, events)


def _take_back(work: Work, one: OnItsWay) -> None:
    """The office went on with it after all: the file forgets its copy."""
    matter = matter_of(work.session, one.client_id)
    if matter.own_digest() != one.copied:
        raise Refused(hard("sealed.changed_twice"))
    with unguarded(work):
        take_out(work, matter)
    _arrived(work, one)
    work.record("sealed.taken_back", "client", one.client_id)


def _has(reading: Reading, client_id: UUID) -> bool:
    """Whether the office still has somebody, whoever asks may see them or not."""
    with through(reading.session, KNOWN):
        return reading.session.scalar(select(Client.id).where(Client.id == client_id)) is not None


def _arrived(work: Work, one: OnItsWay) -> None:
    work.session.delete(work.session.get_one(Fact, f"{_MARK}{one.client_id}"))


def _leave_nothing(main: Office, inside: SealedOffice, client_id: UUID) -> None:
    """What the office's database has let go of leaves its journal and its folder as well.

    Raises `StorageProblem`.
    """
    store = main.home.document_store
    for row in inside.read(matter_there, client_id).rows.get("document", {}).values():
        try:
            store.remove(row["stored_as"])
        except OSError as error:  # somebody reads it: its key is in backups, so it must not stay
            raise problem_with_file(error) from None
    if not main.on_server:
        _empty_journal(main.engines)


def _empty_journal(engines: Engines) -> None:
    """Where others read at the moment, the journal is emptied by the last who closes."""
    with engines.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:
            connection.rollback()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
