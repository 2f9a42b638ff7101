"""Verifying the audit log's chains: every hash is made again and every signature looked at."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent, AuditHead, AuditKey
from db.operations.audit import EVENT, START, event_hash, head_message
from db.operations.audit_vouching import Vouched, is_vouched_for, vouched_for
from db.rules.findings import Finding, hard

Signers = Mapping[UUID, Collection[bytes]]
End = tuple[int, bytes]  # of a chain: its last number and hash
_AT_ONCE = 1000


@dataclass
class Looked:
    """How much was looked at: entries that are as they were written, and signatures that hold.

    `each` is told from time to time how many entries were looked at.
    """

    entries: int = 0
    signatures: int = 0
    each: Callable[[int], object] | None = None

    def entry(self) -> None:
        """One more entry, whole and signed."""
        self.entries += 1
        self.signatures += 1
        if self.each is not None and self.entries % _AT_ONCE == 0:
            self.each(self.entries)


def verify(
    session: Session, signers: Signers | None = None, looked: Looked | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with the chains. Codes: "audit.…", params: device and number.

    With `signers` only those keys count, whatever stands in the rows: somebody with the data key
    and a script could have put a key of their own there.
    """
    looked = looked or Looked()
    keys, foreign = _keys(session, signers)
    if foreign:
        yield hard("audit.key_foreign", count=foreign)
    without_details = vouched_for(session)
    lengths: dict[str, int] = {}
    vouched: dict[str, int] = {}
    for head in session.scalars(select(AuditHead)):
        lengths[head.device] = head.n
        if not _signed(keys.get(head.signed_by_id, []), head.signature, head_message(head)):
            yield hard("audit.head_signature", device=head.device)
            continue
        looked.signatures += 1
        for device, n in json.loads(head.seen).items():
            vouched[device] = max(n, vouched.get(device, 0))
        end = (head.n, head.hash)
        yield from _verify_chain(session, head.device, end, keys, without_details, looked)
    for device in sorted(set(session.scalars(select(AuditEvent.device).distinct())) - set(lengths)):
        yield hard("audit.head_missing", device=device)
    for device, n in sorted(vouched.items()):
        if lengths.get(device, 0) < n:
            yield hard("audit.chain_cut", device=device, n=lengths.get(device, 0), known=n)


def verify_until(
    session: Session,
    ends: Mapping[str, End],
    signers: Signers | None = None,
    looked: Looked | None = None,
) -> Iterator[Finding]:
    """Everything that is wrong with the chains up to these ends; what came later says nothing."""
    looked = looked or Looked()
    keys, _ = _keys(session, signers)
    without_details = vouched_for(session)
    for device, end in sorted(ends.items()):
        yield from _verify_chain(session, device, end, keys, without_details, looked, beyond=False)


def _keys(session: Session, signers: Signers | None) -> tuple[dict[UUID, list[bytes]], int]:
    """The keys of each person that count, and how many stand there that do not."""
    keys: dict[UUID, list[bytes]] = {}
    foreign = 0
    for key in session.scalars(select(AuditKey)):
        if signers is None or key.public_key in signers.get(key.user_id, ()):
            keys.setdefault(key.user_id, []).append(key.public_key)
        else:
            foreign += 1
    return keys, foreign


def _verify_chain(
    session: Session,
    device: str,
    end: End,
    keys: dict[UUID, list[bytes]],
    without_details: Vouched,
    looked: Looked,
    *,
    beyond: bool = True,
) -> Iterator[Finding]:
    """`beyond`: entries after the end are looked at as well, and are one too many."""
    previous, expected = START, 1
    last, hash_ = end
    events = select(AuditEvent).where(AuditEvent.device == device).order_by(AuditEvent.n)
    if not beyond:
        events = events.where(AuditEvent.n <= last)
    for event in session.scalars(events.execution_options(yield_per=_AT_ONCE)):
        if event.n != expected:
            yield hard("audit.event_missing", device=device, n=expected)
            return
        whole = event.hash == event_hash(event, previous)
        if not whole and not is_vouched_for(event, previous, without_details):
            yield hard("audit.event_changed", device=device, n=event.n)
            return
        if not _signed(keys.get(event.user_id, []), event.signature, EVENT + event.hash):
            yield hard("audit.event_signature", device=device, n=event.n)
            return
        looked.entry()
        previous, expected = event.hash, expected + 1
    if expected - 1 != last or previous != hash_:
        yield hard("audit.chain_cut", device=device, n=expected - 1, known=last)


def _signed(public_keys: list[bytes], signature: bytes, message: bytes) -> bool:
    for public_key in public_keys:
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False
