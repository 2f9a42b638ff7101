"""Full-text search over contact notes: newest first, capped."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.note import ContactNote
from db.models.staff import Staff
from db.queries.cases.people import client_name
from db.queries.notes.readable import readable_note
from db.queries.reading import Reading
from db.queries.search_index import search_index
from db.queries.search_index.sought import words_beginning
from db.rules.codes import NoteKind, NoteStatus, Topic
from db.rules.names import fold, tokens
from db.rules.permissions import Action

MOST = 200
_LOOKED_AT = 2_000  # matches written last: a common word must not read the whole office
_AROUND = 60


@dataclass(frozen=True)
class FoundNote:
    """A note in which the words were found, with the text around the first of them."""

    id: UUID
    case_id: UUID
    case_number: str
    client_name: str
    kind: NoteKind | None
    topic: Topic | None
    status: NoteStatus
    started_at: datetime
    author: str
    excerpt: str


def find_notes(
    reading: Reading, words: str, case_id: UUID | None = None, limit: int = MOST
) -> tuple[FoundNote, ...]:
    """Notes with a word that begins with each of these words, folded; newest first.

    Only what the user may read is found: no hidden note, and drafts by their author alone.
    """
    reading.require(Action.READ_CASES)
    wanted = tokens(words)
    if not wanted:
        return ()
    most = min(limit, MOST)
    index, sought = search_index(reading.session), words_beginning(wanted)
    matching = (
        index.newest_notes(sought, _LOOKED_AT, most)
        if case_id is None
        else index.matching("note", sought)
    )
    asked = (
        select(ContactNote, CaseFile, Client, Staff.display_name)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .join(Staff, Staff.id == ContactNote.author_id)
        .where(ContactNote.id.in_(matching), readable_note(reading))
        .order_by(ContactNote.started_at.desc(), ContactNote.id.desc())
        .limit(most)
    )
    if case_id is not None:
        asked = asked.where(ContactNote.case_id == case_id)
    return tuple(
        FoundNote(
            id=note.id,
            case_id=case.id,
            case_number=case.number,
            client_name=client_name(client),
            kind=note.kind,
            topic=note.topic,
            status=note.status,
            started_at=note.started_at,
            author=author,
            excerpt=excerpt(note.text, wanted),
        )
        for note, case, client, author in reading.session.execute(asked)
    )


def has_words(reading: Reading, words: str) -> ColumnElement[bool]:
    """Condition on `ContactNote`: each of these words begins one of the note's, folded."""
    wanted = tokens(words)
    if not wanted:
        return false()
    index = search_index(reading.session)
    return ContactNote.id.in_(index.matching("note", words_beginning(wanted)))


def excerpt(whole: str, wanted: tuple[str, ...]) -> str:
    """The text around the first word that begins with one of the wanted ones, on one line."""
    words = whole.split()
    place = next((n for n, word in enumerate(words) if _begins(word, wanted)), 0)
    first, length = place, 0
    while first > 0 and length + len(words[first - 1]) < _AROUND:
        first -= 1
        length += len(words[first]) + 1
    last, length = place, 0
    while last < len(words) and length + len(words[last]) < 2 * _AROUND:
        length += len(words[last]) + 1
        last += 1
    found = " ".join(words[first : max(last, place + 1)])[: 4 * _AROUND]
    return ("… " if first > 0 else "") + found + (" …" if last < len(words) else "")


def _begins(word: str, wanted: tuple[str, ...]) -> bool:
    return any(part.startswith(wanted) for part in fold(word).split())
