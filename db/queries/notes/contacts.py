"""A list of contacts over cases, for a page, a worker's review or an export: without their text."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.note import ContactNote
from db.models.office import Program
from db.models.staff import Staff
from db.queries.cases.people import client_name
from db.queries.notes.readable import readable_note
from db.queries.reading import Reading
from db.rules.codes import NoteClass, NoteKind, NoteStatus, Topic
from db.rules.names import NameOrder
from db.rules.permissions import Action


@dataclass(frozen=True)
class ContactFilter:
    """Which contacts; days are the office's, both ends included. None means no bound."""

    first_day: date | None = None
    last_day: date | None = None
    mine: bool = False
    author_id: UUID | None = None
    case_id: UUID | None = None
    program_id: UUID | None = None
    kind: NoteKind | None = None


@dataclass(frozen=True)
class ContactRow:
    """A signed contact. `started_at` is aware, in UTC."""

    id: UUID
    case_id: UUID
    case_number: str
    client_name: str  # family name first
    started_at: datetime
    kind: NoteKind | None
    topic: Topic | None
    program: str
    minutes: int | None
    miles: Decimal | None
    units: Decimal | None
    place: str
    author: str
    signed_at: datetime | None


def contact_list(
    reading: Reading,
    asked: ContactFilter = ContactFilter(),
    limit: int | None = None,
) -> tuple[ContactRow, ...]:
    """Signed notes of the ordinary class that the user may read, the newest first.

    Notes of protected classes are not listed, since lists are exported as they stand.
    """
    reading.require(Action.READ_CASES)
    found = (
        select(ContactNote, CaseFile.number, Client, Program.code, Staff.display_name)
        .join(CaseFile, CaseFile.id == ContactNote.case_id)
        .join(Client, Client.id == CaseFile.client_id)
        .join(Staff, Staff.id == ContactNote.author_id)
        .outerjoin(Program, Program.id == ContactNote.program_id)
        .where(
            ContactNote.status == NoteStatus.SIGNED,
            ContactNote.note_class == NoteClass.ORDINARY,
            readable_note(reading),
        )
        .order_by(ContactNote.started_at.desc(), ContactNote.id.desc())
        .limit(limit)
    )
    if asked.first_day is not None:
        found = found.where(ContactNote.started_at >= start_of(reading, asked.first_day))
    if asked.last_day is not None:
        after = start_of(reading, asked.last_day + timedelta(days=1))
        found = found.where(ContactNote.started_at < after)
    if asked.mine:
        found = found.where(ContactNote.author_id == reading.user.id)
    for column, value in (
        (ContactNote.author_id, asked.author_id),
        (ContactNote.case_id, asked.case_id),
        (ContactNote.program_id, asked.program_id),
        (ContactNote.kind, asked.kind),
    ):
        if value is not None:
            found = found.where(column == value)
    return tuple(
        ContactRow(
            id=note.id,
            case_id=note.case_id,
            case_number=number,
            client_name=client_name(client, NameOrder.FAMILY_FIRST),
            started_at=note.started_at,
            kind=note.kind,
            topic=note.topic,
            program=program or "",
            minutes=note.minutes,
            miles=note.miles,
            units=note.units,
            place=note.place,
            author=author,
            signed_at=note.signed_at,
        )
        for note, number, client, program, author in reading.session.execute(found)
    )


def start_of(reading: Reading, day: date) -> datetime:
    """The first moment of a day in the office, in UTC."""
    return datetime.combine(day, time(), reading.zone).astimezone(UTC)
