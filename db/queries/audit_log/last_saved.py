"""Who saved a record last: for the question that follows when two people saved the same one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, union_all

from db.models.audit import AuditEvent
from db.models.base import Base
from db.models.staff import Staff
from db.queries.audit_log.seen import GUARDED, numbers_of_seen
from db.queries.reading import Reading
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class LastSave:
    """The last save of a record: who did it, when in the office's zone, and whether one did it
    oneself."""

    who: str
    at: datetime
    mine: bool


def last_save(reading: Reading, record_id: UUID, action: str = "") -> LastSave | None:
    """The last save of a record, as the audit log has it; None if that is not known.

    With an `action` the last one of that kind, as `Stale` names it for a part of a record.
    Otherwise what was done at the moment that the record itself carries: a look at it, or a
    signing in, is no save. For those who have the record open; an auditor is told no person.
    """
    if not any(map(reading.may, (Action.READ_CASES, Action.FIND_CLIENTS, Action.MANAGE_OFFICE))):
        return None
    asked = select(AuditEvent, Staff.id, Staff.display_name).join(
        Staff, Staff.id == AuditEvent.user_id
    )
    of_record = AuditEvent.record_id == record_id
    if action:
        asked = asked.where(of_record, AuditEvent.action == action).order_by(
            AuditEvent.at.desc(), AuditEvent.n.desc()
        )
    else:
        # The record of what was done may be that of another one, which was changed with this.
        asked = asked.where(AuditEvent.at == _changed_at(reading, record_id)).order_by(
            of_record.desc(), AuditEvent.n.desc()
        )
    found = reading.session.execute(asked.limit(1)).one_or_none()
    if found is None:
        return None
    event, who, name = found
    guarded = event.kind in GUARDED and event.record_id is not None
    if guarded and event.record_id not in numbers_of_seen(reading, [event]):
        return None  # restricted to others
    return LastSave(name, event.at.astimezone(reading.zone), who == reading.user.id)


def _changed_at(reading: Reading, record_id: UUID) -> datetime | None:
    """An id is given once, whatever it is of."""
    tables = [table for table in Base.metadata.sorted_tables if "version" in table.c]
    found = (select(one.c.changed_at).where(one.c.id == record_id) for one in tables)
    return reading.session.scalar(union_all(*found).limit(1))
