"""What a court report takes from the notes: facts by topic, and who was contacted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.models.note import ContactNote
from db.queries.cases.people import staff_names
from db.queries.court.people import Involved, foster_clients, printable_note_name
from db.queries.court.period import ReportPeriod
from db.queries.reading import Reading
from db.queries.report_data.court_report import Fact, PersonContacted
from db.rules.codes import NoteKind, NoteStatus, PartyRole, Topic
from db.rules.confidentiality import leaves_by_itself
from db.rules.counts import NOT_COUNTED
from db.rules.names import fold


@dataclass(frozen=True)
class NotesOfPeriod:
    """The signed notes that may leave, in order, and how many stay behind."""

    notes: tuple[ContactNote, ...]
    withheld: int  # signed, of a class that needs a consent or an order for each disclosure
    unsigned: int


def notes_of_period(reading: Reading, case: CaseFile, period: ReportPeriod) -> NotesOfPeriod:
    """The notes of a case since the hearing before, to the report's end."""
    within = [ContactNote.case_id == case.id, ContactNote.started_at < period.ends_at]
    if period.starts_at is not None:
        within.append(ContactNote.started_at >= period.starts_at)
    found = reading.session.scalars(
        select(ContactNote)
        .where(*within, ContactNote.status == NoteStatus.SIGNED)
        .order_by(ContactNote.started_at, ContactNote.id)
        .options(selectinload(ContactNote.people), selectinload(ContactNote.addenda))
    ).all()
    leaving = [note for note in found if leaves_by_itself(note.note_class, note.status)]
    unsigned = reading.session.scalar(
        select(func.count())
        .select_from(ContactNote)
        .where(*within, ContactNote.status == NoteStatus.DRAFT)
    )
    return NotesOfPeriod(tuple(leaving), len(found) - len(leaving), unsigned or 0)


def facts_by_topic(
    reading: Reading, notes: NotesOfPeriod, people: Involved
) -> tuple[tuple[Topic, tuple[Fact, ...]], ...]:
    """What the notes say, topic by topic in their usual order, each by date.

    Attempts stand with the persons contacted, desk work stands nowhere.
    """
    told = [note for note in notes.notes if note.kind not in NOT_COUNTED]
    names = staff_names(
        reading,
        [note.author_id for note in told]
        + [addendum.author_id for note in told for addendum in note.addenda],
    )
    outside = _outside_people(reading, told)
    fosters = foster_clients(people)
    topics: defaultdict[Topic, list[Fact]] = defaultdict(list)
    for note in told:
        topics[note.topic or Topic.OTHER].append(_fact(reading, note, names, outside, fosters))
    return tuple((topic, tuple(topics[topic])) for topic in Topic if topic in topics)


def persons_contacted(
    reading: Reading, notes: NotesOfPeriod, people: Involved
) -> tuple[PersonContacted, ...]:
    """Everybody who was spoken with or was to be reached, by the first date; staff left out."""
    told = [note for note in notes.notes if note.kind is not NoteKind.ADMINISTRATIVE]
    outside = _outside_people(reading, told)
    fosters = foster_clients(people)
    found: dict[object, tuple[str, PartyRole | None, set[date], set[date]]] = {}
    for note in told:
        day = note.started_at.astimezone(reading.zone).date()
        for person in note.people:
            if person.staff_id is not None:
                continue
            key = person.client_id or person.person_id or fold(person.name)
            name = printable_note_name(person, outside, fosters)
            role = person.role or (found[key][1] if key in found else None)
            _, _, dates, attempts = found.get(key, ("", None, set(), set()))
            (attempts if note.kind is NoteKind.ATTEMPTED else dates).add(day)
            found[key] = (name, role, dates, attempts)
    contacted = [
        PersonContacted(name, role, tuple(sorted(dates)), tuple(sorted(attempts)))
        for name, role, dates, attempts in found.values()
    ]
    return tuple(sorted(contacted, key=lambda c: (min(c.dates + c.attempts), c.name)))


def _fact(
    reading: Reading,
    note: ContactNote,
    names: dict[UUID, str],
    outside: dict[UUID, OutsidePerson],
    fosters: dict[UUID, Client],
) -> Fact:
    assert note.kind is not None  # a signed note has one
    zone = reading.zone
    return Fact(
        on=note.started_at.astimezone(zone),
        kind=note.kind,
        author=names[note.author_id],
        text=note.text,
        place=_printable_place(note),
        addenda=tuple(
            (addendum.signed_at.astimezone(zone).date(), names[addendum.author_id], addendum.text)
            for addendum in note.addenda
        ),
        with_whom=tuple(
            printable_note_name(person, outside, fosters)
            for person in note.people
            if person.staff_id is None
        ),
        signed_on=note.signed_at.astimezone(zone).date() if note.signed_at else None,
    )


def _printable_place(note: ContactNote) -> str:
    """Where it was; a visit to a foster home names no place, which may be its address."""
    fostered = any(person.role is PartyRole.FOSTER_PARENT for person in note.people)
    return "" if fostered and note.kind is NoteKind.HOME_VISIT else note.place


def _outside_people(reading: Reading, notes: list[ContactNote]) -> dict[UUID, OutsidePerson]:
    ids = {p.person_id for note in notes for p in note.people if p.person_id is not None}
    found = reading.session.scalars(select(OutsidePerson).where(OutsidePerson.id.in_(ids)))
    return {person.id: person for person in found}
