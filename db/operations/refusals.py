"""That somebody asked for what they may not see or do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.operations.audit import canonical
from db.operations.work import Work
from db.queries.openings import LOG, through

_ACTION = "access.refused"


@dataclass(frozen=True)
class Refusal:
    """What was refused at an aware moment: the code, what was asked (its name), of which record.

    `more` counts others after it that were too many to be told one by one.
    """

    code: str
    asked: str
    record_id: UUID | None
    at: datetime
    more: int = 0


def record_refusals(work: Work, refusals: Sequence[Refusal]) -> None:
    """Log these refusals of the user, with their own moments; what is on record already is not
    told again: a program may have been killed before it forgot it, or another was quicker."""
    for one in refusals:
        kind = "case" if one.code == "case.restricted" else "office"
        more = {"more": one.more} if one.more else {}
        details: dict[str, object] = {"code": one.code, "asked": one.asked, **more}
        if _is_told(work, one, details):
            continue
        work.record_at(one.at, _ACTION, kind, one.record_id, **details)


def _is_told(work: Work, one: Refusal, details: dict[str, object]) -> bool:
    asked = exists().where(
        AuditEvent.at == one.at,
        AuditEvent.user_id == work.user.id,
        AuditEvent.action == _ACTION,
        AuditEvent.record_id.is_not_distinct_from(one.record_id),
        AuditEvent.details == canonical(details),
    )
    with through(work.session, LOG):
        return bool(work.session.scalar(select(asked)))
