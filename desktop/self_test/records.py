"""A client, a case, a note and an appointment: written, read back, and found."""

from datetime import timedelta

from db.operations.calendar.book import book
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.clients.intake import add_client
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.sign import sign_note
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.clients.client_file import client_file
from db.queries.search.find import find
from db.rules.clients.form import ClientForm
from db.rules.codes import AppointmentKind, NoteKind, Topic
from db.rules.ids import new_id
from db.texts import t
from desktop.self_test.bench import FIRST, LAST, Bench
from desktop.self_test.running import Failed


def keep(bench: Bench) -> str:
    """Write one of each, and see that they are there."""
    office = bench.opened()
    client_id, case_id, note_id = new_id(), new_id(), new_id()
    client = office.write(add_client, ClientForm(client_id, first_name=FIRST, last_name=LAST))
    now = office.clock()
    today = now.astimezone(office.record.zone).date()
    office.write(open_case, CaseForm(id=case_id, client_id=client_id, opened_on=today))
    note = NoteForm(
        id=note_id,
        case_id=case_id,
        started_at=now - timedelta(hours=1),
        kind=NoteKind.OFFICE_VISIT,
        topic=Topic.FAMILY,
        minutes=30,
        text=t("Written by the self-test."),
    )
    saved = office.write(save_draft_note, note).result
    office.write(sign_note, note_id, saved or 0)
    begins = bench.booked_at()
    appointment = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=50),
        workers=(office.user.id,),
        client_id=client_id,
    )
    office.write(book, appointment, "self-test")
    file = office.read(client_file, client_id)
    number = client.result.number if client.result else ""
    if not number or file.number != number or len(file.cases) != 1:
        raise Failed(t("What was written is not what is read."))
    if [hit.id for hit in office.read(find, LAST.lower())] != [client_id]:
        raise Failed(t("What was written is not found by its name."))
    bench.client_id = client_id
    return t("A client, a case, a note and an appointment were written, read and found.")
