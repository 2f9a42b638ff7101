"""When the office is open, when workers work, and when they are away."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, null, select, union_all

from db.models import office as office_models
from db.models import staff as staff_models
from db.queries.by_heart import ByHeart, Question, Row, ask_together
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
_CLOSURE = office_models.Closure
_LEAVE = staff_models.Leave

# Composed once: they are asked in each booking.
_OFFICE_HOURS = ByHeart(select(OFFICE_HOURS.weekday, OFFICE_HOURS.opens, OFFICE_HOURS.closes))
_CLOSURES = ByHeart(
    select(_CLOSURE.first_day, _CLOSURE.last_day, _CLOSURE.name)
    .where(_CLOSURE.first_day <= bindparam("last"), _CLOSURE.last_day >= bindparam("first"))
    .order_by(_CLOSURE.first_day)
)
_STAFF = staff_models.Staff
_WORKING_HOURS = ByHeart(
    select(
        _STAFF.id,
        _STAFF.most_a_day,
        WORKING_HOURS.weekday,
        WORKING_HOURS.starts,
        WORKING_HOURS.ends,
        WORKING_HOURS.valid_from,
        WORKING_HOURS.valid_to,
    )
    .outerjoin(WORKING_HOURS, WORKING_HOURS.staff_id == _STAFF.id)
    .where(_STAFF.id.in_(bindparam("workers", expanding=True)))
)
_BUSY = staff_models.OutsideBusy


def _in_span(row: Any, kind: Any) -> Select[Any]:
    return select(row.staff_id, row.starts_at, row.ends_at, kind).where(
        row.staff_id.in_(bindparam("workers", expanding=True)),
        row.starts_at < bindparam("ends_at"),
        row.ends_at > bindparam("starts_at"),
    )


# Leave, and without a kind what other calendars say: one statement, for each booking asks it.
_AWAY = ByHeart(
    union_all(_in_span(_LEAVE, _LEAVE.kind), _in_span(_BUSY, null())).order_by("starts_at")
)


def office_time(reading: Reading, span: Span) -> OfficeTime:
    """The office's zone and opening hours, and its closures on the days of a span."""
    return office_of(reading, *ask_together(reading.session, *office_asked(reading, span)))


def office_asked(reading: Reading, span: Span) -> tuple[Question, Question]:
    """What is asked for it."""
    first = local_date(span.starts_at, reading.zone)
    last = local_date(max(span.starts_at, span.ends_at - 1), reading.zone)
    return (_OFFICE_HOURS, {}), (_CLOSURES, {"first": first, "last": last})


def office_of(reading: Reading, hours: Iterable[Row], closed: Iterable[Row]) -> OfficeTime:
    """What the answers say."""
    return OfficeTime(
        reading.zone,
        tuple(WeeklyHours(*row) for row in hours),
        tuple(Closure(*row) for row in closed),
    )


def closures(reading: Reading, first: date, last: date) -> tuple[Closure, ...]:
    """Days on which the office is closed, from the first to the last day, both included."""
    found = _CLOSURES.rows(reading.session, {"first": first, "last": last})
    return tuple(Closure(*one) for one in found)


def worker_times(
    reading: Reading, worker_ids: Iterable[UUID], span: Span
) -> dict[UUID, WorkerTime]:
    """The hours of these workers, how many appointments they take a day if that is their own
    number, and their leave and busy times elsewhere that touch the span.
    """
    wanted = tuple(worker_ids)
    if not wanted:
        return {}
    return workers_of(wanted, *ask_together(reading.session, *workers_asked(wanted, span)))


def workers_asked(wanted: tuple[UUID, ...], span: Span) -> tuple[Question, ...]:
    """What is asked for them; nothing for nobody."""
    if not wanted:
        return ()
    told = {"workers": wanted, "starts_at": span.starts_at, "ends_at": span.ends_at}
    return (_WORKING_HOURS, {"workers": wanted}), (_AWAY, told)


def workers_of(
    wanted: tuple[UUID, ...], working: Iterable[Row], not_there: Iterable[Row]
) -> dict[UUID, WorkerTime]:
    """What the answers say of each."""
    hours: dict[UUID, list[WeeklyHours]] = {one: [] for one in wanted}
    most: dict[UUID, int | None] = {}
    for staff_id, number, weekday, starts, ends, valid_from, valid_to in working:
        most[staff_id] = number
        if weekday is not None:
            hours[staff_id].append(WeeklyHours(weekday, starts, ends, valid_from, valid_to))
    away: dict[UUID, list[Leave]] = {one: [] for one in wanted}
    busy: dict[UUID, list[Span]] = {}
    for staff_id, starts_at, ends_at, kind in not_there:
        if kind is None:
            busy.setdefault(staff_id, []).append(Span(starts_at, ends_at))
        else:
            away[staff_id].append(Leave(Span(starts_at, ends_at), kind))
    return {
        one: WorkerTime(
            tuple(hours[one]), tuple(away[one]), most.get(one), tuple(busy.get(one, ()))
        )
        for one in wanted
    }
