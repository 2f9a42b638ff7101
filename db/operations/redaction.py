"""Taking the details out of audit events whose records are sealed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.operations.audit import START, event_hash
from db.operations.audit_vouching import ACTION, TAKEN_OUT, rest_of
from db.operations.work import Work
from db.rules.findings import Refused, hard

_AT_ONCE = 400


def events_about(session: Session, record_ids: Iterable[UUID]) -> list[AuditEvent]:
    """The events about these records, by device and number."""
    ids = sorted(record_ids)
    found: list[AuditEvent] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found += session.scalars(select(AuditEvent).where(AuditEvent.record_id.in_(some)))
    return sorted(found, key=lambda event: (event.device, event.n))


def take_details_out(work: Work, events: Iterable[AuditEvent]) -> None:
    """Take out the details of these events, and vouch for what is left of them.

    The caller has lifted the audit log's guard and puts it back. Raises `Refused` with
    "audit.event_changed" for an event that does not fit its hash as it is.
    """
    vouched: dict[str, dict[str, str]] = {}
    for event in events:
        if event.details in ("{}", TAKEN_OUT):
            continue
        previous = _hash_before(work.session, event)
        if event.hash != event_hash(event, previous):
            raise Refused(hard("audit.event_changed", device=event.device, n=event.n))
        vouched.setdefault(event.device, {})[str(event.n)] = rest_of(event, previous)
        work.session.execute(
            update(AuditEvent)
            .where(AuditEvent.device == event.device, AuditEvent.n == event.n)
            .values(details=TAKEN_OUT)
            .execution_options(synchronize_session=False)
        )
        work.session.expire(event)
    if vouched:
        work.record(ACTION, "audit", None, events=vouched)


def _hash_before(session: Session, event: AuditEvent) -> bytes:
    found = session.scalar(
        select(AuditEvent.hash).where(
            AuditEvent.device == event.device, AuditEvent.n == event.n - 1
        )
    )
    return START if found is None else found
