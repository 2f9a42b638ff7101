"""Full-text search over contact notes: newest first, capped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.note import ContactNote
from db.models.staff import Staff
from db.queries.notes.readable import readable_note
from db.queries.reading import Reading
from db.queries.search_index import search_index
from db.queries.search_index.sought import NotesAsked, words_beginning
from db.rules.codes import NoteKind, NoteStatus, Topic
from db.rules.names import PersonName, fold, tokens
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


# Those of `NOTE_COLUMNS`.
_COLUMNS: tuple[Any, ...] = (
    ContactNote.id, ContactNote.case_id, CaseFile.number, Client.first_name, Client.last_name,
    Client.middle_name, Client.suffix, Client.preferred_name, ContactNote.kind,
    ContactNote.topic, ContactNote.status, ContactNote.started_at, Staff.display_name,
    ContactNote.text,
)  # fmt: skip
_FOUND: Select[Any] = (
    select(*_COLUMNS)
    .join(CaseFile, CaseFile.id == ContactNote.case_id)
    .join(Client, Client.id == CaseFile.client_id)
    .join(Staff, Staff.id == ContactNote.author_id)
    .order_by(ContactNote.started_at.desc(), ContactNote.id.desc())
)


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
    asked = NotesAsked(words_beginning(wanted), case_id, _LOOKED_AT, min(limit, MOST))

    def written(matching: Select[UUID]) -> Select[Any]:
        found = _FOUND.where(ContactNote.id.in_(matching), readable_note(reading))
        if case_id is not None:
            found = found.where(ContactNote.case_id == case_id)
        return found.limit(asked.most)

    index = search_index(reading.session)
    return tuple(
        FoundNote(
            id=row[0],
            case_id=row[1],
            case_number=row[2],
            client_name=PersonName(*row[3:8]).display(),
            kind=row[8],
            topic=row[9],
            status=row[10],
            started_at=row[11],
            author=row[12],
            excerpt=excerpt(row[13], wanted),
        )
        for row in reading.session.execute(index.notes(written, asked))
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
