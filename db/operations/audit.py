"""The audit log's chains: one for each device, hashed and signed from the first row on.

An event's hash covers the event and the hash before it; the head of each chain is signed
together with the lengths of all other chains. So an edit, a deletion, a reordering, a cut-off
tail or a vanished chain is found by `db.operations.audit_verifying`.
"""

import hashlib
import json
from datetime import UTC

from sqlalchemy import exists, select

from db.models.audit import AuditEvent, AuditHead, AuditKey
from db.operations.work import Work

EVENT = b"caseroom-audit-1\0"
_HEAD = b"caseroom-audit-head-1\0"
START = bytes(32)


def canonical(value: object) -> str:
    """JSON that is the same for the same value: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def append(work: Work) -> None:
    """Write the work's entries into this device's chain. Part of the work's transaction."""
    if not work.entries:
        return
    session = work.session
    others = session.execute(
        select(AuditHead.device, AuditHead.n).where(AuditHead.device != work.device)
    )
    seen = canonical(dict(iter(others)))
    head = _head(work)
    for entry in work.entries:
        head.n += 1
        event = AuditEvent(
            device=work.device,
            n=head.n,
            at=entry.at or work.now,
            user_id=work.user.id,
            action=entry.action,
            kind=entry.kind,
            record_id=entry.record_id,
            operation_id=work.operation_id,
            details=canonical(entry.details),
        )
        event.hash = event_hash(event, head.hash)
        event.signature = work.signer.sign(EVENT + event.hash)
        session.add(event)
        head.hash = event.hash
    head.seen = seen
    head.signed_by_id = work.user.id
    head.signature = work.signer.sign(head_message(head))
    session.add(head)
    work.entries.clear()


def event_hash(event: AuditEvent, previous: bytes) -> bytes:
    """SHA-256 over the event and the hash of the one before it."""
    fields = {
        "device": event.device,
        "n": event.n,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": event.user_id.hex,
        "action": event.action,
        "kind": event.kind,
        "record": event.record_id.hex if event.record_id else None,
        "operation": event.operation_id.hex,
        "details": event.details,
        "previous": previous.hex(),
    }
    return hashlib.sha256(canonical(fields).encode()).digest()


def head_message(head: AuditHead) -> bytes:
    """What is signed of a chain's end."""
    return _HEAD + canonical([head.device, head.n, head.hash.hex(), head.seen]).encode()


def _head(work: Work) -> AuditHead:
    """The end of this device's chain; whoever signs it now is known by their key."""
    key = (work.user.id, work.signer.public_key)
    known = exists().where(AuditKey.user_id == key[0], AuditKey.public_key == key[1])
    # On a server two writers of one computer wait for each other here, and on a file long before.
    asked = select(AuditHead, known).where(AuditHead.device == work.device)
    found = work.session.execute(asked.with_for_update(of=AuditHead)).one_or_none()
    is_known = found[1] if found else work.session.get(AuditKey, key) is not None
    if not is_known:
        work.session.add(AuditKey(user_id=key[0], public_key=key[1], since=work.now))
    return found[0] if found else AuditHead(device=work.device, n=0, hash=START)
