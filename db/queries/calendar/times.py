"""When the office is open, when workers work, and when they are away."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import office as office_models
from db.models import staff as staff_models
from db.queries.reading import Reading
from db.rules.scheduling import (
    Closure,
    Leave,
    OfficeTime,
    Span,
    WeeklyHours,
    WorkerTime,
    local_date,
)

OFFICE_HOURS = office_models.OfficeHours
WORKING_HOURS = staff_models.WorkingHours


def office_time(reading: Reading, span: Span) -> OfficeTime:
    """The office's zone and opening hours, and its closures on the days of a span."""
    first = local_date(span.starts_at, reading.zone)
    last = local_date(max(span.starts_at, span.ends_at - 1), reading.zone)
    hours = reading.session.execute(
        select(OFFICE_HOURS.weekday, OFFICE_HOURS.opens, OFFICE_HOURS.closes)
    )
    return OfficeTime(
        reading.zone, tuple(WeeklyHours(*row) for row in hours), closures(reading, first, last)
    )


def closures(reading: Reading, first: date, last: date) -> tuple[Closure, ...]:
    """Days on which the office is closed, from the first to the last day, both included."""
    row = office_models.Closure
    found = reading.session.execute(
        select(row.first_day, row.last_day, row.name)
        .where(row.first_day <= last, row.last_day >= first)
        .order_by(row.first_day)
    )
    return tuple(Closure(*one) for one in found)


def worker_times(
    reading: Reading, worker_ids: Iterable[UUID], span: Span
) -> dict[UUID, WorkerTime]:
    """The hours of these workers, and their leave that touches the span."""
    wanted = tuple(worker_ids)
    if not wanted:
        return {}
    hours: dict[UUID, list[WeeklyHours]] = {one: [] for one in wanted}
    found = reading.session.execute(
        select(
            WORKING_HOURS.staff_id,
            WORKING_HOURS.weekday,
            WORKING_HOURS.starts,
            WORKING_HOURS.ends,
            WORKING_HOURS.valid_from,
            WORKING_HOURS.valid_to,
        ).where(WORKING_HOURS.staff_id.in_(wanted))
    )
    for staff_id, weekday, starts, ends, valid_from, valid_to in found:
        hours[staff_id].append(WeeklyHours(weekday, starts, ends, valid_from, valid_to))
    away: dict[UUID, list[Leave]] = {one: [] for one in wanted}
    row = staff_models.Leave
    leave = reading.session.execute(
        select(row.staff_id, row.starts_at, row.ends_at, row.kind)
        .where(row.staff_id.in_(wanted), row.starts_at < span.ends_at, row.ends_at > span.starts_at)
        .order_by(row.starts_at)
    )
    for staff_id, starts_at, ends_at, kind in leave:
        away[staff_id].append(Leave(Span(starts_at, ends_at), kind))
    return {one: WorkerTime(tuple(hours[one]), tuple(away[one])) for one in wanted}
