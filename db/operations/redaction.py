"""Taking the details out of audit events whose records are sealed."""

import re
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.operations.audit import START, event_hash
from db.operations.audit_vouching import ACTION, TAKEN_OUT, rest_of
from db.operations.work import Work
from db.rules.findings import Refused, hard

_AT_ONCE = 400
_ID = re.compile(r'"([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})"')
_NOTHING = "{}"


def events_about(session: Session, record_ids: Iterable[UUID]) -> list[AuditEvent]:
    """The events about these records, and those whose details name one, by device and number.

    A record that was removed (a party entered by mistake) is known by such details alone.
    """
    ids = sorted(record_ids)
    found = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for event in session.scalars(select(AuditEvent).where(AuditEvent.record_id.in_(some))):
            found[event.device, event.n] = event
    for key in _naming(session, frozenset(ids)):
        if key not in found:
            found[key] = session.get_one(AuditEvent, key)
    return [found[key] for key in sorted(found)]


def was_sealed(session: Session, record_ids: Collection[UUID]) -> bool:
    """Whether the log's details of one of these records were taken out, as sealing does."""
    asked = exists().where(AuditEvent.record_id.in_(record_ids), AuditEvent.details == TAKEN_OUT)
    return bool(session.scalar(select(asked)))


def _naming(session: Session, ids: frozenset[UUID]) -> Iterator[tuple[str, int]]:
    if not ids:
        return
    asked = select(AuditEvent.device, AuditEvent.n, AuditEvent.details).where(
        AuditEvent.details.not_in((_NOTHING, TAKEN_OUT)), AuditEvent.action != ACTION
    )
    for device, n, details in session.execute(asked):
        if any(UUID(one) in ids for one in _ID.findall(details)):
            yield device, n


def take_details_out(work: Work, events: Iterable[AuditEvent]) -> None:
    """Take out the details of these events, and vouch for what is left of them.

    Of a record whose events have none the first is marked all the same, so that `was_sealed` knows
    of each. The caller has lifted the audit log's guard and puts it back. Raises `Refused` with
    "audit.event_changed" for an event that does not fit its hash as it is.
    """
    vouched: dict[str, dict[str, str]] = {}
    known: set[UUID | None] = {None}
    # Those with details come first: where there are none at all, one is marked.
    for event in sorted(events, key=lambda event: event.details == _NOTHING):
        if event.details == TAKEN_OUT or (event.details == _NOTHING and event.record_id in known):
            known.add(event.record_id)
            continue
        known.add(event.record_id)
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
