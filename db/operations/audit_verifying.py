"""Verifying the audit log's chains: every hash is made again and every signature looked at."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent, AuditHead, AuditKey
from db.operations.audit import EVENT, START, event_hash, head_message
from db.operations.audit_vouching import Vouched, is_vouched_for, vouched_for
from db.primitives import is_signed
from db.queries.openings import LOG, fits_unseen, through
from db.rules.findings import Finding, hard

Signers = Mapping[UUID, Collection[bytes]]
End = tuple[int, bytes]  # of a chain: its last number and hash
BEFORE_ALL: End = (0, START)
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


@dataclass(frozen=True)
class Plan:
    """What there is to look at: each chain up to its end, with the keys that count.

    `findings` are what shows without looking at single entries, `heads` how many ends are signed.
    """

    ends: Mapping[str, End]
    keys: Mapping[UUID, Collection[bytes]]
    without_details: Vouched
    findings: tuple[Finding, ...] = ()
    heads: int = 0


def verify(
    session: Session, signers: Signers | None = None, looked: Looked | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with the chains. Codes: "audit.…", params: device and number.

    With `signers` only those keys count, whatever stands in the rows: somebody with the data key
    and a script could have put a key of their own there.
    """
    plan, looked = plan_whole(session, signers), looked or Looked()
    yield from plan.findings
    for device in plan.ends:
        after: End | None = BEFORE_ALL
        while after is not None:
            after, found = look(session, plan, device, after, looked)
            yield from found


def plan_whole(session: Session, signers: Signers | None = None) -> Plan:
    """To look at everything that is in the log now."""
    keys, foreign = _keys(session, signers)
    found = [hard("audit.key_foreign", count=foreign)] if foreign else []
    longest = select(AuditEvent.device, func.max(AuditEvent.n)).group_by(AuditEvent.device)
    with through(session, LOG):
        written: dict[str, int] = dict(iter(session.execute(longest)))
    lengths: dict[str, int] = {}
    vouched: dict[str, int] = {}
    ends: dict[str, End] = {}
    for head in session.scalars(select(AuditHead)):
        lengths[head.device] = head.n
        if not _signed(keys.get(head.signed_by_id, []), head.signature, head_message(head)):
            found.append(hard("audit.head_signature", device=head.device))
            continue
        ends[head.device] = (head.n, head.hash)
        for device, n in json.loads(head.seen).items():
            vouched[device] = max(n, vouched.get(device, 0))
        if written.get(head.device, 0) > head.n:
            beyond = written[head.device]
            found.append(hard("audit.chain_cut", device=head.device, n=beyond, known=head.n))
    for device in sorted(set(written) - set(lengths)):
        found.append(hard("audit.head_missing", device=device))
    for device, n in sorted(vouched.items()):
        if lengths.get(device, 0) < n:
            cut = lengths.get(device, 0)
            found.append(hard("audit.chain_cut", device=device, n=cut, known=n))
    return Plan(ends, keys, vouched_for(session), tuple(found), len(ends))


def plan_until(session: Session, ends: Mapping[str, End], signers: Signers | None = None) -> Plan:
    """To look at the chains up to these ends alone; what came later says nothing."""
    keys, _ = _keys(session, signers)
    return Plan(dict(sorted(ends.items())), keys, vouched_for(session))


def look(
    session: Session, plan: Plan, device: str, after: End, looked: Looked
) -> tuple[End | None, list[Finding]]:
    """Look at the next entries of a chain: how far one came, and what is wrong with them.

    None is the chain's end, or an entry after which no more can be said. No entry is ever changed,
    so each call may read anew, and nobody who saves must wait until all were looked at.
    """
    last, hash_ = plan.ends[device]
    before, previous = after
    events = (
        select(AuditEvent)
        .where(AuditEvent.device == device, AuditEvent.n > before, AuditEvent.n <= last)
        .order_by(AuditEvent.n)
        .limit(_AT_ONCE)
    )
    with through(session, LOG):
        next_ones = session.scalars(events).all()
    for event in next_ones:
        if event.n != before + 1:
            return None, [hard("audit.event_missing", device=device, n=before + 1)]
        if not _fits(session, plan, event, previous):
            return None, [hard("audit.event_changed", device=device, n=event.n)]
        if not _signed(plan.keys.get(event.user_id, ()), event.signature, EVENT + event.hash):
            return None, [hard("audit.event_signature", device=device, n=event.n)]
        looked.entry()
        before, previous = event.n, event.hash
    if before == last:
        wrong = hard("audit.chain_cut", device=device, n=before, known=last)
        return None, [] if previous == hash_ else [wrong]
    if before == after[0]:
        return None, [_without_rest(session, device, before, last)]
    return (before, previous), []


def _fits(session: Session, plan: Plan, event: AuditEvent, previous: bytes) -> bool:
    return (
        event.hash == event_hash(event, previous)
        or _vouched(session, plan, event, previous)
        or fits_unseen(session, event.device, event.n, previous)
    )


def _vouched(session: Session, plan: Plan, event: AuditEvent, previous: bytes) -> bool:
    """Whether the event lacks only its details; they may have been sealed since it was planned."""
    known = is_vouched_for(event, previous, plan.without_details)
    return known or is_vouched_for(event, previous, vouched_for(session))


def _without_rest(session: Session, device: str, n: int, known: int) -> Finding:
    """The chain ends too early, or goes on behind a gap."""
    later = select(AuditEvent.n).where(AuditEvent.device == device, AuditEvent.n > n).limit(1)
    with through(session, LOG):
        goes_on = session.scalar(later) is not None
    if not goes_on:
        return hard("audit.chain_cut", device=device, n=n, known=known)
    return hard("audit.event_missing", device=device, n=n + 1)


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


def _signed(public_keys: Collection[bytes], signature: bytes, message: bytes) -> bool:
    return any(is_signed(public_key, signature, message) for public_key in public_keys)
