"""Next free: the first slots that suit worker, client and room alike."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from db.models import office as office_models
from db.queries.calendar.appointment_form import seconds_of
from db.queries.calendar.taken import busy_spans
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.queries.visibility import client_to_see
from db.rules import scheduling
from db.rules.permissions import Action
from db.rules.scheduling import OfficeTime, Span, WeeklyHours, WorkerTime
from db.rules.scheduling.capacity import full_spans

DAYS_AHEAD = 60
FIRST_SLOTS = 10
# Where nobody has entered any hours, nobody is asked to come at three in the morning either.
_DAYTIME = tuple(WeeklyHours(weekday, 8 * 60, 18 * 60) for weekday in range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFree:
    """What a slot must suit. `begin` is aware; nothing before it, or in the past, is offered.

    `without` is the appointment that is being moved: its own time counts as free.
    """

    minutes: int
    begin: datetime
    workers: tuple[UUID, ...] = ()
    client_id: UUID | None = None
    household: tuple[UUID, ...] = ()
    room_id: UUID | None = None
    car_id: UUID | None = None
    without: UUID | None = None
    days: int = DAYS_AHEAD
    limit: int = FIRST_SLOTS


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time. Moments are aware, in the office's zone."""

    starts_at: datetime
    ends_at: datetime


def next_free(reading: Reading, asked: NextFree) -> tuple[Slot, ...]:
    """The first slots that suit everybody, tentative bookings left alone.

    They lie within the office's and each worker's hours, outside leave and closures.
    """
    reading.require(Action.FIND_CLIENTS)
    first = max(seconds_of(asked.begin), reading.now_seconds)
    within = scheduling.day_span(
        scheduling.local_date(first, reading.zone), reading.zone, days=asked.days
    )
    within = Span(first, within.ends_at)
    things = [one for one in (asked.room_id, asked.car_id) if one is not None]
    people = [one for one in (*asked.workers, asked.client_id, *asked.household) if one is not None]
    for one in (asked.client_id, *asked.household):
        if one is not None:
            client_to_see(reading, one)
    busy = busy_spans(reading, [*things, *people], within, asked.without)
    for one, capacity in _capacities(reading, things).items():
        busy[one] = list(full_spans(busy.get(one, []), capacity))
    workers = worker_times(reading, asked.workers, within)
    office = _with_hours(office_time(reading, within), workers)
    slots = scheduling.next_free(
        asked.minutes,
        within,
        [span for spans in busy.values() for span in spans],
        office,
        workers.values(),
        limit=asked.limit,
    )
    return tuple(
        Slot(_local(reading, slot.starts_at), _local(reading, slot.ends_at)) for slot in slots
    )


def _capacities(reading: Reading, ids: list[UUID]) -> dict[UUID, int]:
    if not ids:
        return {}
    row = office_models.Resource
    found = reading.session.execute(
        select(row.id, row.capacity).where(row.id.in_(ids), row.capacity > 1)
    )
    return {one: value for one, value in found}  # noqa: C416 (a Row is no pair to mypy)


def _with_hours(office: OfficeTime, workers: dict[UUID, WorkerTime]) -> OfficeTime:
    known = office.hours or any(worker.hours for worker in workers.values())
    return office if known else OfficeTime(office.zone, _DAYTIME, office.closures)


def _local(reading: Reading, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone)
