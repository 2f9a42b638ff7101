"""Which records of the audit log's lines the reader may see, and what they are called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from db.models.appointment import Appointment
from db.models.audit import AuditEvent, Disclosure
from db.models.calendar import AppointmentRequest
from db.models.case_file import CaseFile, Document, Enrollment, Party, Task
from db.models.client import Client
from db.models.court import CourtOrder, CourtReport, Hearing, Placement
from db.models.note import ContactNote
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.permissions import Action

# Records of a case, by the kind that operations give them in the log.
_OF_CASE: dict[str, Any] = {
    "note": ContactNote,
    "task": Task,
    "document": Document,
    "hearing": Hearing,
    "order": CourtOrder,
    "placement": Placement,
    "court_report": CourtReport,
    "party": Party,
    "enrollment": Enrollment,
}
_OF_BOTH: dict[str, Any] = {
    "appointment": Appointment,
    "request": AppointmentRequest,
    "disclosure": Disclosure,
}
GUARDED = frozenset({"case", "client", *_OF_CASE, *_OF_BOTH})


def numbers_of_seen(reading: Reading, events: Iterable[AuditEvent]) -> dict[UUID, str]:
    """Guarded records that the reader may see, with the number of the case or client.

    A record that is gone is not among them: nobody can say any more whom it was about.
    """
    if not reading.may(Action.FIND_CLIENTS):
        return {}
    ids: dict[str, set[UUID]] = defaultdict(set)
    for event in events:
        if event.record_id is not None and event.kind in GUARDED:
            ids[event.kind].add(event.record_id)
    seen: dict[UUID, str] = {}
    for kind, wanted in ids.items():
        for record_id, case_number, client_number in reading.session.execute(
            _asked(reading, kind, wanted)
        ):
            seen[record_id] = case_number or client_number or ""
    return seen


def _asked(reading: Reading, kind: str, ids: set[UUID]) -> Any:
    if kind == "case":
        return select(CaseFile.id, CaseFile.number, CaseFile.number).where(
            CaseFile.id.in_(ids), readable_case(reading)
        )
    if kind == "client":
        return select(Client.id, Client.number, Client.number).where(
            Client.id.in_(ids), visible_client(reading)
        )
    if kind in _OF_CASE:
        record = _OF_CASE[kind]
        return (
            select(record.id, CaseFile.number, CaseFile.number)
            .outerjoin(CaseFile, CaseFile.id == record.case_id)
            .where(record.id.in_(ids), or_(record.case_id.is_(None), readable_case(reading)))
        )
    record = _OF_BOTH[kind]
    return (
        select(record.id, CaseFile.number, Client.number)
        .outerjoin(CaseFile, CaseFile.id == record.case_id)
        .outerjoin(Client, Client.id == record.client_id)
        .where(
            record.id.in_(ids),
            or_(record.case_id.is_(None), readable_case(reading)),
            or_(record.client_id.is_(None), visible_client(reading)),
        )
    )


def records_of_cases(case_ids: Sequence[UUID]) -> Iterator[Any]:
    """Statements for the ids of everything recorded in these cases, each with its case's id."""
    for record in (*_OF_CASE.values(), *_OF_BOTH.values()):
        yield select(record.id, record.case_id).where(record.case_id.in_(case_ids))


def records_of_client(client_id: UUID) -> Iterator[Any]:
    """The same for what is recorded of this client; the case's id may be None."""
    for record in _OF_BOTH.values():
        yield select(record.id, record.case_id).where(record.client_id == client_id)
    for record in (Enrollment, Party):
        yield select(record.id, record.case_id).where(record.client_id == client_id)
