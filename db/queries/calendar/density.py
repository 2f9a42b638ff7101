"""How full each of some days is: counted, not read, so that months are quick to look through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import Appointment, AppointmentResource
from db.queries.calendar.elsewhere import items_elsewhere
from db.queries.calendar.range_view import CalendarRange, calendar_columns
from db.queries.calendar.taken import TAKES_PLACE, overlapping
from db.queries.calendar.teams import team_members
from db.queries.calendar.times import office_time, worker_times
from db.queries.openings import KNOWN, is_walled, through
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.density import Density, density
from db.rules.permissions import Action
from db.rules.scheduling import Span, WorkerTime, day_span
from db.rules.scheduling.hours import OfficeTime, moments
from db.rules.scheduling.spans import merged


@dataclass(frozen=True, slots=True)
class DayDensity:
    """A day: how many appointments, whether it is closed, and how full it is."""

    day: date
    appointments: int
    closed: bool
    density: Density


def days_density(reading: Reading, asked: CalendarRange) -> tuple[DayDensity, ...]:
    """Each day from the first to the last. What may not be known counts as well: it takes time.

    A day is as full as the time taken is of the time in which those asked for work (of the
    office's hours, for rooms, cars and interpreters), leave and closures taken off.
    """
    reading.require(Action.FIND_CLIENTS)
    days = (asked.last - asked.first).days + 1
    span = day_span(asked.first, reading.zone, days)
    ids = _ids(reading, asked)
    office = office_time(reading, span)
    there = _time_there(reading, asked.kind, ids, office, span)
    count: dict[date, int] = {}
    taken: dict[date, int] = {}
    for starts_at, appointments, seconds in _starts(reading, asked, ids, span):
        day = _day(starts_at, office)
        count[day] = count.get(day, 0) + appointments
        taken[day] = taken.get(day, 0) + seconds
    closed = _closed(office)
    made = []
    for number in range(days):
        day = asked.first + timedelta(days=number)
        full = density(taken.get(day, 0), there.get(day, 0), count.get(day, 0))
        made.append(DayDensity(day, count.get(day, 0), day in closed, full))
    return tuple(made)


def _ids(reading: Reading, asked: CalendarRange) -> tuple[UUID, ...]:
    if asked.resource_ids is not None:
        return asked.resource_ids
    if asked.team is not None:
        return tuple(one.id for one, _ in team_members(reading, asked.team))
    return tuple(one.id for one in calendar_columns(reading, asked.kind))


def _starts(
    reading: Reading, asked: CalendarRange, ids: tuple[UUID, ...], span: Span
) -> Iterable[tuple[int, int, int]]:
    """When something starts, how many appointments do, and the seconds that they take of those."""
    row = AppointmentResource
    found = (
        select(
            row.starts_at,
            func.count(row.appointment_id.distinct()),
            func.sum(row.ends_at - row.starts_at),
        )
        .join(Appointment, Appointment.id == row.appointment_id)
        .where(
            row.resource_id.in_(ids),
            overlapping(row, span),
            row.starts_at >= span.starts_at,
            Appointment.status.in_(TAKES_PLACE),
        )
        .group_by(row.starts_at)
    )
    yield from ((a, b, int(c)) for a, b, c in reading.session.execute(found))
    if is_walled(reading.session):
        with through(reading.session, KNOWN):
            kept_back = list(reading.session.execute(found))
        yield from ((a, b, int(c)) for a, b, c in kept_back)
    for item in items_elsewhere(reading, asked):
        starts, ends = int(item.starts_at.timestamp()), int(item.ends_at.timestamp())
        if starts >= span.starts_at and item.status in TAKES_PLACE:
            yield starts, 1, (ends - starts) * sum(item.takes(one) for one in ids)


def _time_there(
    reading: Reading, kind: ResourceKind, ids: tuple[UUID, ...], office: OfficeTime, span: Span
) -> dict[date, int]:
    """The seconds of each day in which those asked for are there."""
    there: dict[date, int] = {}
    times = worker_times(reading, ids, span) if kind is ResourceKind.WORKER else {}
    shared = None  # most have the office's hours
    closed = _closed(office)
    for one in ids:
        time = times.get(one, WorkerTime())
        if not time.hours and not time.leave and not time.busy:
            shared = shared or tuple(moments(office.hours, span, office.zone))
            stretches: Iterable[Span] = shared
        else:
            stretches = moments(time.hours or office.hours, span, office.zone)
        for stretch in stretches:
            day = _day(stretch.starts_at, office)
            if day not in closed:
                seconds = stretch.ends_at - stretch.starts_at
                gone = merged((*(leave.span for leave in time.leave), *time.busy))
                away = sum(_common(stretch, span) for span in gone)
                there[day] = there.get(day, 0) + max(0, seconds - away)
    return there


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.ends_at, other.ends_at) - max(one.starts_at, other.starts_at))


def _closed(office: OfficeTime) -> frozenset[date]:
    days = set()
    for closure in office.closures:
        day = closure.first_day
        while day <= closure.last_day:
            days.add(day)
            day += timedelta(days=1)
    return frozenset(days)


def _day(seconds: int, office: OfficeTime) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(office.zone).date()
