"""Whether this office's log still holds what was seen of it once: by a computer, or in a backup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent, AuditHead
from db.models.staff import Staff
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.codes import Role

CREATED = "office.created"
ACCEPTED = "office.restore_accepted"
RESTORED = "office.restored"  # by an administrator, in the log of what took the office's place
_AT_ONCE = 400
Ends = Mapping[str, tuple[int, str]]  # by device: how long its chain was, and its last hash


@dataclass(frozen=True, slots=True)
class Seen:
    """The ends of the log's chains at a moment (aware). No name is in it."""

    at: datetime
    ends: Ends


def seen_now(reading: Reading) -> Seen:
    """The ends as they are now."""
    heads = select(AuditHead.device, AuditHead.n, AuditHead.hash)
    return Seen(
        reading.now,
        {row.device: (row.n, row.hash.hex()) for row in reading.session.execute(heads)},
    )


def first_entry(reading: Reading) -> bytes:
    """The hash of the entry that the log began with."""
    found = select(AuditEvent.hash).where(AuditEvent.n == 1)
    with through(reading.session, LOG):
        ordered = found.order_by(AuditEvent.at, AuditEvent.device)
        return reading.session.scalars(ordered).first() or b""


def has_entry(reading: Reading, hash_: bytes) -> bool:
    """Whether an entry with this hash begins one of the log's chains."""
    found = exists().where(AuditEvent.n == 1, AuditEvent.hash == hash_)
    with through(reading.session, LOG):
        return bool(reading.session.scalar(select(found)))


def has_gone_back(reading: Reading, seen: Seen) -> bool:
    """Whether the office is older than what was seen, or went another way since.

    An administrator's word that a backup was restored, or that they restored one, covers what was
    seen before it.
    """
    if holds(reading, seen):
        return False
    accepted = exists().where(
        AuditEvent.action.in_((ACCEPTED, RESTORED)),
        AuditEvent.at >= seen.at,
        AuditEvent.user_id == Staff.id,
        Staff.role == Role.ADMINISTRATOR,
    )
    with through(reading.session, LOG):
        return not reading.session.scalar(select(accepted))


def holds(reading: Reading, seen: Seen) -> bool:
    """Whether the log holds every chain as far as it was seen."""
    return all(_has(reading, device, n, hash_) for device, (n, hash_) in seen.ends.items())


def tells_of_founding(reading: Reading) -> bool:
    """Whether the log holds the first entry that is written of any office."""
    founding = exists().where(AuditEvent.action == CREATED)
    with through(reading.session, LOG):
        return bool(reading.session.scalar(select(founding)))


def recorded(reading: Reading, operation_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the operations that the audit log knows."""
    known: set[UUID] = set()
    for start in range(0, len(operation_ids), _AT_ONCE):
        some = operation_ids[start : start + _AT_ONCE]
        asked = select(AuditEvent.operation_id).where(AuditEvent.operation_id.in_(some))
        with through(reading.session, LOG):
            known.update(reading.session.scalars(asked))
    return frozenset(known)


def _has(reading: Reading, device: str, n: int, hash_: str) -> bool:
    found = select(AuditEvent.hash).where(AuditEvent.device == device, AuditEvent.n == n)
    with through(reading.session, LOG):
        stands = reading.session.scalar(found)
    return stands is not None and stands.hex() == hash_
