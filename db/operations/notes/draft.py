"""Drafts of contact notes: saved and changed by their author alone."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from db.models.client import Client, OutsidePerson
from db.models.note import ContactNote, NotePerson
from db.models.office import Program
from db.models.staff import Staff
from db.operations.all_day import all_day
from db.operations.notes.access import note_to_change
from db.operations.work import Work
from db.queries.notes.content import content_of
from db.queries.visibility import see_case
from db.rules.codes import NoteClass, NoteKind, NoteStatus, Topic
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.names import tokens
from db.rules.notes import NoteContent, NoteStep, PersonPresent, saving_findings
from db.rules.permissions import Action
from db.rules.text_fields import storable, stripped


@dataclass(frozen=True, kw_only=True)
class NoteForm:
    """A contact note as it is typed; what is None is still missing, which a draft may be.

    `started_at` is aware. `miles` are kept to one decimal, `units` to two. `version` is the one
    that the form opened with; 0 for a new note.
    """

    id: UUID
    case_id: UUID
    started_at: datetime
    kind: NoteKind | None = None
    topic: Topic | None = None
    note_class: NoteClass = NoteClass.ORDINARY
    minutes: int | None = None
    miles: Decimal | None = None
    place: str = ""
    program_id: UUID | None = None
    units: Decimal | None = None
    text: str = ""
    people: tuple[PersonPresent, ...] = ()
    appointment_id: UUID | None = None
    version: int = 0


@all_day
def save_draft_note(work: Work, form: NoteForm) -> int:
    """Save a new draft, or one's own draft again; returns its new version.

    Raises `Stale` if it was saved elsewhere meanwhile, `Refused` with "note.already_signed" or
    "note.not_author".
    """
    work.require(Action.WRITE_NOTES)
    see_case(work, form.case_id)
    form = stripped(form)
    if form.version:
        note = note_to_change(work, form.id, form.version, NoteStep.SAVE)
        if note.case_id != form.case_id:
            see_case(work, note.case_id)
            note.case_id = form.case_id
    else:
        note = ContactNote(
            id=form.id,
            case_id=form.case_id,
            author_id=work.user.id,
            status=NoteStatus.DRAFT,
            addenda=[],  # so that nobody asks for them
        )
    raise_hard(_unknown(work, form))
    with work.session.no_autoflush:  # one save is one version
        if form.version:
            work.touch(note)
        _fill(note, form)
        raise_hard(saving_findings(content_of(note)))
    if form.version:
        work.session.flush()
        index_note(work, note)
    else:
        words = [(note.id, note_words(note))]
        found_by = work.search.adding("note", words)
        work.put(note, *found_by)
        if not found_by:
            work.search.add(work.session, "note", words)
    work.record(
        "note.changed" if form.version else "note.begun", "note", note.id, case=str(note.case_id)
    )
    work.changed("note", note.id)
    return note.version


def discard_draft_note(work: Work, note_id: UUID, form_version: int) -> None:
    """Throw away one's own draft. What was never signed leaves only a line in the audit log."""
    work.require(Action.WRITE_NOTES)
    note = note_to_change(work, note_id, form_version, NoteStep.DISCARD)
    work.search.remove(work.session, "note", note_id)
    work.record("note.discarded", "note", note_id, case=str(note.case_id))
    work.changed("note", note_id)
    work.session.delete(note)


def index_note(work: Work, note: ContactNote) -> None:
    """Let the note be found by its words, and those of its addenda."""
    work.search.put(work.session, "note", note.id, note_words(note))


def note_words(note: ContactNote) -> tuple[str, ...]:
    """The words that a note is found by."""
    words = tokens(note.text) + tokens(note.place)
    for addendum in note.addenda:
        words += tokens(addendum.text)
    return words


def _unknown(work: Work, form: NoteForm) -> list[Finding]:
    found = []
    if form.program_id and work.session.get(Program, form.program_id) is None:
        found.append(hard("record.gone", "program_id", kind="program"))
    for person in form.people:
        for table, record_id in (
            (Client, person.client_id),
            (OutsidePerson, person.person_id),
            (Staff, person.staff_id),
        ):
            if record_id and work.session.get(table, record_id) is None:
                found.append(hard("record.gone", "people", kind=table.__tablename__))
        if not 0 < len(person.name.strip()) <= 200:
            found.append(hard("note.person_without_name", "people"))
    if len(form.place.strip()) > 200:
        found.append(hard("note.place_too_long", "place", longest=200))
    return found


def _fill(note: ContactNote, form: NoteForm) -> None:
    note.kind = form.kind
    note.topic = form.topic
    note.note_class = form.note_class
    note.started_at = form.started_at
    note.minutes = form.minutes
    note.miles = _rounded(form.miles, "0.1")
    note.place = form.place.strip()
    note.program_id = form.program_id
    note.units = _rounded(form.units, "0.01")
    note.text = form.text.strip()
    note.appointment_id = form.appointment_id
    set_people(note, form.people)


def set_people(note: ContactNote, people: tuple[PersonPresent, ...]) -> None:
    """Name who was present, in this order; rows that stay the same keep their id."""
    while len(note.people) > len(people):
        note.people.pop()
    for position, person in enumerate(people):
        if position == len(note.people):
            note.people.append(NotePerson())
        row = note.people[position]
        row.position = position
        row.name = storable(person.name).strip()
        row.role = person.role
        row.client_id = person.client_id
        row.person_id = person.person_id
        row.staff_id = person.staff_id


def new_draft_of(content: NoteContent, appointment_id: UUID | None) -> ContactNote:
    """A draft row with this content, for copies that operations make."""
    note = ContactNote(
        id=content.id,
        case_id=content.case_id,
        author_id=content.author_id,
        status=NoteStatus.DRAFT,
        kind=content.kind,
        topic=content.topic,
        note_class=content.note_class,
        started_at=content.started_at,
        minutes=content.minutes,
        miles=content.miles,
        place=content.place,
        program_id=content.program_id,
        units=content.units,
        text=content.text,
        appointment_id=appointment_id,
    )
    set_people(note, content.people)
    return note


def _rounded(value: Decimal | None, places: str) -> Decimal | None:
    if value is None:
        return None
    if not value.is_finite():
        raise Refused(hard("note.not_a_number", "miles"))
    return value.quantize(Decimal(places), ROUND_HALF_UP)
