"""Of which kinds a case has entries at all.

Most cases have nothing of most kinds, and to find nothing in a source costs as much as to find
something: one question before spares the others, half of what a timeline asked.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, select

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.models.case_file import Assignment, CaseFile, Document, Enrollment, Task
from db.models.court import CourtOrder, Hearing, Placement
from db.models.note import ContactNote, NoteAddendum
from db.models.staff import PhoneMessage
from db.queries.by_heart import ByHeart
from db.queries.cases.timeline.asking import CASE
from db.queries.cases.timeline.status_entries import LOGGED_AS
from db.queries.reading import Reading
from db.rules.timeline import TimelineKind


def _logged(kind: TimelineKind) -> ColumnElement[bool]:
    return exists().where(AuditEvent.record_id == CASE, AuditEvent.action == LOGGED_AS[kind])


# Each finds at least what its source does. What is not here is always asked: nearly every case has
# notes, and somebody who works on it, and is enrolled.
_PRESENT: dict[TimelineKind, ColumnElement[bool]] = {
    TimelineKind.ADDENDUM: exists().where(
        ContactNote.case_id == CASE, NoteAddendum.note_id == ContactNote.id
    ),
    TimelineKind.TASK_DONE: exists().where(Task.case_id == CASE, Task.done_at.is_not(None)),
    TimelineKind.DOCUMENT: exists().where(Document.case_id == CASE),
    TimelineKind.APPOINTMENT: exists().where(Appointment.case_id == CASE),
    TimelineKind.MESSAGE: exists().where(PhoneMessage.client_id == bindparam("client_id")),
    TimelineKind.HEARING: exists().where(Hearing.case_id == CASE),
    TimelineKind.ORDER: exists().where(CourtOrder.case_id == CASE),
    TimelineKind.PLACEMENT: exists().where(Placement.case_id == CASE),
    TimelineKind.PLACEMENT_ENDED: exists().where(
        Placement.case_id == CASE, Placement.ended_on.is_not(None)
    ),
    TimelineKind.REOPENED: _logged(TimelineKind.REOPENED),
    TimelineKind.RESTRICTED: _logged(TimelineKind.RESTRICTED),
    TimelineKind.RESTRICTION_LIFTED: _logged(TimelineKind.RESTRICTION_LIFTED),
    TimelineKind.UNASSIGNED: exists().where(
        Assignment.case_id == CASE, Assignment.ended_on.is_not(None)
    ),
    TimelineKind.ENROLLMENT_ENDED: exists().where(
        Enrollment.case_id == CASE, Enrollment.ended_on.is_not(None)
    ),
}
_ASKED = ByHeart(select(*(present.label(kind.value) for kind, present in _PRESENT.items())))


def absent(reading: Reading, case: CaseFile) -> set[TimelineKind]:
    """The kinds of which the case has nothing for whoever asks."""
    told: dict[str, UUID] = {"case_id": case.id, "client_id": case.client_id}
    (found,) = _ASKED.rows(reading.session, told)
    missing = {kind for kind, present in zip(_PRESENT, found, strict=True) if not present}
    if TimelineKind.REOPENED in missing and case.closed_on is None:
        missing.add(TimelineKind.CLOSED)  # of the log only what was taken back is told
    return missing
