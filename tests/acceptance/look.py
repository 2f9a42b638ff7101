"""Looks into an office behind the program's back, for scenes; run by the program's own Python.

    python -m tests.acceptance.look

Each line of its input is a question, an object of "place", "user", "password" and "what", which is
one of `LOOKS`; it answers with a line that holds the "records", or the "trouble" that it met.
"""

import json
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentResource
from db.models.audit import AuditEvent, Disclosure
from db.models.case_file import Assignment, CaseFile
from db.models.client import Client
from db.models.court import CourtReport, Hearing
from db.models.group import GroupAttendance
from db.models.note import ContactNote
from db.models.staff import PhoneMessage, Staff
from db.office.entering import enter, where_is
from db.queries.drafts import my_drafts
from db.queries.reading import Reading
from db.rules.codes import AssignmentRole, CaseStatus, ResourceKind


def clients(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every client's names, and whether they are expected anywhere today."""
    begins = datetime.combine(reading.today, time(), reading.zone)
    today = select(AppointmentResource.resource_id).where(
        AppointmentResource.kind == ResourceKind.CLIENT,
        AppointmentResource.starts_at >= int(begins.timestamp()),
        AppointmentResource.starts_at < int((begins + timedelta(days=1)).timestamp()),
    )
    expected = set(reading.session.scalars(today))
    for client in reading.session.scalars(select(Client).order_by(Client.number)):
        yield {
            "number": client.number,
            "first": client.first_name,
            "last": client.last_name,
            "born": client.birth_date.stored() if client.birth_date else "",
            "restricted": client.restricted,
            "expected": client.id in expected,
        }


def cases(reading: Reading) -> Iterable[dict[str, Any]]:
    """Open cases that are not restricted: client, and the user name of the primary worker."""
    found = (
        select(CaseFile.number, Staff.user_name, Client.first_name, Client.last_name)
        .join(Client, Client.id == CaseFile.client_id)
        .join(Assignment, Assignment.case_id == CaseFile.id)
        .join(Staff, Staff.id == Assignment.staff_id)
        .where(
            CaseFile.status == CaseStatus.OPEN,
            CaseFile.restricted.is_(False),
            Assignment.role == AssignmentRole.PRIMARY,
            Assignment.ended_on.is_(None),
        )
        .order_by(CaseFile.number)
    )
    for number, worker, first, last in reading.session.execute(found):
        yield {"number": number, "worker": worker, "client": f"{first} {last}"}


def notes(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every contact note with what was added to it."""
    for note in reading.session.scalars(select(ContactNote)):
        yield {
            "case": reading.session.get_one(CaseFile, note.case_id).number,
            "status": note.status.value,
            "text": note.text,
            "signed": note.signature is not None,
            "addenda": [addendum.text for addendum in note.addenda],
        }


def appointments(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every appointment, with the reason for which it was booked all the same."""
    for booked in reading.session.scalars(select(Appointment)):
        yield {
            "kind": booked.kind.value,
            "status": booked.status.value,
            "starts": _moment(reading, booked.starts_at),
            "ends": _moment(reading, booked.ends_at),
            "subject": booked.subject,
            "override": booked.override_reason,
        }


def taken(reading: Reading) -> Iterable[dict[str, Any]]:
    """When which worker is taken by what blocks, from tomorrow on, in order."""
    tomorrow = datetime.combine(reading.today + timedelta(days=1), time(), reading.zone)
    found = (
        select(AppointmentResource, Staff.display_name, Appointment.subject)
        .join(Staff, Staff.id == AppointmentResource.resource_id)
        .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
        .where(
            AppointmentResource.kind == ResourceKind.WORKER,
            AppointmentResource.blocks == 1,
            AppointmentResource.starts_at >= int(tomorrow.timestamp()),
        )
        .order_by(AppointmentResource.starts_at, Staff.display_name)
    )
    for row, name, subject in reading.session.execute(found):
        yield {
            "name": name,
            "starts": _moment(reading, row.starts_at),
            "ends": _moment(reading, row.ends_at),
            "subject": subject,
        }


def attendance(reading: Reading) -> Iterable[dict[str, Any]]:
    """Who came to which session of a group."""
    for row in reading.session.scalars(select(GroupAttendance)):
        yield {"session": str(row.appointment_id), "attended": row.attended.value}


def clock(reading: Reading) -> Iterable[dict[str, Any]]:
    """What time it is in the office."""
    yield {"now": reading.now.astimezone(reading.zone).isoformat()}


def hearings(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every hearing, with the start of its appointment and the words of its report."""
    for hearing in reading.session.scalars(select(Hearing).order_by(Hearing.starts_at)):
        report = reading.session.scalars(
            select(CourtReport).where(CourtReport.hearing_id == hearing.id)
        ).one_or_none()
        booked = hearing.appointment_id
        appointment = None if booked is None else reading.session.get_one(Appointment, booked)
        yield {
            "case": reading.session.get_one(CaseFile, hearing.case_id).number,
            "starts": _moment(reading, hearing.starts_at),
            "booked": None if appointment is None else _moment(reading, appointment.starts_at),
            "assessment": "" if report is None else report.assessment,
        }


def messages(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every phone message."""
    for message in reading.session.scalars(select(PhoneMessage)):
        recipient = reading.session.get_one(Staff, message.for_staff_id)
        yield {"for": recipient.display_name, "caller": message.caller, "text": message.text}


def drafts(reading: Reading) -> Iterable[dict[str, Any]]:
    """What whoever looks was typing."""
    for draft in my_drafts(reading):
        yield {"form": draft.form, "body": json.dumps(draft.body)}


def disclosures(reading: Reading) -> Iterable[dict[str, Any]]:
    """All that left the office."""
    for left in reading.session.scalars(select(Disclosure)):
        yield {
            "document": left.document,
            "recipient": left.recipient,
            "purpose": left.purpose.value,
            "sha256": left.sha256,
        }


def _moment(reading: Reading, seconds: int) -> str:
    return datetime.fromtimestamp(seconds, reading.zone).isoformat()


def audit(reading: Reading) -> Iterable[dict[str, Any]]:
    """What was done, in order."""
    for action in reading.session.scalars(select(AuditEvent.action).order_by(AuditEvent.at)):
        yield {"action": action}


LOOKS: dict[str, Callable[[Reading], Iterable[dict[str, Any]]]] = {
    look.__name__: look
    for look in (
        clients,
        cases,
        notes,
        appointments,
        taken,
        attendance,
        clock,
        hearings,
        messages,
        drafts,
        disclosures,
        audit,
    )
}


def main() -> None:
    """Answer until the input ends. What is there was there at the question: nothing is kept."""
    for line in sys.stdin:
        try:
            answer = {"records": _look(**json.loads(line))}
        except Exception:
            answer = {"trouble": traceback.format_exc()}
        print(json.dumps(answer), flush=True)


def _look(place: str, user: str, password: str, what: str) -> list[dict[str, Any]]:
    office = enter(where_is(place), user, password, device="look")
    try:
        return office.read(lambda reading: list(LOOKS[what](reading)))
    finally:
        office.close()


if __name__ == "__main__":
    main()
