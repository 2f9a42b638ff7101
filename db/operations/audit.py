"""The audit log's chains: one for each device, hashed and signed from the first row on.

An event's hash covers the event and the hash before it; the head of each chain is signed
together with the lengths of all other chains. So an edit, a deletion, a reordering, a cut-off
tail or a vanished chain is found by `db.operations.audit_verifying`.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, FromClause, bindparam, exists, select, update
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent, AuditHead, AuditKey
from db.operations.audit_ends import beginning_asked
from db.operations.work import Entry, Work
from db.queries.by_heart import ByHeart, Question, Row, ask_together, commits_at_once
from db.queries.openings import is_walled

EVENT = b"caseroom-audit-1\0"
_HEAD = b"caseroom-audit-head-1\0"
START = bytes(32)

# Written by tables and not by mapped rows: it is done in every write, and nobody keeps the rows.
_EVENTS = AuditEvent.metadata.tables[AuditEvent.__tablename__]
_HEADS = AuditHead.metadata.tables[AuditHead.__tablename__]


def _told(of: FromClause, before: str = "") -> dict[str, BindParameter[Any]]:
    return {one.name: bindparam(before + one.name) for one in of.c}


_NEW_END = ByHeart(_HEADS.insert().values(_told(_HEADS)))
_END = (
    update(_HEADS)
    .where(_HEADS.c.device == bindparam("of_device"))
    .values({name: one for name, one in _told(_HEADS).items() if name != "device"})
)
_NEXT_END = ByHeart(_END)
_NEXT_EVENTS = _EVENTS.insert()
_NEXT_EVENT = ByHeart(_NEXT_EVENTS.values(_told(_EVENTS)))
# On a server an entry and its end are one statement: a way there and back less in each write.
_OF_EVENT = "event_"
_NEXT_BOTH = ByHeart(_END.add_cte(_EVENTS.insert().values(_told(_EVENTS, _OF_EVENT)).cte("event")))
_IS_RECORDED = ByHeart(
    select(exists(_EVENTS.c.n).where(_EVENTS.c.operation_id == bindparam("operation_id")))
)


@dataclass(frozen=True)
class _Event:
    """An `AuditEvent` that is about to be written, before its hash."""

    device: str
    n: int
    at: datetime
    user_id: UUID
    action: str
    kind: str
    record_id: UUID | None
    operation_id: UUID
    details: str


@dataclass(frozen=True)
class _End:
    """What is signed of an `AuditHead` that is about to be written."""

    device: str
    n: int
    hash: bytes
    seen: str


def canonical(value: object) -> str:
    """JSON that is the same for the same value: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def is_recorded(session: Session, operation_id: UUID, *before: Question) -> bool:
    """Whether something in the log was done by this operation; asked after what comes `before`."""
    asked = (_IS_RECORDED, {"operation_id": operation_id})
    *_, rows = ask_together(session, *before, asked)
    return bool(rows[0][0])


def append(work: Work, *also: Question, keeping: Callable[[], object] | None = None) -> None:
    """Write the work's entries into this device's chain, and what is written `last` of its
    records. Part of the work's transaction; so is what is `also` asked in it, last of all.

    Whoever names what is to be done for `keeping` it wants it kept with that on the same way, where
    a database does so; it is called before that, for from there on it may be kept.
    """
    asked = (*_written(work), *work.lasts, *also)
    commit = keeping is not None and commits_at_once(work.session)
    if commit and keeping is not None:
        work.session.flush()
        keeping()
    ask_together(work.session, *asked, commit=commit)
    work.entries.clear()
    work.lasts.clear()


def _written(work: Work) -> list[Question]:
    """What writes the work's entries."""
    if not work.entries:
        return []
    session, device, signer = work.session, work.device, work.signer
    session.flush()  # what an entry tells of comes before it
    ends = _ends(work)
    if device not in ends and is_walled(session):  # two windows of this computer begin it, perhaps
        beginning, told = beginning_asked(device)
        beginning.rows(session, told)
        ends = _ends(work)
    own = ends.pop(device, None)
    key = (work.user.id, signer.public_key)
    if not (own[3] if own else session.get(AuditKey, key)):  # by it the signer is known later
        session.add(AuditKey(user_id=key[0], public_key=key[1], since=work.now))
    n, last = (own[1], own[2]) if own else (0, START)
    rows = []
    for entry in work.entries:
        n += 1
        event = _event(work, entry, n)
        last = event_hash(event, last)
        rows.append({**vars(event), "hash": last, "signature": signer.sign(EVENT + last)})
    end = _End(device, n, last, canonical({one: row[1] for one, row in ends.items()}))
    told = {
        "n": n,
        "hash": last,
        "seen": end.seen,
        "signed_by_id": work.user.id,
        "signature": signer.sign(head_message(end)),
    }
    if own and len(rows) == 1 and is_walled(session):
        entry_told = {_OF_EVENT + name: value for name, value in rows[0].items()}
        return [(_NEXT_BOTH, {"of_device": device, **told, **entry_told})]
    if len(rows) > 1:
        session.execute(_NEXT_EVENTS, rows)
    events = [(_NEXT_EVENT, rows[0])] if len(rows) == 1 else []
    if own:
        return [*events, (_NEXT_END, {"of_device": device, **told})]
    return [*events, (_NEW_END, {"device": device, **told})]


def _ends(work: Work) -> dict[str, Row]:
    return {row[0]: row for row in work.ends_of_log()}


def _event(work: Work, entry: Entry, n: int) -> _Event:
    return _Event(
        device=work.device,
        n=n,
        at=entry.at or work.now,
        user_id=work.user.id,
        action=entry.action,
        kind=entry.kind,
        record_id=entry.record_id,
        operation_id=work.operation_id,
        details=canonical(entry.details),
    )


def event_hash(event: AuditEvent | _Event, previous: bytes) -> bytes:
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


def head_message(head: AuditHead | _End) -> bytes:
    """What is signed of a chain's end."""
    return _HEAD + canonical([head.device, head.n, head.hash.hex(), head.seen]).encode()
