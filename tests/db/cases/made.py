"""Clients and cases made the short way, for tests about what happens to them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.operations.cases.assign import AssignmentForm
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.notes.draft import NoteForm, save_draft_note
from db.operations.notes.sign import sign_note
from db.queries.notes.note import note_detail
from db.rules.codes import AssignmentRole, NoteClass, NoteKind, PartyRole, Topic
from db.rules.ids import new_id
from db.rules.notes import PersonPresent
from tests.db.bench import Bench


def a_client(bench: Bench, first: str = "Ada", last: str = "Lovelace") -> Client:
    count = bench.session.query(Client).count()
    client: Client = bench.add(
        Client(
            number=f"C-{count + 1:05d}",
            first_name=first,
            last_name=last,
            sort_name=f"{last} {first}".lower(),
        )
    )
    return client


def an_outside_person(
    bench: Bench, first: str, last: str, role: PartyRole, *, protected: bool = False
) -> OutsidePerson:
    person: OutsidePerson = bench.add(
        OutsidePerson(
            first_name=first,
            last_name=last,
            usual_role=role,
            protected=protected,
            sort_name=f"{last} {first}".lower(),
        )
    )
    return person


def a_case(
    bench: Bench,
    client: Client | None = None,
    worker_id: UUID | None = None,
    opened_on: date = date(2026, 1, 5),
    **fields: object,
) -> UUID:
    """A case opened by whoever sits at the bench, with this primary worker."""
    client = client or a_client(bench)
    form = CaseForm(id=new_id(), client_id=client.id, opened_on=opened_on, **fields)  # type: ignore[arg-type]
    worker = None
    if worker_id is not None:
        worker = AssignmentForm(new_id(), worker_id, AssignmentRole.PRIMARY, opened_on)
    return bench.write(open_case, form, worker=worker).id


def the_case(bench: Bench, case_id: UUID) -> CaseFile:
    bench.session.expire_all()
    case = bench.session.get(CaseFile, case_id)
    assert case is not None
    return case


def a_note_form(bench: Bench, case_id: UUID, **fields: object) -> NoteForm:
    given: dict[str, object] = {
        "id": new_id(),
        "case_id": case_id,
        "kind": NoteKind.HOME_VISIT,
        "topic": Topic.SCHOOL,
        "started_at": bench.now - timedelta(hours=2),
        "minutes": 45,
        "place": "At home",
        "text": "She read to me from her school book.",
        "people": (PersonPresent("Ada Lovelace", PartyRole.CLIENT),),
    }
    return NoteForm(**(given | fields))  # type: ignore[arg-type]


def a_draft(bench: Bench, case_id: UUID, **fields: object) -> UUID:
    form = a_note_form(bench, case_id, **fields)
    bench.write(save_draft_note, form)
    return form.id


def a_signed_note(bench: Bench, case_id: UUID, **fields: object) -> UUID:
    note_id = a_draft(bench, case_id, **fields)
    bench.write(sign_note, note_id, 1)
    return note_id


def an_ordinary_and_a_closed_note(bench: Bench, case_id: UUID) -> tuple[UUID, UUID]:
    """One that every reader of the case reads, and a psychotherapy note."""
    return (
        a_signed_note(bench, case_id),
        a_signed_note(bench, case_id, note_class=NoteClass.PSYCHOTHERAPY, text="In confidence."),
    )


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def version_of(bench: Bench, note_id: UUID) -> int:
    """The version that a page which shows the note now would have."""
    return bench.read(note_detail, note_id).version
