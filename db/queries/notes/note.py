"""One contact note, as its page shows it."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.note import ContactNote
from db.models.office import Program
from db.queries.cases.people import staff_names
from db.queries.notes.content import is_as_signed, people_of
from db.queries.notes.readable import known_note, readable_note
from db.queries.reading import Reading
from db.rules.codes import NoteClass, NoteKind, NoteStatus, Topic
from db.rules.findings import Refused, hard
from db.rules.notes import PersonPresent
from db.rules.permissions import Action


@dataclass(frozen=True)
class AddendumLine:
    """What was added to a signed note."""

    id: UUID
    author_id: UUID
    author: str
    signed_at: datetime
    text: str


@dataclass(frozen=True)
class NoteDetail:
    """A note. If `readable` is false only kind, dates, author and status are filled.

    `hidden_reason` says why the text is hidden; `carried_case` is the number of the case that
    the note was carried to or from, if the user may know it, else empty.
    """

    id: UUID
    case_id: UUID
    case_number: str
    version: int
    status: NoteStatus
    readable: bool
    mine: bool
    kind: NoteKind | None
    note_class: NoteClass
    started_at: datetime
    author_id: UUID
    author: str
    signed_at: datetime | None
    signed_by: str
    topic: Topic | None = None
    minutes: int | None = None
    miles: Decimal | None = None
    place: str = ""
    program_id: UUID | None = None
    program: str = ""
    units: Decimal | None = None
    text: str = ""
    people: tuple[PersonPresent, ...] = ()
    appointment_id: UUID | None = None
    addenda: tuple[AddendumLine, ...] = ()
    hidden_at: datetime | None = None
    hidden_by: str = ""
    hidden_reason: str = ""
    carried_to_id: UUID | None = None
    carried_from_id: UUID | None = None
    carried_case: str = ""


def note_detail(reading: Reading, note_id: UUID) -> NoteDetail:
    """A note with its addenda. Raises `Refused` with "note.unknown"."""
    note, case, readable = note_to_see(reading, note_id)
    return detail_of(reading, note, case, readable)


def note_is_as_signed(reading: Reading, note_id: UUID) -> bool:
    """Whether a signed note and its addenda still are what was signed, by whom it says."""
    note, _, _ = note_to_see(reading, note_id)
    return is_as_signed(reading.session, note)


def note_to_see(reading: Reading, note_id: UUID) -> tuple[ContactNote, CaseFile, bool]:
    """The note, its case and whether the user may read the text, not only know of it.

    Raises `Refused` with "note.unknown" if there is none that the user may know of.
    """
    reading.require(Action.READ_CASES)
    found = reading.session.execute(
        select(ContactNote, CaseFile, readable_note(reading))
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .where(ContactNote.id == note_id, known_note(reading))
    ).one_or_none()
    if found is None:
        raise Refused(hard("note.unknown"))
    return found[0], found[1], bool(found[2])


def detail_of(reading: Reading, note: ContactNote, case: CaseFile, readable: bool) -> NoteDetail:
    """The dataclass of a note that the user may know of."""
    added = note.addenda if readable else []
    names = staff_names(
        reading,
        (note.author_id, note.signed_by_id, note.hidden_by_id, *(a.author_id for a in added)),
    )
    trace = NoteDetail(
        id=note.id,
        case_id=note.case_id,
        case_number=case.number,
        version=note.version,
        status=note.status,
        readable=readable,
        mine=note.author_id == reading.user.id,
        kind=note.kind,
        note_class=note.note_class,
        started_at=note.started_at,
        author_id=note.author_id,
        author=names[note.author_id],
        signed_at=note.signed_at,
        signed_by=names.get(note.signed_by_id, "") if note.signed_by_id else "",
        hidden_at=note.hidden_at,
        hidden_by=names.get(note.hidden_by_id, "") if note.hidden_by_id else "",
        hidden_reason=note.hidden_reason,
        carried_to_id=note.carried_to_id,
        carried_from_id=note.carried_from_id,
        carried_case=_carried_case(reading, note),
    )
    if not readable:
        return trace
    program = reading.session.get(Program, note.program_id) if note.program_id else None
    return replace(
        trace,
        topic=note.topic,
        minutes=note.minutes,
        miles=note.miles,
        place=note.place,
        program_id=note.program_id,
        program=program.name if program else "",
        units=note.units,
        text=note.text,
        people=people_of(note),
        appointment_id=note.appointment_id,
        addenda=tuple(
            AddendumLine(a.id, a.author_id, names[a.author_id], a.signed_at, a.text) for a in added
        ),
    )


def _carried_case(reading: Reading, note: ContactNote) -> str:
    other_id = note.carried_to_id or note.carried_from_id
    if other_id is None:
        return ""
    number: str | None = reading.session.scalar(
        select(CaseFile.number)
        .join(ContactNote, ContactNote.case_id == CaseFile.id)
        .where(ContactNote.id == other_id, known_note(reading))
    )
    return number or ""
