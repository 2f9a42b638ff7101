"""Contact notes and addenda in a timeline. What may not be read still leaves a line."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from db.models.case_file import CaseFile
from db.models.note import ContactNote, NoteAddendum, NotePerson
from db.models.staff import Staff
from db.queries.by_heart import ByHeart
from db.queries.cases.timeline.asking import CASE, Asking, newest
from db.queries.cases.timeline.entry import LONGEST_TEXT, NoteTrace, TimelineEntry
from db.queries.made_once import NOW, made_once
from db.queries.notes.find import has_words
from db.queries.notes.readable import known_note, readable_note
from db.queries.reading import Reading
from db.rules.codes import NoteStatus
from db.rules.timeline import TimelineKind

_PEOPLE = ByHeart(
    select(NotePerson.note_id, NotePerson.name)
    .where(NotePerson.note_id.in_(bindparam("notes", expanding=True)))
    .order_by(NotePerson.note_id, NotePerson.position)
)


@made_once
def _notes(reading: Reading) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            ContactNote.id,
            ContactNote.version,
            ContactNote.status,
            ContactNote.note_class,
            ContactNote.kind,
            ContactNote.topic,
            ContactNote.started_at,
            ContactNote.minutes,
            ContactNote.place,
            ContactNote.author_id,
            ContactNote.signed_at,
            ContactNote.hidden_reason,
            ContactNote.carried_to_id,
            ContactNote.carried_from_id,
            Staff.display_name,
            func.substr(ContactNote.text, 1, LONGEST_TEXT).label("text"),
            func.length(ContactNote.text).label("length"),
            readable_note(reading, NOW).label("readable"),
        )
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .join(Staff, Staff.id == ContactNote.author_id)
        .where(ContactNote.case_id == CASE, known_note(reading, NOW))
    )
    return newest(found, ContactNote.started_at, ContactNote.id)


@made_once
def _addenda(reading: Reading) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            NoteAddendum.id,
            NoteAddendum.note_id,
            NoteAddendum.signed_at,
            ContactNote.kind,
            ContactNote.started_at,
            Staff.display_name,
            func.substr(NoteAddendum.text, 1, LONGEST_TEXT).label("text"),
        )
        .join(ContactNote, ContactNote.id == NoteAddendum.note_id)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .join(Staff, Staff.id == NoteAddendum.author_id)
        .where(
            ContactNote.case_id == CASE,
            ContactNote.status == NoteStatus.SIGNED,
            readable_note(reading, NOW),
        )
    )
    return newest(found, NoteAddendum.signed_at, NoteAddendum.id)


def notes(asking: Asking) -> list[TimelineEntry]:
    """Contact notes by their start; drafts for their author alone."""
    reading = asking.reading
    found = _notes(reading)
    if asking.asked.topic is not None:
        found = found.where(ContactNote.topic == asking.asked.topic, readable_note(reading))
    if asking.asked.words.strip():
        found = found.where(has_words(reading, asking.asked.words), readable_note(reading))
    page = asking.page(found, TimelineKind.NOTE, ContactNote.started_at, ContactNote.id)
    rows = asking.rows(page)
    people = _people(asking, [row.id for row in rows if row.readable])
    return [
        TimelineEntry(
            kind=TimelineKind.NOTE,
            id=row.id,
            at=row.started_at,
            record=("note", row.id),
            text=row.text if row.readable else "",
            who=row.display_name,
            code=row.kind,
            status=row.status,
            note=NoteTrace(
                version=row.version,
                status=row.status,
                note_class=row.note_class,
                readable=bool(row.readable),
                mine=row.author_id == reading.user.id,
                signed_at=row.signed_at,
                topic=row.topic if row.readable else None,
                minutes=row.minutes if row.readable else None,
                place=row.place if row.readable else "",
                people=tuple(people.get(row.id, ())),
                hidden_reason=row.hidden_reason,
                carried_to_id=row.carried_to_id,
                carried_from_id=row.carried_from_id,
                cut=bool(row.readable) and row.length > LONGEST_TEXT,
            ),
        )
        for row in rows
    ]


def addenda(asking: Asking) -> list[TimelineEntry]:
    """Addenda by the moment of their signature, under notes that the user may read."""
    reading = asking.reading
    page = asking.page(
        _addenda(reading), TimelineKind.ADDENDUM, NoteAddendum.signed_at, NoteAddendum.id
    )
    return [
        TimelineEntry(
            kind=TimelineKind.ADDENDUM,
            id=row.id,
            at=row.signed_at,
            record=("note", row.note_id),
            text=row.text,
            who=row.display_name,
            code=row.kind,
        )
        for row in reading.session.execute(page, asking.told)
    ]


def _people(asking: Asking, note_ids: list[UUID]) -> dict[UUID, list[str]]:
    people: defaultdict[UUID, list[str]] = defaultdict(list)
    if not note_ids:
        return people
    for note_id, name in _PEOPLE.rows(asking.reading.session, {"notes": note_ids}):
        people[note_id].append(name)
    return people
