"""The audit log, page by page, the newest first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from db.models.audit import AuditEvent
from db.models.staff import Staff
from db.queries.audit_log.seen import GUARDED, numbers_of_seen
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.permissions import Action

_NOTHING: Mapping[str, object] = MappingProxyType({})
_TEXTS = frozenset({"note", "court_report"})


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What to show; empty fields leave everything in. Moments are aware, `until` is excluded.

    `action` is a whole action ("note.signed") or a group of them ("note"); with `actions` any of
    several will do. `record_ids` are records any of which it may be about.
    """

    record_id: UUID | None = None
    user_id: UUID | None = None
    action: str = ""
    actions: tuple[str, ...] = ()
    record_ids: tuple[UUID, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditPlace:
    """Where a page ends; the next one goes on from here."""

    at: datetime
    device: str
    n: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line. `at` is in the office's zone; `number` is the case's or client's.

    Where the record is restricted to others, or gone, and for auditors, `hidden` is set, and
    neither record nor details are told; auditors see the role instead of the user's name. Of
    notes and reports the fields that changed are named without their texts.
    """

    place: AuditPlace
    at: datetime
    user: str
    role: Role
    action: str
    kind: str
    record_id: UUID | None
    number: str
    details: Mapping[str, object]
    hidden: bool


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some lines, and where to go on; `next` is None at the end of the log."""

    rows: tuple[AuditRow, ...]
    next: AuditPlace | None


_EVERYTHING = AuditFilter()


def audit_log(
    reading: Reading,
    asked: AuditFilter = _EVERYTHING,
    after: AuditPlace | None = None,
    limit: int = 100,
) -> AuditPage:
    """A page of the log. Raises `Refused` with "permission.denied"."""
    reading.require(Action.READ_AUDIT)
    found = (
        select(AuditEvent, Staff.display_name, Staff.role)
        .join(Staff, Staff.id == AuditEvent.user_id)
        .where(*_conditions(asked), *([] if after is None else [_beyond(after)]))
        .order_by(AuditEvent.at.desc(), AuditEvent.device.desc(), AuditEvent.n.desc())
        .limit(limit + 1)
    )
    with through(reading.session, LOG):
        lines = reading.session.execute(found).all()
    seen = numbers_of_seen(reading, [event for event, _, _ in lines[:limit]])
    rows = tuple(_row(reading, event, name, role, seen) for event, name, role in lines[:limit])
    return AuditPage(rows, rows[-1].place if len(lines) > limit else None)


def _conditions(asked: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if asked.record_id is not None:
        yield AuditEvent.record_id == asked.record_id
    if asked.user_id is not None:
        yield AuditEvent.user_id == asked.user_id
    if asked.record_ids:
        yield AuditEvent.record_id.in_(asked.record_ids)
    wanted = (*([asked.action] if asked.action else []), *asked.actions)
    if wanted:
        yield or_(*(_is_act(action) for action in wanted))
    if asked.since is not None:
        yield AuditEvent.at >= asked.since
    if asked.until is not None:
        yield AuditEvent.at < asked.until


def _is_act(action: str) -> ColumnElement[bool]:
    # A range, for LIKE would not use an index.
    within = and_(AuditEvent.action >= action + ".", AuditEvent.action < action + "/")
    return or_(AuditEvent.action == action, within)


def _beyond(place: AuditPlace) -> ColumnElement[bool]:
    same_moment = or_(
        AuditEvent.device < place.device,
        and_(AuditEvent.device == place.device, AuditEvent.n < place.n),
    )
    return and_(AuditEvent.at <= place.at, or_(AuditEvent.at < place.at, same_moment))


def _row(
    reading: Reading, event: AuditEvent, name: str, role: Role, seen: Mapping[UUID, str]
) -> AuditRow:
    auditor = not reading.may(Action.READ_CASES)
    guarded = event.kind in GUARDED and event.record_id is not None
    hidden = auditor or (guarded and event.record_id not in seen)
    number = seen.get(event.record_id, "") if event.record_id and not hidden else ""
    return AuditRow(
        place=AuditPlace(event.at, event.device, event.n),
        at=event.at.astimezone(reading.zone),
        user="" if auditor else name,
        role=role,
        action=event.action,
        kind=event.kind,
        record_id=None if hidden else event.record_id,
        number=number,
        details=_NOTHING if hidden else _details(event),
        hidden=hidden,
    )


def _details(event: AuditEvent) -> Mapping[str, object]:
    details: dict[str, object] = json.loads(event.details)
    fields = details.get("fields")
    if event.kind in _TEXTS and isinstance(fields, dict):
        details["fields"] = sorted(fields)
    return details
