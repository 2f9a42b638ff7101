"""A whole matter with words of `WORDS` in every kind of record that a sealed file may hold."""

from dataclasses import replace
from datetime import UTC, datetime

from db.office import Office
from db.operations.calendar.book import book
from db.operations.calendar.requests import ask
from db.operations.cases.parties import PartyForm, add_party
from db.operations.clients.intake import change_client
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.sign import sign_note
from db.operations.people.persons import add_person
from db.operations.tasks import TaskForm, add_task
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.waiting import RequestForm
from db.queries.clients.forms import client_form
from db.rules.codes import AppointmentKind, NoteKind, PartyRole, TaskKind, Topic
from db.rules.ids import new_id
from db.rules.notes import PersonPresent
from db.rules.outside_person import PersonForm
from tests.db.office.secrets_in import WORDS, Entered, enter

TEN = datetime(2026, 3, 3, 15, tzinfo=UTC)
ELEVEN = datetime(2026, 3, 3, 16, tzinfo=UTC)


def enter_matter(office: Office) -> Entered:
    """A client, changed once, a case with note, document, draft, party, task and appointment;
    and they wait for another one."""
    ids = enter(office)
    opened = office.read(client_form, ids.client)
    changed = replace(opened.form, preferred_name=WORDS[2])
    office.write(change_client, changed, opened.version)
    person = office.write(add_person, PersonForm(new_id(), last_name=WORDS[3])).result
    party = PartyForm(new_id(), ids.case, PartyRole.OTHER, person_id=person, remark=WORDS[2])
    office.write(add_party, party)
    office.write(add_task, TaskForm(new_id(), TaskKind.OTHER, f"Call {WORDS[0]}", ids.case))
    office.write(book, appointment(office, ids))
    wish = RequestForm(
        id=new_id(), kind=AppointmentKind.MEETING, minutes=30, client_id=ids.client, wish=WORDS[3]
    )
    office.write(ask, wish)
    return ids


def enter_signed(office: Office) -> Entered:
    """The same, and a note of it is signed."""
    ids = enter_matter(office)
    note = NoteForm(
        id=new_id(),
        case_id=ids.case,
        started_at=datetime(2026, 3, 2, 13, tzinfo=UTC),
        kind=NoteKind.HOME_VISIT,
        topic=Topic.SAFETY,
        minutes=30,
        text=f"{WORDS[0]} and the {WORDS[3]}.",
        people=(PersonPresent(name=WORDS[0], client_id=ids.client),),
    )
    version = office.write(save_draft_note, note).result
    office.write(sign_note, note.id, version)
    return replace(ids, note=note.id)


def appointment(office: Office, ids: Entered) -> AppointmentForm:
    """Tuesday from ten to eleven in New York, with who is signed in."""
    return AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT,
        starts_at=TEN,
        ends_at=ELEVEN,
        workers=(office.user.id,),
        client_id=ids.client,
        case_id=ids.case,
        subject=WORDS[3],
        place=WORDS[2],
    )
