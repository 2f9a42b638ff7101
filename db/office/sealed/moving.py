"""Sealing what is in the office already: it moves into a sealed file as a whole, or not at all.

Attached files are encrypted anew first. Then, while the office is held in one transaction, the
rows are copied into the file and committed there, with a note that they are on their way; then
they are taken out of the office. What was interrupted in between is ended later (`arriving`).
"""

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, cast
from uuid import UUID

from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.models.note import ContactNote
from db.office.sealed.arriving import (
    finish,
    forget,
    mark,
    matter_there,
    on_its_way,
    take_out_of_office,
    undo_held,
)
from db.office.sealed.letting_go import hold
from db.office.sealed.matter import Matter, matter_of
from db.office.sealed.named import named_in_log
from db.office.sealed.reference import Rows, bring_up_to_date, reference_data
from db.office.sealed.rows import put_rows, unguarded
from db.office.sealed.standing import SealedOffice
from db.operations.cases.open_case import index_case
from db.operations.clients.indexing import index_client, index_person
from db.operations.notes.draft import index_note
from db.operations.redaction import Named, events_about
from db.operations.work import Entry, Work
from db.queries.reading import Reading
from db.queries.visibility import case_to_read, client_to_see
from db.rules.findings import Refused, Stale, hard
from db.rules.names import PersonName
from db.rules.permissions import Action, allowed
from db.rules.sealed import Together
from db.storage.documents import StoredDocument


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
    if any(inside.read(matter_there, one).rows.get("client") for one in matter.ids("client")):
        raise Refused(hard("sealed.there_already"))  # the office is older than the file
    stored, came = _encrypt_anew(inside, matter), False
    try:
        reference, named = main.read(reference_data), named_in_log(main, matter)
        with inside.turn():
            try:
                main.write(_hand_over, inside, client_id, digest, stored, reference, named)
            except BaseException:
                came = True
                with suppress(Refused):
                    inside.start_over()
                    undo_held(inside, client_id)
                    came = _is_on_its_way(inside, client_id)
                raise
    except BaseException:
        if not came:
            forget(inside.home.document_store, stored)
        raise
    with suppress(Refused):  # it has moved; what could not be tidied, the next who opens it tidies
        finish(inside)


def _hand_over(
    work: Work,
    inside: SealedOffice,
    client_id: UUID,
    digest: str,
    stored: dict[UUID, StoredDocument],
    reference: dict[str, Rows],
    named: Named,
) -> None:
    """In the office's transaction: the file gets everything, then the office lets go of it."""
    inside.start_over()  # what an attempt that was undone has left in a copy
    hold(work, _readable_matter(work, client_id))
    matter = _readable_matter(work, client_id)
    if matter.digest() != digest:
        raise Stale("client")
    found = events_about(work.session, matter.all_ids(), named)
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
        for event in found
    ]
    # Where the office stood still and this is done anew, the file has it already.
    if not _is_on_its_way(inside, client_id):
        come = _with_keys(matter, stored)
        with inside.kept.within(work.session):
            inside.write_held(_come_in, client_id, digest, come, events, reference)
    take_out_of_office(work, matter, inside, found)


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
    mark(work.session, client_id, digest)
    work.entries.extend(events)
    work.record("sealed.moved_in", "client", client_id)
    for kind in ("client", "case", "note", "task", "document", "appointment", "request", "hearing"):
        work.changed(kind)


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


def _is_on_its_way(inside: SealedOffice, client_id: UUID) -> bool:
    return any(one.client_id == client_id for one in inside.read(on_its_way))


def _encrypt_anew(inside: SealedOffice, matter: Matter) -> dict[UUID, StoredDocument]:
    """Copies of the attached files under new keys, for the old ones are in the office's backups."""
    here, there = (o.home.document_store for o in (inside.main, inside))
    made: dict[UUID, StoredDocument] = {}
    try:
        for row in matter.rows.get("document", {}).values():
            plain = StoredDocument(row["stored_as"], row["key"], row["size"], row["sha256"])
            made[plain.stored_as] = there.put(
                cast(BinaryIO, _Pieces(here.pieces(plain))), plain.stored_as
            )
    except BaseException:
        forget(there, made)
        raise
    return made


def _with_keys(matter: Matter, stored: dict[UUID, StoredDocument]) -> Matter:
    rows = dict(matter.rows)
    rows["document"] = {
        key: {**row, "key": stored[row["stored_as"]].key}
        for key, row in rows.get("document", {}).items()
    }
    return Matter(rows, matter.stay)


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
