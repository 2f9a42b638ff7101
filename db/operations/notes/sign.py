"""Signing notes and adding to signed ones."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, update

from db.models.case_file import CaseFile
from db.models.note import ContactNote, NoteAddendum
from db.operations.notes.access import note_to_change
from db.operations.notes.draft import index_note
from db.operations.work import Work
from db.queries.notes.content import content_of
from db.queries.notes.note import note_to_see
from db.rules.casework import is_contact
from db.rules.codes import NoteStatus
from db.rules.findings import Refused, hard, raise_hard
from db.rules.note_bytes import addendum_bytes, note_bytes
from db.rules.notes import NoteStep, addendum_findings, signing_findings
from db.rules.permissions import Action
from db.rules.text_fields import storable


@dataclass(frozen=True)
class SignedNote:
    """A note that was signed."""

    id: UUID
    version: int
    signed_at: datetime


def sign_note(work: Work, note_id: UUID, form_version: int) -> SignedNote:
    """Sign one's own draft: from now on it takes addenda only.

    Raises `Refused` with everything that is still missing, field by field, or `Stale`.
    """
    work.require(Action.WRITE_NOTES)
    note = note_to_change(work, note_id, form_version, NoteStep.SIGN)
    raise_hard(signing_findings(content_of(note), work.now))
    put_signature(work, note)
    work.record("note.signed", "note", note.id, case=str(note.case_id))
    work.changed("note", note.id)
    work.changed("case", note.case_id)
    return SignedNote(note.id, note.version, work.now)


def add_addendum(work: Work, note_id: UUID, addendum_id: UUID, text: str) -> None:
    """Add signed words to a signed note. Whoever may read it may add to it."""
    work.require(Action.WRITE_NOTES)
    _, _, readable = note_to_see(work, note_id)
    note = note_to_change(work, note_id, None, NoteStep.ADD)
    if not readable:
        raise Refused(hard("note.not_readable"))
    raise_hard(addendum_findings(text))
    put_addendum(work, note, addendum_id, work.user.id, storable(text).strip())
    work.record("note.added_to", "note", note.id, addendum=str(addendum_id))
    work.changed("note", note.id)


def put_signature(work: Work, note: ContactNote, author_id: UUID | None = None) -> None:
    """Turn a draft into a signed note; the case then knows of the contact.

    A draft is its author's alone, so who brings in another's note drafts it and names its author
    here.
    """
    # First the content: reading it may write what is pending, and half a signature is refused.
    content = replace(content_of(note), author_id=author_id or note.author_id)
    message = note_bytes(content, work.user.id, work.now)
    work.touch(note)
    note.author_id = content.author_id
    note.status = NoteStatus.SIGNED
    note.signed_at = work.now
    note.signed_by_id = work.user.id
    note.signing_key = work.signer.public_key
    note.signature = work.signer.sign(message)
    work.session.flush()
    index_note(work, note)
    _keep_last_contact(work, note)


def put_addendum(
    work: Work, note: ContactNote, addendum_id: UUID, author_id: UUID, text: str
) -> None:
    """Write a signed addendum; it holds fast to the note's own signature."""
    message = addendum_bytes(addendum_id, note.id, note.signature or b"", author_id, text, work.now)
    before = list(note.addenda)
    work.touch(note)
    note.addenda = [
        *before,
        NoteAddendum(
            id=addendum_id,
            author_id=author_id,
            text=text,
            signed_at=work.now,
            signed_by_id=work.user.id,
            signature=work.signer.sign(message),
            signing_key=work.signer.public_key,
        ),
    ]
    work.session.flush()
    index_note(work, note)


def _keep_last_contact(work: Work, note: ContactNote) -> None:
    if note.kind is None or not is_contact(note.kind):
        return
    # Not through the mapped row: a colleague's open form of the case must not turn stale.
    work.session.execute(
        update(CaseFile)
        .where(
            CaseFile.id == note.case_id,
            or_(CaseFile.last_contact_at.is_(None), CaseFile.last_contact_at < note.started_at),
        )
        .values(last_contact_at=note.started_at)
    )
