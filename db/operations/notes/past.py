"""Signed notes of the past, many at once: for offices that begin with a history.

What is written is the same that `save_draft_note` and `sign_note` write for a single note; there
is only less coming and going between the program and the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from db.models.case_file import CaseFile
from db.models.note import ContactNote, NotePerson
from db.operations.work import Work
from db.rules.casework import is_contact
from db.rules.codes import NoteStatus
from db.rules.ids import new_id
from db.rules.names import tokens
from db.rules.note_bytes import note_bytes
from db.rules.notes import NoteContent
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class PastNote:
    """A note with the aware moment at which its author signed it."""

    content: NoteContent
    signed_at: datetime


def put_past_notes(work: Work, notes: Sequence[PastNote]) -> None:
    """Write signed notes of the user, who is the author of all of them.

    The ids must be new. The cases must be readable to the user; whoever calls this made them.
    """
    work.require(Action.WRITE_NOTES)
    session, user = work.session, work.user
    session.flush()
    rows, people, words = [], [], []
    for note in notes:
        content = note.content
        signature = work.signer.sign(note_bytes(content, user.id, note.signed_at))
        rows.append(_row(work, content, note.signed_at, signature))
        people += _people(content)
        words.append((content.id, tokens(content.text) + tokens(content.place)))
        work.record_at(note.signed_at, "note.signed", "note", content.id, case=str(content.case_id))
    if not rows:
        return
    # First as drafts with their people, then signed: nobody is added to a signed note.
    drafts = [{**row, "status": NoteStatus.DRAFT} for row in rows]
    session.execute(insert(ContactNote), drafts)
    if people:
        session.execute(insert(NotePerson), people)
    session.execute(
        update(ContactNote.__table__)  # type: ignore[arg-type]
        .where(ContactNote.id == bindparam("note"))
        .values(status=NoteStatus.SIGNED),
        [{"note": row["id"]} for row in rows],
    )
    work.search.add(session, "note", words)
    _keep_last_contacts(work, notes)
    work.changed("note")


def _row(work: Work, content: NoteContent, signed_at: datetime, signature: bytes) -> dict[str, Any]:
    return {
        "id": content.id,
        "case_id": content.case_id,
        "author_id": content.author_id,
        "kind": content.kind,
        "topic": content.topic,
        "note_class": content.note_class,
        "started_at": content.started_at,
        "minutes": content.minutes,
        "miles": content.miles,
        "place": content.place,
        "program_id": content.program_id,
        "units": content.units,
        "text": content.text,
        "signed_at": signed_at,
        "signed_by_id": work.user.id,
        "signature": signature,
        "signing_key": work.signer.public_key,
        "hidden_reason": "",
        "version": 1,
        "created_at": signed_at,
        "changed_at": signed_at,
    }


def _people(content: NoteContent) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "note_id": content.id,
            "client_id": person.client_id,
            "person_id": person.person_id,
            "staff_id": person.staff_id,
            "name": person.name,
            "role": person.role,
            "position": position,
        }
        for position, person in enumerate(content.people)
    ]


def _keep_last_contacts(work: Work, notes: Sequence[PastNote]) -> None:
    latest: dict[UUID, datetime] = {}
    for note in notes:
        content = note.content
        if content.kind is not None and is_contact(content.kind) and content.started_at:
            before = latest.get(content.case_id, content.started_at)
            latest[content.case_id] = max(before, content.started_at)
    for case_id, moment in latest.items():
        known = (CaseFile.last_contact_at.is_(None)) | (CaseFile.last_contact_at < moment)
        work.session.execute(
            update(CaseFile).where(CaseFile.id == case_id, known).values(last_contact_at=moment)
        )
