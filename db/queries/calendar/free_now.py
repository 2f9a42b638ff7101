"""Who could see somebody who has just walked in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from db.queries.calendar.range_view import calendar_columns
from db.queries.calendar.taken import busy_spans
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.codes import ResourceKind
from db.rules.permissions import Action
from db.rules.scheduling import Span, day_span, free_span


@dataclass(frozen=True, slots=True)
class FreeWorker:
    """A worker, and until when they are free from now on: aware, in the office's zone.

    None means that they are busy, away or not at work.
    """

    id: UUID
    name: str
    until: datetime | None


def free_now(reading: Reading) -> tuple[FreeWorker, ...]:
    """Every active worker: first who is free, the longest first; then the others by name."""
    reading.require(Action.FIND_CLIENTS)
    today = day_span(reading.today, reading.zone)
    within = Span(reading.now_seconds, today.ends_at)
    staff = calendar_columns(reading, ResourceKind.WORKER)
    ids = tuple(one.id for one in staff)
    busy = busy_spans(reading, ids, within)
    times = worker_times(reading, ids, within)
    office = office_time(reading, within)
    found = []
    for one in staff:
        free = free_span(within, busy.get(one.id, []), office, times[one.id])
        until = None
        if free is not None:
            until = datetime.fromtimestamp(free.ends_at, UTC).astimezone(reading.zone)
        found.append(FreeWorker(one.id, one.name, until))
    found.sort(key=lambda one: (one.until is None, -one.until.timestamp() if one.until else 0))
    return tuple(found)
