"""What is in the walled office: a client whom everybody may know of, and a restricted one."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from db.models.appointment import Appointment
from db.models.audit import AuditEvent, AuditHead, Disclosure
from db.models.calendar import AppointmentRequest
from db.models.case_file import Assignment, CaseFile, Document, Party, Task
from db.models.client import Client, ClientAlias, ClientKey, ContactPoint, OutsidePerson
from db.models.court import Hearing
from db.models.emergency import EmergencyAccess
from db.models.note import ContactNote, NoteAddendum, NotePerson
from db.models.office import Draft
from db.models.staff import PhoneMessage
from db.queries.search_index import search_index
from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    AssignmentRole,
    CaseStatus,
    ContactKind,
    DisclosurePurpose,
    HearingKind,
    NoteStatus,
    PartyRole,
    RequestState,
    TaskKind,
)
from db.rules.ids import new_id
from db.rules.names import fold
from tests.db.bench import BEGAN
from tests.db.on_server.walled import Told, Walled

FOSTER = "moss"  # a foster parent, whom reception does not know of
SECRET = "sentinel"  # in every text of the restricted client's


def furnish(walled: Walled) -> tuple[Told, Told]:
    """Put both there; the restricted one's caseworker is "col"."""
    with Session(walled.engine) as session:
        told = _told(session, walled, "Ada", "plain", 1), _told(session, walled, "Rosa", SECRET, 2)
        session.get_one(Client, told[1].client).restricted = True
        case = session.get_one(CaseFile, told[1].case)
        case.restricted = True
        session.add(
            Assignment(
                case_id=case.id, staff_id=walled.ids["col"], role=AssignmentRole.PRIMARY,
                started_on=date(2026, 1, 5),
            )
        )  # fmt: skip
        session.add(
            EmergencyAccess(
                case_id=case.id, user_id=walled.ids["sup"], reason="It was over long ago",
                began_at=BEGAN, until=int(BEGAN.timestamp()),
            )
        )  # fmt: skip
        foster = OutsidePerson(
            first_name="Foster", last_name=FOSTER, organization="", protected=True,
            usual_role=PartyRole.FOSTER_PARENT, sort_name=f"{FOSTER} foster",
            created_at=BEGAN, changed_at=BEGAN,
        )  # fmt: skip
        session.add(foster)
        session.commit()
    return told


def _told(session: Session, walled: Walled, first: str, word: str, number: int) -> Told:
    stamps = {"created_at": BEGAN, "changed_at": BEGAN}
    author = walled.ids["col"]
    client = Client(
        number=f"C-0000{number}", first_name=first, last_name=word, sort_name=f"{word} {first}",
        presenting_need=word, **stamps,
    )  # fmt: skip
    session.add(client)
    session.flush()
    case = CaseFile(
        number=f"2026-000{number}", client_id=client.id, opened_on=date(2026, 1, 5),
        status=CaseStatus.OPEN,
        summary=word, background=word, **stamps,
    )  # fmt: skip
    session.add(case)
    session.flush()
    note = ContactNote(
        case_id=case.id, author_id=author, status=NoteStatus.DRAFT, started_at=BEGAN, text=word,
        **stamps,
    )  # fmt: skip
    session.add(note)
    session.flush()
    session.add_all(
        [
            ClientAlias(client_id=client.id, name=word),
            ClientKey(client_id=client.id, key=f"n:{word}"),
            ContactPoint(
                client_id=client.id, kind=ContactKind.MOBILE, value=f"555 {word}", matched=word
            ),
            Party(
                case_id=case.id, client_id=client.id, role=PartyRole.CHILD, remark=word, **stamps
            ),
            Task(case_id=case.id, staff_id=author, kind=TaskKind.FOLLOW_UP, title=word, **stamps),
            Document(
                case_id=case.id, name=f"{word}.pdf", media_type="application/pdf", size=1,
                sha256="", key=word.encode(), stored_as=new_id(), added_by_id=author, **stamps,
            ),
            Hearing(
                case_id=case.id, kind=HearingKind.REVIEW, starts_at=0, court=word, **stamps
            ),
            NotePerson(note_id=note.id, name=word),
            Appointment(
                kind=AppointmentKind.INTAKE, status=AppointmentStatus.CONFIRMED,
                starts_at=0, ends_at=3600, subject=word,
                case_id=case.id, client_id=client.id, booked_by_id=author, **stamps,
            ),
            AppointmentRequest(
                state=RequestState.WAITING, kind=AppointmentKind.INTAKE, minutes=60, subject=word,
                wish=word, case_id=case.id, client_id=client.id, requested_by_id=author, **stamps,
            ),
            Disclosure(
                at=BEGAN, user_id=author, document="court_report", form="printed",
                recipient=word, purpose=DisclosurePurpose.COURT, case_id=case.id,
                client_id=client.id,
            ),
            Draft(user_id=author, form=f"form{number}", record_id=note.id,
                  body={"text": SECRET}, saved_at=BEGAN),
            PhoneMessage(
                for_staff_id=author, taken_by_id=author, client_id=client.id, caller=SECRET,
                **stamps,
            ),
            AuditEvent(
                device="old", n=number, at=BEGAN + timedelta(minutes=number), user_id=author,
                action="client.changed", kind="client", record_id=client.id,
                operation_id=new_id(), details=f'{{"last_name": ["{word}"]}}',
                hash=bytes([number]) * 32, signature=bytes(64),
            ),
        ]
    )  # fmt: skip
    session.flush()
    note.status, note.signed_by_id, note.signed_at = NoteStatus.SIGNED, author, BEGAN
    session.add(
        NoteAddendum(
            note_id=note.id, author_id=author, text=word, signed_at=BEGAN, signed_by_id=author,
            signature=bytes(64), signing_key=bytes(32),
        )
    )  # fmt: skip
    if number == 2:
        session.add(
            AuditHead(
                device="old", n=2, hash=bytes([2]) * 32, signed_by_id=author, signature=bytes(64)
            )
        )
    index = search_index(session)
    index.add(session, "client", [(client.id, [fold(first), word])])
    index.add(session, "case", [(case.id, [word])])
    index.add(session, "note", [(note.id, [word])])
    return Told(client.id, case.id, note.id)
