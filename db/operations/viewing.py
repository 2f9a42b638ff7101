"""What is looked at again within a quarter of an hour was looked at once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.operations.work import Work

ONE_VIEW = timedelta(minutes=15)


def record_once(work: Work, action: str, kind: str, record_id: UUID) -> bool:
    """Log that the user looked at a record; False if they did lately."""
    lately = exists().where(
        AuditEvent.record_id == record_id,
        AuditEvent.at > work.now - ONE_VIEW,
        AuditEvent.user_id == work.user.id,
        AuditEvent.action == action,
    )
    if work.session.scalar(select(lately)):
        return False
    work.record(action, kind, record_id)
    return True
