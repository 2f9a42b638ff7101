"""What the editor of a contact note offers: who may have been there, and which programs."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import Assignment, Enrollment
from db.models.client import Client
from db.models.staff import Staff
from db.queries.cases.parties import party_lines, safety_of
from db.queries.cases.people import client_name
from db.queries.office_settings import programs
from db.queries.reading import Reading
from db.queries.visibility import case_to_read
from db.rules.findings import Finding
from db.rules.notes import PersonPresent
from db.rules.permissions import Action
from db.rules.safe_contact import client_marks


@dataclass(frozen=True)
class NoteChoices:
    """What belongs to a case, for whoever writes a note in it.

    `people` are its running parties and workers, in the order of the file, and whoever asks;
    `usual_program` is that of the case's only running enrollment.
    """

    case_id: UUID
    case_number: str
    client_name: str
    marks: tuple[Finding, ...]
    people: tuple[PersonPresent, ...]
    programs: tuple[tuple[UUID, str], ...]
    usual_program: UUID | None


def note_choices(reading: Reading, case_id: UUID) -> NoteChoices:
    """What a note in this case offers. Raises `Refused` where the case may not be read."""
    reading.require(Action.READ_CASES)
    case = case_to_read(reading, case_id)
    client = reading.session.get_one(Client, case.client_id)
    parties = [
        PersonPresent(line.name, line.role, line.client_id, line.person_id)
        for line in party_lines(reading, case, client)
        if line.name and line.ended_on is None
    ]
    workers = [
        PersonPresent(name, staff_id=staff_id)
        for staff_id, name in reading.session.execute(
            select(Staff.id, Staff.display_name)
            .join(Assignment, Assignment.staff_id == Staff.id)
            .where(Assignment.case_id == case_id, Assignment.ended_on.is_(None))
            .order_by(Assignment.started_on, Assignment.id)
        )
    ]
    if all(worker.staff_id != reading.user.id for worker in workers):
        workers.append(PersonPresent(reading.user.display_name, staff_id=reading.user.id))
    running = reading.session.scalars(
        select(Enrollment.program_id)
        .where(Enrollment.case_id == case_id, Enrollment.ended_on.is_(None))
        .distinct()
    ).all()
    return NoteChoices(
        case_id=case.id,
        case_number=case.number,
        client_name=client_name(client),
        marks=client_marks(safety_of(client)),
        people=tuple(dict.fromkeys((*parties, *workers))),
        programs=tuple((opened.form.id, opened.form.name) for opened in programs(reading)),
        usual_program=running[0] if len(running) == 1 else None,
    )
