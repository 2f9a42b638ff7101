"""When it was last seen that the printed recovery code opens the office."""

from datetime import datetime

from sqlalchemy import select

from db.models.audit import AuditEvent
from db.queries.reading import Reading

TRIED, RENEWED = "office.recovery_code_tried", "office.recovery_code_renewed"


def recovery_code_tried(reading: Reading) -> datetime | None:
    """When the code that counts was last tried (aware); None if it never was."""
    last = reading.session.execute(
        select(AuditEvent.at, AuditEvent.action)
        .where(AuditEvent.action.in_((TRIED, RENEWED)))
        .order_by(AuditEvent.at.desc())
        .limit(1)
    ).first()
    return last.at if last is not None and last.action == TRIED else None
