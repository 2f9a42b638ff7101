"""What is left of what was acknowledged."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.models.case_file import Task
from db.models.note import ContactNote
from db.models.office import Draft
from db.office import Office
from db.office.keeping import check
from db.queries.reading import Reading
from tests.soak.person import Deed

_AUDITED = ("note", "booking", "task")


def faults(office: Office, acknowledged: Sequence[Deed]) -> list[str]:
    """What was lost, torn or doubled, and what the office's own check finds; empty if nothing."""
    found = office.read(_faults, acknowledged)
    return [*found, *(finding.code for finding in check(office))]


def _faults(reading: Reading, acknowledged: Sequence[Deed]) -> list[str]:
    session = reading.session
    content: dict[UUID, str] = {}
    for column, said in (
        (ContactNote.id, ContactNote.text),
        (Appointment.id, Appointment.subject),
        (Task.id, Task.title),
    ):
        content.update(iter(session.execute(select(column, said))))
    for id_, body in session.execute(select(Draft.record_id, Draft.body)):
        content[id_] = str(body["text"])
    counted = select(AuditEvent.operation_id, func.count()).group_by(AuditEvent.operation_id)
    events = dict(iter(session.execute(counted)))
    ends = Counter(text.rsplit(" ", 1)[-1] for text in content.values())
    wrong = []
    for deed in acknowledged:
        if deed.record_id not in content:
            wrong.append(f"lost: {deed.kind}")
        elif not content[deed.record_id].endswith(deed.words):
            wrong.append(f"torn: {deed.kind}")
        elif ends[str(deed.operation_id)] != 1:
            wrong.append(f"doubled: {deed.kind}")
        elif deed.kind in _AUDITED and events.get(deed.operation_id) != 1:
            wrong.append(f"not once in the audit log: {deed.kind}")
    return wrong
