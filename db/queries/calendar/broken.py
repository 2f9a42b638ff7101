"""Which appointments break when leave, a closure or other hours are entered, and their plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from db.models import office as office_models
from db.models.appointment import Appointment, AppointmentResource
from db.models.staff import Leave, Staff
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.calendar.plan_ways import span_of, ways_for
from db.queries.calendar.rules import calendar_rules
from db.queries.calendar.taken import overlapping
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding
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


@dataclass(frozen=True, slots=True)
class Cause:
    """What was entered: the leave or the closures by their ids, or the worker of the hours."""

    kind: CauseKind
    ids: tuple[UUID, ...] = ()


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
    spans, absent = _affected(reading, cause)
    if not spans:
        return Broken((), ())
    items = load_items(reading, *_conditions(reading, spans, absent))
    found = _with_causes(reading, cause, absent, items)
    shown = [(item, why) for item, why in found if not item.hidden]
    ways = ways_for(reading, [item for item, _ in shown], absent)
    rows = tuple(
        BrokenRow(item, why, tuple(_offered(reading, way) for way in ways[item.id]), absent)
        for item, why in shown
    )
    return Broken(rows, tuple(item for item, _ in found if item.hidden))


def _affected(reading: Reading, cause: Cause) -> tuple[list[Span], UUID | None]:
    """The times that are affected, and the worker who is away in them."""
    if cause.kind is CauseKind.LEAVE:
        leave = reading.session.get(Leave, cause.ids[0])
        if leave is None:
            return [], None
        return [Span(leave.starts_at, leave.ends_at)], leave.staff_id
    if cause.kind is CauseKind.CLOSURE:
        row = office_models.Closure
        days = reading.session.execute(
            select(row.first_day, row.last_day).where(row.id.in_(cause.ids))
        )
        return [day_span(a, reading.zone, (b - a).days + 1) for a, b in days], None
    ahead = [day_span(reading.today, reading.zone, DAYS_OF_HOURS)]
    if cause.kind is CauseKind.OPENING:
        return ahead, None
    known = reading.session.get(Staff, cause.ids[0])
    return (ahead, known.id) if known is not None else ([], None)


def _conditions(
    reading: Reading, spans: Sequence[Span], absent: UUID | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        or_(*(overlapping(Appointment, span) for span in spans)),
        Appointment.starts_at >= reading.now_seconds,
        Appointment.status.in_(tuple(EXPECTED)),
    ]
    if absent is not None:
        row = AppointmentResource
        taken = exists().where(row.appointment_id == Appointment.id, row.resource_id == absent)
        conditions.append(taken)
    return conditions


def _with_causes(
    reading: Reading, cause: Cause, absent: UUID | None, items: Iterable[CalendarItem]
) -> list[tuple[CalendarItem, tuple[Finding, ...]]]:
    """Those which really break, each with its causes."""
    items = tuple(items)
    if not items:
        return []
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
        if absent is not None:
            why = tuple(one for one in why if one.params.get("resource") == str(absent))
        if why and not (cause.kind is CauseKind.CLOSURE and item.kind is AppointmentKind.HEARING):
            found.append((item, why))
    return found


def _proposal(item: CalendarItem) -> Proposal:
    kinds = ((ResourceKind.WORKER, item.workers), (ResourceKind.ROOM, item.rooms))
    resources = tuple(Resource(one.id, kind, one.name) for kind, some in kinds for one in some)
    return Proposal(span_of(item), item.kind, resources, item.id)


def _offered(reading: Reading, way: Way) -> OfferedWay:
    if way.span is None:
        return OfferedWay(way.kind, worker_id=way.worker, worker=way.worker_name)
    starts_at, ends_at = (local(at, reading.zone) for at in way.span)
    return OfferedWay(way.kind, starts_at, ends_at)
