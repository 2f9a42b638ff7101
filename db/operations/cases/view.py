"""That somebody looked at a case file."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.operations.work import Work
from db.queries.visibility import case_to_read
from db.rules.permissions import Action

ONE_VIEW = timedelta(minutes=15)
_VIEWED = "case.viewed"


def record_case_view(work: Work, case_id: UUID) -> bool:
    """Log that the user sees the case file; False if they did within the last 15 minutes.

    Raises `Refused` where the case may not be read, so it can stand before the reading.
    """
    work.require(Action.READ_CASES)
    case_to_read(work, case_id)
    lately = exists().where(
        AuditEvent.record_id == case_id,
        AuditEvent.at > work.now - ONE_VIEW,
        AuditEvent.user_id == work.user.id,
        AuditEvent.action == _VIEWED,
    )
    if work.session.scalar(select(lately)):
        return False
    work.record(_VIEWED, "case", case_id)
    return True
