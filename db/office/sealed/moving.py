"""Sealing what is in the office already: it moves into a sealed file as a whole, or not at all.

Attached files are encrypted anew first. Then, while the office is held in one transaction, the
rows are copied into the file and committed there, with a note that they are on their way; then
they are taken out of the office. Whoever opens the file next finishes what was interrupted: if
the office has changed since, the copy is taken back, otherwise the office's rows are taken out.
"""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.models.note import ContactNote
from db.models.office import Fact
from db.office.sealed.calendar import coming
from db.office.sealed.matter import Matter, matter_of
from db.office.sealed.reference import Rows, bring_up_to_date, reference_data
from db.office.sealed.rows import put_rows, take_out, unguarded
from db.office.sealed.standing import SealedOffice
from db.office.standing import Office
from db.operations.calendar.busy import keep_busy
from db.operations.cases.open_case import index_case
from db.operations.clients.indexing import index_client, index_person
from db.operations.notes.draft import index_note
from db.operations.redaction import events_about, take_details_out
from db.operations.work import Entry, Work
from db.queries.reading import Reading
from db.queries.visibility import case_to_read, client_to_see
from db.rules.findings import Refused, Stale, hard
from db.rules.names import PersonName
from db.rules.permissions import Action, allowed
from db.rules.sealed import Together
from db.storage.atomic import problem_with_file
from db.storage.documents import DocumentStore, StoredDocument
from db.storage.engine import Engines
from db.storage.writing_lock import writing_lock

_ON_ITS_WAY = "on_its_way."


def what_moves(reading: Reading, client_id: UUID) -> Together:
    """Who and what would be sealed together with a client. Raises `Refused`."""
    reading.require(Action.SEAL_CASES)
    matter = _readable_matter(reading, client_id)
    rows = matter.rows
    people = [
        (PersonName(row["first_name"], row["last_name"]).display(), row["number"])
        for row in rows.get("client", {}).values()
    ]
    return Together(
        clients=tuple(sorted(people)),
        cases=tuple(sorted(row["number"] for row in rows.get("case_file", {}).values())),
        notes=len(rows.get("contact_note", {})),
        documents=len(rows.get("document", {})),
        appointments=len(rows.get("appointment", {})),
        digest=matter.digest(),
    )


def move_in(inside: SealedOffice, client_id: UUID, digest: str) -> None:
    """Seal a client's whole matter in a sealed file that is open.

    `digest` is that of `what_moves`: raises `Stale` if anything of it has changed since. Raises
    `Refused` as well; then everything is where it was.
    """
    main = inside.main
    if not allowed(main.user.role, Action.SEAL_CASES):
        raise Refused(
            hard("permission.denied", action=Action.SEAL_CASES.value, role=main.user.role)
        )
    finish(inside)  # an earlier one that was interrupted, while the file was open here
    matter = main.read(_readable_matter, client_id)
    if matter.digest() != digest:
        raise Stale("client")
    stored = _encrypt_anew(inside, matter)
    try:
        reference = main.read(reference_data)
        with writing_lock(inside.folder.path, inside.place.retry_seconds):
            main.write(_hand_over, inside, client_id, digest, stored, reference)
    except BaseException:
        with suppress(Refused):
            if inside.read(_has_come, client_id):
                _undo(inside, client_id)
            else:
                _forget(inside.folder.documents, stored)
        raise
    with suppress(Refused):  # it has moved; what could not be tidied, the next who opens it tidies
        finish(inside)


def finish(inside: SealedOffice) -> None:
    """Bring to an end whatever is on its way into the file. Nothing to do is no mistake."""
    for client_id, digest in inside.read(_on_its_way):
        main = inside.main
        there = main.read(_matter, client_id)
        if there.rows.get("client") and there.digest() != digest:
            _undo(inside, client_id)
            continue
        if there.rows.get("client"):
            with writing_lock(inside.folder.path, inside.place.retry_seconds):
                main.write(_let_go, inside, client_id, digest)
        _leave_nothing(main, inside, client_id)
        inside.write(_arrived, client_id)


def _undo(inside: SealedOffice, client_id: UUID) -> None:
    """The office has it still: the file forgets its copy. Or it has not: then it stays."""
    if not inside.main.read(_matter, client_id).rows.get("client"):
        return
    documents = inside.read(_matter, client_id).rows.get("document", {})
    inside.write(_take_back, client_id)
    _forget(inside.folder.documents, [row["stored_as"] for row in documents.values()])


def _hand_over(
    work: Work,
    inside: SealedOffice,
    client_id: UUID,
    digest: str,
    stored: dict[UUID, StoredDocument],
    reference: dict[str, Rows],
) -> None:
    """In the office's transaction: the file gets everything, then the office lets go of it."""
    matter = _readable_matter(work, client_id)
    if matter.digest() != digest:
        raise Stale("client")
    events = [
        Entry(
            event.action,
            event.kind,
            event.record_id,
            {
                **json.loads(event.details),
                "from_the_office": {
                    "user": str(event.user_id),
                    "device": event.device,
                    "n": event.n,
                    "hash": event.hash.hex(),
                },
            },
            event.at,
        )
        for event in events_about(work.session, matter.all_ids())
    ]
    # Where the office stood still and this is done anew, the file has it already.
    if (client_id, digest) not in inside.read(_on_its_way):
        come = _with_keys(matter, stored)
        inside.write_held(_come_in, client_id, digest, come, events, reference)
    _take_out_of_office(work, matter, inside)


def _come_in(
    work: Work,
    client_id: UUID,
    digest: str,
    matter: Matter,
    events: list[Entry],
    reference: dict[str, Rows],
) -> None:
    bring_up_to_date(work, reference)
    with unguarded(work):
        put_rows(work, matter)
    work.session.expire_all()
    for one in matter.ids("client"):
        index_client(work, work.session.get_one(Client, one))
    for one in matter.ids("case_file"):
        index_case(work, work.session.get_one(CaseFile, one))
    for one in matter.ids("outside_person"):
        index_person(work, work.session.get_one(OutsidePerson, one))
    for one in matter.ids("contact_note"):
        index_note(work, work.session.get_one(ContactNote, one))
    work.session.merge(Fact(key=f"{_ON_ITS_WAY}{client_id}", value=digest))
    work.entries.extend(events)
    work.record("sealed.moved_in", "client", client_id)
    for kind in ("client", "case", "note", "task", "document", "appointment", "hearing"):
        work.changed(kind)


def _let_go(work: Work, inside: SealedOffice, client_id: UUID, digest: str) -> None:
    """The office lets go of what the file has: after an interruption in between."""
    matter = matter_of(work.session, client_id)
    if matter.digest() != digest:
        raise Stale("client")
    _take_out_of_office(work, matter, inside)


def _take_out_of_office(work: Work, matter: Matter, inside: SealedOffice) -> None:
    """The rows go; that its workers are busy stays in the calendar."""
    events = events_about(work.session, matter.all_ids())
    with unguarded(work):
        take_out(work, matter)
        take_details_out(work, events)
    keep_busy(work, inside.read(coming, ()))
    for kind in ("client", "case", "note", "task", "document", "appointment", "hearing", "draft"):
        work.changed(kind)


def _take_back(work: Work, client_id: UUID) -> None:
    """The office went on with it after all: the file forgets its copy."""
    matter = matter_of(work.session, client_id)
    with unguarded(work):
        take_out(work, matter)
    work.session.delete(work.session.get_one(Fact, f"{_ON_ITS_WAY}{client_id}"))
    work.record("sealed.taken_back", "client", client_id)


def _arrived(work: Work, client_id: UUID) -> None:
    work.session.delete(work.session.get_one(Fact, f"{_ON_ITS_WAY}{client_id}"))


def _readable_matter(reading: Reading, client_id: UUID) -> Matter:
    """The matter, if the user may read all of it. Raises `Refused`."""
    client_to_see(reading, client_id)
    matter = matter_of(reading.session, client_id)
    try:
        for one in matter.ids("client"):
            client_to_see(reading, one)
        for one in matter.ids("case_file"):
            case_to_read(reading, one)
    except Refused:
        raise Refused(hard("sealed.not_all_readable")) from None
    return matter


def _matter(reading: Reading, client_id: UUID) -> Matter:
    return matter_of(reading.session, client_id)


def _on_its_way(reading: Reading) -> list[tuple[UUID, str]]:
    facts = reading.session.scalars(select(Fact).where(Fact.key.startswith(_ON_ITS_WAY)))
    return [(UUID(fact.key.removeprefix(_ON_ITS_WAY)), fact.value) for fact in facts]


def _has_come(reading: Reading, client_id: UUID) -> bool:
    return reading.session.get(Client, client_id) is not None


def _encrypt_anew(inside: SealedOffice, matter: Matter) -> dict[UUID, StoredDocument]:
    """Copies of the attached files under new keys, for the old ones are in the office's backups."""
    here, there = (DocumentStore(o.folder.documents) for o in (inside.main, inside))
    made: dict[UUID, StoredDocument] = {}
    try:
        for row in matter.rows.get("document", {}).values():
            plain = StoredDocument(row["stored_as"], row["key"], row["size"], row["sha256"])
            made[plain.stored_as] = there.put(
                cast(BinaryIO, _Pieces(here.pieces(plain))), plain.stored_as
            )
    except BaseException:
        _forget(inside.folder.documents, made)
        raise
    return made


def _with_keys(matter: Matter, stored: dict[UUID, StoredDocument]) -> Matter:
    rows = dict(matter.rows)
    rows["document"] = {
        key: {**row, "key": stored[row["stored_as"]].key}
        for key, row in rows.get("document", {}).items()
    }
    return Matter(rows, matter.stay)


def _leave_nothing(main: Office, inside: SealedOffice, client_id: UUID) -> None:
    """What the office's database has let go of leaves its journal and its folder as well.

    Raises `StorageProblem`.
    """
    store = DocumentStore(main.folder.documents)
    for row in inside.read(_matter, client_id).rows.get("document", {}).values():
        try:
            store.remove(row["stored_as"])
        except OSError as error:  # somebody reads it: its key is in backups, so it must not stay
            raise problem_with_file(error) from None
    _empty_journal(main.engines)


def _empty_journal(engines: Engines) -> None:
    """Where others read at the moment, the journal is emptied by the last who closes."""
    with engines.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:
            connection.rollback()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _forget(documents: Path, stored: Iterable[UUID]) -> None:
    store = DocumentStore(documents)
    for stored_as in stored:
        with suppress(OSError):
            store.remove(stored_as)


class _Pieces(io.RawIOBase):
    """Reads from pieces: nothing of an attached file touches a disk in the clear."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer at the end."""
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        cut = len(self._left) if size < 0 else size
        given, self._left = self._left[:cut], self._left[cut:]
        return given
