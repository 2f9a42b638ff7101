"""Some days of some workers, rooms or cars: all that a calendar page shows, in one answer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from db.models import office as office_models
from db.models.appointment import Appointment, AppointmentResource
from db.models.staff import Staff
from db.queries.calendar.elsewhere import items_elsewhere
from db.queries.calendar.items import MOST, CalendarItem, Named, load_items
from db.queries.calendar.taken import overlapping
from db.queries.calendar.teams import of_team, team_members
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.appointment_steps import CANCELLED
from db.rules.codes import LeaveKind, ResourceKind, Role
from db.rules.permissions import Action
from db.rules.scheduling import Span, WorkerTime, day_span
from db.rules.scheduling.hours import OfficeTime, moments


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time; aware moments in the office's zone."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Away:
    """A worker's leave, as far as it lies in the days shown."""

    starts_at: datetime
    ends_at: datetime
    kind: LeaveKind


@dataclass(frozen=True, slots=True)
class CalendarColumn:
    """A worker, room or car, and when one can have it.

    `open` holds the stretches in which the worker works (the office is open, for what is no worker,
    and for workers without hours of their own); outside it the view is shaded. `elsewhere` is when
    a worker is busy by their own calendar of another program.
    """

    id: UUID
    name: str
    open: tuple[Stretch, ...]
    away: tuple[Away, ...]
    team: str = ""
    elsewhere: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which the office is closed, and why."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class CalendarRange:
    """What a page asks for. Without `resource_ids` every active one of the kind is meant.

    With a `team` its workers are; of every team, if it is "".
    """

    kind: ResourceKind
    first: date
    last: date
    resource_ids: tuple[UUID, ...] | None = None
    cancelled: bool = False
    team: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """What it gets. `open_weekdays` are those on which the office is open, Monday being 0; none
    if nobody has said so. `cut` says that there are more appointments than one answer holds.
    """

    asked: CalendarRange
    columns: tuple[CalendarColumn, ...]
    closed: tuple[ClosedDay, ...]
    items: tuple[CalendarItem, ...]
    open_weekdays: frozenset[int] = frozenset()
    cut: bool = False


def calendar_days(reading: Reading, asked: CalendarRange) -> CalendarDays:
    """Columns with their hours, closures, and the appointments of the days, both included."""
    reading.require(Action.FIND_CLIENTS)
    span = day_span(asked.first, reading.zone, (asked.last - asked.first).days + 1)
    office = office_time(reading, span)
    teams: dict[UUID, str] = {}
    if asked.team is None:
        named = calendar_columns(reading, asked.kind, asked.resource_ids)
    else:
        members = team_members(reading, asked.team)
        named, teams = tuple(one for one, _ in members), {one.id: team for one, team in members}
    ids = [one.id for one in named]
    times = worker_times(reading, ids, span) if asked.kind is ResourceKind.WORKER else {}
    items = range_appointments(reading, asked)
    return CalendarDays(
        asked,
        tuple(
            _column(one, times.get(one.id, WorkerTime()), office, span, teams.get(one.id, ""))
            for one in named
        ),
        tuple(_closed_days(office, asked)),
        items,
        frozenset(one.weekday for one in office.hours),
        len(items) >= MOST,
    )


def range_appointments(reading: Reading, asked: CalendarRange) -> tuple[CalendarItem, ...]:
    """The appointments of the days, by their start; those that were cancelled only if asked."""
    span = day_span(asked.first, reading.zone, (asked.last - asked.first).days + 1)
    conditions = [overlapping(Appointment, span)]
    if not asked.cancelled:
        conditions.append(Appointment.status.not_in(tuple(CANCELLED)))
    row = AppointmentResource
    if asked.resource_ids is not None or asked.team is not None:
        whose: Any = asked.resource_ids
        if asked.team is not None:
            whose = select(of_team(asked.team).c.id)
        conditions.append(
            Appointment.id.in_(
                select(row.appointment_id).where(row.resource_id.in_(whose), overlapping(row, span))
            )
        )
    else:
        conditions.append(
            exists().where(row.appointment_id == Appointment.id, row.kind == asked.kind)
        )
    own, others = load_items(reading, *conditions), items_elsewhere(reading, asked)
    return tuple(sorted((*own, *others), key=lambda item: item.starts_at)) if others else own


def calendar_columns(
    reading: Reading, kind: ResourceKind, ids: tuple[UUID, ...] | None = None
) -> tuple[Named, ...]:
    """The active workers, rooms, cars … by name; or those with these ids, in this order."""
    if kind is ResourceKind.WORKER:
        found = select(Staff.id, Staff.display_name).order_by(Staff.display_name)
        found = (
            found.where(Staff.active.is_(True), Staff.role != Role.AUDITOR)
            if ids is None
            else found.where(Staff.id.in_(ids))
        )
    else:
        row = office_models.Resource
        found = select(row.id, row.name).where(row.kind == kind).order_by(row.name)
        found = found.where(row.active.is_(True)) if ids is None else found.where(row.id.in_(ids))
    named = {one: Named(one, name) for one, name in reading.session.execute(found)}
    return tuple(named.values()) if ids is None else tuple(named[i] for i in ids if i in named)


def _column(
    one: Named, time: WorkerTime, office: OfficeTime, span: Span, team: str
) -> CalendarColumn:
    hours = time.hours or office.hours
    zone = office.zone
    return CalendarColumn(
        one.id,
        one.name,
        tuple(
            Stretch(_local(open_span.starts_at, office), _local(open_span.ends_at, office))
            for open_span in moments(hours, span, zone)
        ),
        tuple(
            Away(
                _local(max(leave.span.starts_at, span.starts_at), office),
                _local(min(leave.span.ends_at, span.ends_at), office),
                leave.kind,
            )
            for leave in time.leave
        ),
        team,
        tuple(
            Stretch(_local(one.starts_at, office), _local(one.ends_at, office)) for one in time.busy
        ),
    )


def _closed_days(office: OfficeTime, asked: CalendarRange) -> list[ClosedDay]:
    days = [asked.first + timedelta(n) for n in range((asked.last - asked.first).days + 1)]
    return [
        ClosedDay(day, closure.name)
        for day in days
        for closure in office.closures
        if closure.first_day <= day <= closure.last_day
    ]


def _local(seconds: int, office: OfficeTime) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(office.zone)
