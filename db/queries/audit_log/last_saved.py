"""Who saved a record last: for the question that follows when two people saved the same one."""

from uuid import UUID

from sqlalchemy import select

from db.models.audit import AuditEvent
from db.models.staff import Staff
from db.queries.reading import Reading
from db.rules.permissions import Action

_LOOKED = "%viewed%"


def last_saved_by(reading: Reading, record_id: UUID) -> str:
    """The name of whoever else did the last thing to a record; empty if nobody did.

    That a file was looked at is nothing that was done to it. For those who have the record open;
    to an auditor, who is told no person, it is empty.
    """
    if not any(map(reading.may, (Action.READ_CASES, Action.FIND_CLIENTS, Action.MANAGE_OFFICE))):
        return ""
    found = (
        select(Staff.display_name)
        .join(AuditEvent, AuditEvent.user_id == Staff.id)
        .where(
            AuditEvent.record_id == record_id,
            AuditEvent.user_id != reading.user.id,
            AuditEvent.action.not_like(_LOOKED),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.n.desc())
        .limit(1)
    )
    return reading.session.scalar(found) or ""
