"""A stored note as the rules know it, and whether it is still as it was signed."""

from uuid import UUID

from sqlalchemy.orm import Session

from db.models.audit import AuditKey
from db.models.note import ContactNote, NoteAddendum
from db.primitives import is_signed
from db.rules.note_bytes import addendum_bytes, note_bytes
from db.rules.notes import NoteContent, PersonPresent


def content_of(note: ContactNote) -> NoteContent:
    """What the note says, as the rules and the signature take it."""
    return NoteContent(
        id=note.id,
        case_id=note.case_id,
        author_id=note.author_id,
        kind=note.kind,
        topic=note.topic,
        note_class=note.note_class,
        started_at=note.started_at,
        minutes=note.minutes,
        miles=note.miles,
        place=note.place,
        program_id=note.program_id,
        units=note.units,
        text=note.text,
        people=people_of(note),
    )


def people_of(note: ContactNote) -> tuple[PersonPresent, ...]:
    """Who was present, in the order in which they were named."""
    return tuple(
        PersonPresent(
            name=person.name,
            role=person.role,
            client_id=person.client_id,
            person_id=person.person_id,
            staff_id=person.staff_id,
        )
        for person in sorted(note.people, key=lambda person: person.position)
    )


def is_as_signed(session: Session, note: ContactNote) -> bool:
    """Whether note and addenda still are what was signed, by keys that belong to the signers."""
    if note.signature is None or note.signed_at is None or note.signed_by_id is None:
        return False
    message = note_bytes(content_of(note), note.signed_by_id, note.signed_at)
    if not verifies(session, note.signed_by_id, note.signing_key, note.signature, message):
        return False
    return all(_addendum_is_as_signed(session, note, addendum) for addendum in note.addenda)


def _addendum_is_as_signed(session: Session, note: ContactNote, addendum: NoteAddendum) -> bool:
    message = addendum_bytes(
        addendum.id,
        note.id,
        note.signature or b"",
        addendum.author_id,
        addendum.text,
        addendum.signed_at,
    )
    return verifies(
        session, addendum.signed_by_id, addendum.signing_key, addendum.signature, message
    )


def verifies(
    session: Session, signer_id: UUID, key: bytes | None, signature: bytes, message: bytes
) -> bool:
    """Whether this was signed so, by a key that belongs to the signer."""
    if key is None or session.get(AuditKey, (signer_id, key)) is None:
        return False
    return is_signed(key, signature, message)
