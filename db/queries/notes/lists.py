"""Lists of notes: what waits for a signature, and the entry to repeat."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.note import ContactNote
from db.queries.cases.people import client_name
from db.queries.notes.note import NoteDetail, detail_of
from db.queries.notes.readable import readable_note
from db.queries.reading import Reading
from db.rules.codes import NoteKind, NoteStatus, Topic
from db.rules.permissions import Action

_BEGINNING = 120
MOST = 500


@dataclass(frozen=True)
class DraftRow:
    """A note of one's own that is not signed yet. Moments are aware, in UTC."""

    id: UUID
    version: int
    case_id: UUID
    case_number: str
    client_name: str
    kind: NoteKind | None
    topic: Topic | None
    started_at: datetime
    changed_at: datetime
    beginning: str  # of the text


def notes_to_sign(
    reading: Reading, limit: int = MOST, case_id: UUID | None = None
) -> tuple[DraftRow, ...]:
    """The user's own drafts, of one case or of all, the oldest contact first."""
    if not reading.may(Action.READ_CASES):
        return ()
    in_case = () if case_id is None else (ContactNote.case_id == case_id,)
    found = reading.session.execute(
        select(ContactNote, CaseFile, Client)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .where(
            ContactNote.author_id == reading.user.id,
            ContactNote.status == NoteStatus.DRAFT,
            readable_note(reading),
            *in_case,
        )
        .order_by(ContactNote.started_at, ContactNote.id)
        .limit(limit)
    )
    return tuple(
        DraftRow(
            id=note.id,
            version=note.version,
            case_id=case.id,
            case_number=case.number,
            client_name=client_name(client),
            kind=note.kind,
            topic=note.topic,
            started_at=note.started_at,
            changed_at=note.changed_at,
            beginning=note.text[:_BEGINNING],
        )
        for note, case, client in found
    )


def last_note(
    reading: Reading, case_id: UUID | None = None, besides: UUID | None = None
) -> NoteDetail | None:
    """The user's own latest note, in this case or at all: what "repeat the last entry" copies.

    `besides` is the note that is being written.
    """
    reading.require(Action.READ_CASES)
    asked = (
        select(ContactNote, CaseFile)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .where(ContactNote.author_id == reading.user.id, readable_note(reading))
        .order_by(ContactNote.started_at.desc(), ContactNote.id.desc())
        .limit(1)
    )
    if case_id is not None:
        asked = asked.where(ContactNote.case_id == case_id)
    if besides is not None:
        asked = asked.where(ContactNote.id != besides)
    found = reading.session.execute(asked).one_or_none()
    return None if found is None else detail_of(reading, found[0], found[1], True)
