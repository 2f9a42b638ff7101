"""Taking the details out of audit events whose records are sealed."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select, update
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.operations.audit import START, event_hash
from db.operations.audit_vouching import ACTION, TAKEN_OUT, rest_of
from db.operations.work import Work
from db.queries.by_heart import ByHeart, Question, Row, ask_together
from db.rules.findings import Refused, hard

_AT_ONCE = 400
_ID = re.compile(r'"([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})"')
_NOTHING = "{}"


@dataclass(frozen=True)
class Named:
    """The events whose details name one of some records, as far as each chain was looked at."""

    ends: Mapping[str, int]
    events: frozenset[tuple[str, int]]


def events_about(session: Session, record_ids: Iterable[UUID], named: Named) -> list[AuditEvent]:
    """The events about these records, and those whose details name one, by device and number.

    A record that was removed (a party entered by mistake) is known by such details alone. `named`
    was looked for before, of these records at least; what was written since is looked at here.
    """
    ids = sorted(record_ids)
    found = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for event in session.scalars(select(AuditEvent).where(AuditEvent.record_id.in_(some))):
            found[event.device, event.n] = event
    known, naming = frozenset(ids), set(named.events)
    for device in chains(session):
        _, numbers = named_after(session, known, device, named.ends.get(device, 0))
        naming.update((device, n) for n in numbers)
    for key in naming - found.keys():
        event = session.get_one(AuditEvent, key)
        if _names(known, event.action, event.details):  # the details may be gone by now
            found[key] = event
    return [found[key] for key in sorted(found)]


def chains(session: Session) -> Iterator[str]:
    """The devices that have written in the log, also those whose signed end is gone."""
    device = session.scalar(select(func.min(AuditEvent.device)))
    while device is not None:
        yield device
        asked = select(func.min(AuditEvent.device)).where(AuditEvent.device > device)
        device = session.scalar(asked)


def named_after(
    session: Session, ids: Collection[UUID], device: str, after: int, most: int | None = None
) -> tuple[int, list[int]]:
    """Which of a device's events after this one name one of these records in their details.

    Gives how far was looked as well: at `most` so many, and as far as before at the chain's end.
    """
    asked = (
        select(AuditEvent.n, AuditEvent.action, AuditEvent.details)
        .where(AuditEvent.device == device, AuditEvent.n > after)
        .order_by(AuditEvent.n)
        .limit(most)
    )
    last, found = after, []
    for last, action, details in session.execute(asked):
        if _names(ids, action, details):
            found.append(last)
    return last, found


def was_sealed(session: Session, record_ids: Collection[UUID]) -> bool:
    """Whether the log's details of one of these records were taken out, as sealing does."""
    return is_so(ask_together(session, sealed_asked(record_ids))[0])


def sealed_asked(record_ids: Collection[UUID]) -> Question:
    """What is asked for it, for whoever asks something else besides; `is_so` reads the answer."""
    return _WAS_SEALED, {"record_ids": list(record_ids)}


def is_so(answer: Sequence[Row]) -> bool:
    """Whether the one value of an answer is true."""
    return bool(answer[0][0])


_WAS_SEALED = ByHeart(
    select(
        exists().where(
            AuditEvent.record_id.in_(bindparam("record_ids", expanding=True)),
            AuditEvent.details == TAKEN_OUT,
        )
    )
)


def _names(ids: Collection[UUID], action: str, details: str) -> bool:
    if details in (_NOTHING, TAKEN_OUT) or action == ACTION:
        return False
    return any(UUID(one) in ids for one in _ID.findall(details))


def take_details_out(
    work: Work,
    events: Iterable[AuditEvent],
    blank: Callable[[Work, AuditEvent], object] | None = None,
) -> None:
    """Take out the details of these events, and vouch for what is left of them.

    `blank` puts `TAKEN_OUT` in their place, where that is not done at once. Of a record whose
    events have none the first is marked all the same, so that `was_sealed` knows of each. The
    caller has lifted the audit log's guard and puts it back. Raises `Refused` with
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
        (blank or _blank)(work, event)
    if vouched:
        work.record(ACTION, "audit", None, events=vouched)


def _blank(work: Work, event: AuditEvent) -> None:
    work.session.execute(
        update(AuditEvent)
        .where(AuditEvent.device == event.device, AuditEvent.n == event.n)
        .values(details=TAKEN_OUT)
        .execution_options(synchronize_session=False)
    )
    work.session.expire(event)


def _hash_before(session: Session, event: AuditEvent) -> bytes:
    found = session.scalar(
        select(AuditEvent.hash).where(
            AuditEvent.device == event.device, AuditEvent.n == event.n - 1
        )
    )
    return START if found is None else found
