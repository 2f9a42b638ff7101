"""Which appointments break when leave, a closure or other hours are entered, and their plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from db.models import office as office_models
from db.models.appointment import Appointment, AppointmentResource
from db.models.court import Hearing
from db.models.staff import Leave
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.calendar.plan_ways import span_of, ways_for
from db.queries.calendar.rules import calendar_rules
from db.queries.calendar.taken import overlapping
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding, information
from db.rules.permissions import Action
from db.rules.scheduling import Proposal, Resource, Span, conflicts, day_span, local
from db.rules.scheduling.plan import Way, WayKind

DAYS_OF_HOURS = 365  # so far ahead is looked when hours are changed
_CODES = {
    "leave": ("appointment.on_leave",),
    "closure": ("appointment.office_closed",),
    "hours": ("appointment.outside_hours", "appointment.intake_in_lunch"),
    "opening": ("appointment.office_not_open",),
}


class CauseKind(StrEnum):
    """What was entered."""

    LEAVE = "leave"
    CLOSURE = "closure"
    HOURS = "hours"  # of a worker
    OPENING = "opening"  # the office's own hours
    HEARING = "hearing"  # put off to another time


@dataclass(frozen=True, slots=True)
class Cause:
    """What was entered: the leave or the closures by their ids, or the worker of the hours; or what
    is about to be entered, that a hearing begins `at` another aware moment.
    """

    kind: CauseKind
    ids: tuple[UUID, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferedWay:
    """What may become of an appointment. Moments are aware, in the office's zone."""

    kind: WayKind
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    worker_id: UUID | None = None
    worker: str = ""


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """An appointment that breaks, why, and its ways, the proposed one first.

    `absent_id` is the worker who cannot keep it, if it is a worker.
    """

    item: CalendarItem
    why: tuple[Finding, ...]
    ways: tuple[OfferedWay, ...]
    absent_id: UUID | None = None

    @property
    def id(self) -> UUID:
        """The appointment's."""
        return self.item.id


@dataclass(frozen=True, slots=True)
class Broken:
    """What breaks. Of `hidden` ones the user may know no more than when and of whom they are."""

    rows: tuple[BrokenRow, ...]
    hidden: tuple[CalendarItem, ...]


def broken(reading: Reading, cause: Cause) -> Broken:
    """The appointments still expected that break, by their beginnings, with a plan for them.

    What was booked in spite of hours, with a reason, does not break by hours.
    """
    reading.require(Action.BOOK)
    what = _affected(reading, cause)
    if not what.spans:
        return Broken((), ())
    items = load_items(reading, *_conditions(reading, what))
    found = _with_causes(reading, cause, what, items)
    shown = [(item, why) for item, why in found if not item.hidden]
    kept = dict.fromkeys(what.people, what.spans[0])
    ways = ways_for(reading, [item for item, _ in shown], what.absent, kept)
    rows = tuple(
        BrokenRow(
            item,
            why,
            tuple(_offered(reading, way) for way in ways[item.id]),
            what.absent if item.takes(what.absent) else None,
        )
        for item, why in shown
    )
    return Broken(rows, tuple(item for item, _ in found if item.hidden))


@dataclass(frozen=True, slots=True)
class _Affected:
    """The times that are affected; the worker who is away in them; and of a hearing the appointment
    that moves there, with its people by name."""

    spans: tuple[Span, ...] = ()
    absent: UUID | None = None
    moving: UUID | None = None
    people: Mapping[UUID, str] = field(default_factory=dict)


def _affected(reading: Reading, cause: Cause) -> _Affected:
    if cause.kind is CauseKind.LEAVE:
        leave = reading.session.get(Leave, cause.ids[0])
        if leave is None:
            return _Affected()
        return _Affected((Span(leave.starts_at, leave.ends_at),), leave.staff_id)
    if cause.kind is CauseKind.CLOSURE:
        row = office_models.Closure
        days = reading.session.execute(
            select(row.first_day, row.last_day).where(row.id.in_(cause.ids))
        )
        return _Affected(tuple(day_span(a, reading.zone, (b - a).days + 1) for a, b in days))
    if cause.kind is CauseKind.HEARING:
        return _by_hearing(reading, cause)
    ahead = (day_span(reading.today, reading.zone, DAYS_OF_HOURS),)
    return _Affected(ahead, cause.ids[0] if cause.kind is CauseKind.HOURS else None)


def _by_hearing(reading: Reading, cause: Cause) -> _Affected:
    hearing = reading.session.get(Hearing, cause.ids[0])
    if hearing is None or hearing.appointment_id is None or cause.at is None:
        return _Affected()
    items = load_items(reading, Appointment.id == hearing.appointment_id)
    if not items or items[0].hidden:
        return _Affected()
    own, starts_at = items[0], int(cause.at.timestamp())
    span = span_of(own)
    people = {one.id: one.name for one in (*own.workers, *own.household)}
    if own.client_id is not None:
        people[own.client_id] = own.client_name
    absent = own.workers[0].id if own.workers else None
    then = Span(starts_at, starts_at + span.ends_at - span.starts_at)
    return _Affected((then,), absent, own.id, people)


def _conditions(reading: Reading, what: _Affected) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        or_(*(overlapping(Appointment, span) for span in what.spans)),
        Appointment.starts_at >= reading.now_seconds,
        Appointment.status.in_(tuple(EXPECTED)),
    ]
    people = tuple(what.people) or (() if what.absent is None else (what.absent,))
    if people:
        row = AppointmentResource
        taken = exists().where(row.appointment_id == Appointment.id, row.resource_id.in_(people))
        taken = taken.where(row.kind != ResourceKind.MEMBER)  # without whom a session takes place
        conditions.append(taken)
    if what.moving is not None:
        conditions.append(Appointment.id != what.moving)
    return conditions


def _with_causes(
    reading: Reading, cause: Cause, what: _Affected, items: Iterable[CalendarItem]
) -> list[tuple[CalendarItem, tuple[Finding, ...]]]:
    """Those which really break, each with its causes."""
    items = tuple(items)
    if not items:
        return []
    if cause.kind is CauseKind.HEARING:
        return [(item, _at_the_hearing(what, item)) for item in items]
    whole = Span(span_of(items[0]).starts_at, max(span_of(one).ends_at for one in items))
    office, rules = office_time(reading, whole), calendar_rules(reading)
    staff = {worker.id for item in items for worker in item.workers}
    workers = worker_times(reading, staff, whole)
    codes, found = _CODES[cause.kind], []
    by_hours = cause.kind in (CauseKind.HOURS, CauseKind.OPENING)
    for item in items:
        if by_hours and item.override_reason:
            continue
        proposal = _proposal(item)
        said = conflicts(proposal, (), office, workers, reading.now_seconds, rules)
        why = tuple(one for one in said if one.code.startswith(codes))
        if what.absent is not None:
            why = tuple(one for one in why if one.params.get("resource") == str(what.absent))
        if why and not (cause.kind is CauseKind.CLOSURE and item.kind is AppointmentKind.HEARING):
            found.append((item, why))
    return found


def _at_the_hearing(what: _Affected, item: CalendarItem) -> tuple[Finding, ...]:
    here = {one.id for one in (*item.workers, *item.household)} | {item.client_id}
    names = [name for one, name in what.people.items() if one in here]
    return (information("plan.at_the_hearing", name=", ".join(names)),) if names else ()


def _proposal(item: CalendarItem) -> Proposal:
    kinds = ((ResourceKind.WORKER, item.workers), (ResourceKind.ROOM, item.rooms))
    resources = tuple(Resource(one.id, kind, one.name) for kind, some in kinds for one in some)
    return Proposal(span_of(item), item.kind, resources, item.id)


def _offered(reading: Reading, way: Way) -> OfferedWay:
    if way.span is None:
        return OfferedWay(way.kind, worker_id=way.worker, worker=way.worker_name)
    starts_at, ends_at = (local(at, reading.zone) for at in way.span)
    return OfferedWay(way.kind, starts_at, ends_at)
