"""Audit events whose details were taken out, and the later event that vouches for the rest.

An event's hash covers its details, so they cannot be taken out unseen. The vouching event, hashed
and signed like every other, holds a digest of all else of each of them, the hash of the one before
included. So what is left cannot be changed either, and who took the details out stands in the log.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.queries.openings import LOG, through

TAKEN_OUT = '{"sealed":true}'
ACTION = "audit.details_sealed"
Vouched = dict[tuple[str, int], set[str]]


def vouched_for(session: Session) -> Vouched:
    """Which events may stand without details, as the vouching events say."""
    found: Vouched = {}
    with through(session, LOG):
        all_details = session.scalars(
            select(AuditEvent.details).where(AuditEvent.action == ACTION)
        ).all()
    for details in all_details:
        for device, number, rest in _entries(details):
            found.setdefault((device, number), set()).add(rest)
    return found


def is_vouched_for(event: AuditEvent, previous: bytes, vouched: Vouched) -> bool:
    """Whether the event lacks nothing but its details, which somebody vouched for."""
    if event.details != TAKEN_OUT:
        return False
    return rest_of(event, previous) in vouched.get((event.device, event.n), ())


def rest_of(event: AuditEvent, previous: bytes) -> str:
    """A digest of all of an event but its details, and of the hash before it."""
    parts = [
        event.device,
        event.n,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.user_id.hex,
        event.action,
        event.kind,
        event.record_id.hex if event.record_id else None,
        event.operation_id.hex,
        event.hash.hex(),
        event.signature.hex(),
        previous.hex(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _entries(details: str) -> Iterator[tuple[str, int, str]]:
    try:
        for device, numbers in json.loads(details)["events"].items():
            for number, rest in numbers.items():
                yield str(device), int(number), str(rest)
    except (ValueError, KeyError, AttributeError, TypeError):
        return  # an event that was changed, which its own hash shows
