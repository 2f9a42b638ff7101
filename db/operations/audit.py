"""The audit log's chains: one for each device, hashed and signed from the first row on.

An event's hash covers the event and the hash before it; the head of each chain is signed
together with the lengths of all other chains. So an edit, a deletion, a reordering, a cut-off
tail or a vanished chain is found by `verify`.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent, AuditHead, AuditKey
from db.operations.audit_vouching import Vouched, is_vouched_for, vouched_for
from db.operations.work import Work
from db.rules.findings import Finding, hard

_EVENT = b"caseroom-audit-1\0"
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
    _remember_key(work)
    others = session.execute(
        select(AuditHead.device, AuditHead.n).where(AuditHead.device != work.device)
    )
    seen = canonical(dict(iter(others)))
    head = session.get(AuditHead, work.device) or AuditHead(device=work.device, n=0, hash=START)
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
        event.signature = work.signer.sign(_EVENT + event.hash)
        session.add(event)
        head.hash = event.hash
    head.seen = seen
    head.signed_by_id = work.user.id
    head.signature = work.signer.sign(_head_message(head))
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


def verify(
    session: Session, signers: Mapping[UUID, Collection[bytes]] | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with the chains. Codes: "audit.…", params: device and number.

    With `signers` only those keys count, whatever stands in the rows: somebody with the data key
    and a script could have put a key of their own there.
    """
    keys: dict[UUID, list[bytes]] = {}
    foreign = 0
    for key in session.scalars(select(AuditKey)):
        if signers is None or key.public_key in signers.get(key.user_id, ()):
            keys.setdefault(key.user_id, []).append(key.public_key)
        else:
            foreign += 1
    if foreign:
        yield hard("audit.key_foreign", count=foreign)
    without_details = vouched_for(session)
    lengths: dict[str, int] = {}
    vouched: dict[str, int] = {}
    for head in session.scalars(select(AuditHead)):
        lengths[head.device] = head.n
        if not _signed(keys.get(head.signed_by_id, []), head.signature, _head_message(head)):
            yield hard("audit.head_signature", device=head.device)
            continue
        for device, n in json.loads(head.seen).items():
            vouched[device] = max(n, vouched.get(device, 0))
        yield from _verify_chain(session, head, keys, without_details)
    for device in sorted(set(session.scalars(select(AuditEvent.device).distinct())) - set(lengths)):
        yield hard("audit.head_missing", device=device)
    for device, n in sorted(vouched.items()):
        if lengths.get(device, 0) < n:
            yield hard("audit.chain_cut", device=device, n=lengths.get(device, 0), known=n)


def _verify_chain(
    session: Session,
    head: AuditHead,
    keys: dict[UUID, list[bytes]],
    without_details: Vouched,
) -> Iterator[Finding]:
    previous, expected = START, 1
    events = select(AuditEvent).where(AuditEvent.device == head.device).order_by(AuditEvent.n)
    for event in session.scalars(events.execution_options(yield_per=1000)):
        if event.n != expected:
            yield hard("audit.event_missing", device=head.device, n=expected)
            return
        whole = event.hash == event_hash(event, previous)
        if not whole and not is_vouched_for(event, previous, without_details):
            yield hard("audit.event_changed", device=head.device, n=event.n)
            return
        if not _signed(keys.get(event.user_id, []), event.signature, _EVENT + event.hash):
            yield hard("audit.event_signature", device=head.device, n=event.n)
            return
        previous, expected = event.hash, expected + 1
    if expected - 1 != head.n or previous != head.hash:
        yield hard("audit.chain_cut", device=head.device, n=expected - 1, known=head.n)


def _head_message(head: AuditHead) -> bytes:
    return _HEAD + canonical([head.device, head.n, head.hash.hex(), head.seen]).encode()


def _remember_key(work: Work) -> None:
    public_key = work.signer.public_key
    if work.session.get(AuditKey, (work.user.id, public_key)) is None:
        key = AuditKey(user_id=work.user.id, public_key=public_key, since=work.now)
        work.session.add(key)


def _signed(public_keys: list[bytes], signature: bytes, message: bytes) -> bool:
    for public_key in public_keys:
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False
