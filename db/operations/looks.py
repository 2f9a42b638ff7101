"""Who looked at which file, put on record a little later and all at once.

On a shared drive a write takes several times as long as a read, and whoever opens a file should not
wait for it. What may be seen is asked before (`may_look`); that it was seen waits on that computer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.operations.viewing import ONE_VIEW
from db.operations.work import Work
from db.queries.emergencies import seen_by_emergency_only
from db.queries.reading import Reading
from db.queries.visibility import case_to_read, client_to_see
from db.rules.permissions import Action


@dataclass(frozen=True)
class Look:
    """Somebody saw a "client" or a "case" at an aware moment."""

    kind: str
    record_id: UUID
    at: datetime


def may_look(reading: Reading, kind: str, record_id: UUID) -> bool:
    """Whether the look may be put on record later; False where it has to be at once.

    Raises `Refused` where the record may not be seen, as `record_view` does.
    """
    if kind == "client":
        client_to_see(reading, record_id)
        return not seen_by_emergency_only(reading, record_id)
    reading.require(Action.READ_CASES)
    return not case_to_read(reading, record_id).restricted  # who sees such a file is known at once


def record_looks(work: Work, looks: Sequence[Look], lost: int = 0) -> int:
    """Log these looks of the user with their own moments; how many lines that made.

    One line stands for all looks at a file within 15 minutes, also where it was written before.
    `lost` looks were damaged on the computer where they waited.
    """
    made = 0
    last: dict[tuple[str, UUID], datetime] = {}
    for look in sorted(looks, key=lambda one: one.at):
        key = look.kind, look.record_id
        if key in last and look.at - last[key] < ONE_VIEW:
            continue
        action = f"{look.kind}.viewed"
        lately = exists().where(
            AuditEvent.record_id == look.record_id,
            AuditEvent.at > look.at - ONE_VIEW,
            AuditEvent.at <= look.at,
            AuditEvent.user_id == work.user.id,
            AuditEvent.action == action,
        )
        if work.session.scalar(select(lately)):
            continue
        last[key] = look.at
        work.record_at(look.at, action, look.kind, look.record_id)
        made += 1
    if lost:
        work.record("office.records_lost", "office", None, count=lost)
    return made
