"""Who could see somebody who has just walked in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from db.queries.calendar.range_view import calendar_columns
from db.queries.calendar.rules import calendar_rules
from db.queries.calendar.taken import taken_rows
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, ResourceKind, RuleWeight
from db.rules.permissions import Action
from db.rules.scheduling import Span, Taken, WorkerTime, day_span, free_span
from db.rules.scheduling.guards import heeding_other_calendars
from db.rules.scheduling.weights import CalendarRules, Rule

USUAL_KIND = AppointmentKind.OFFICE_VISIT


@dataclass(frozen=True, slots=True)
class FreeWorker:
    """A worker, and until when they are free from now on: aware, in the office's zone.

    None means that they are busy, away or not at work, or `full`: they have as many appointments
    today as they take on a day. What is kept free around appointments counts as taken.
    """

    id: UUID
    name: str
    until: datetime | None
    full: bool = False


def free_now(reading: Reading) -> tuple[FreeWorker, ...]:
    """Every active worker: first who is free, the longest first; then the others by name."""
    reading.require(Action.FIND_CLIENTS)
    today = day_span(reading.today, reading.zone)
    within = Span(reading.now_seconds, today.ends_at)
    staff = calendar_columns(reading, ResourceKind.WORKER)
    ids = tuple(one.id for one in staff)
    taken: defaultdict[UUID, list[Taken]] = defaultdict(list)
    for row in taken_rows(reading, ids, today):
        taken[row.resource_id].append(row)
    office = office_time(reading, within)
    rules = calendar_rules(reading)
    times = heeding_other_calendars(worker_times(reading, ids, within), rules)
    found = []
    for one in staff:
        rows = taken[one.id]
        full = _is_full(rows, _most(times[one.id], rules), today)
        busy = [_with_buffers(row, rules) for row in rows]
        free = None if full else free_span(within, busy, office, times[one.id])
        until = None
        if free is not None:
            until = datetime.fromtimestamp(free.ends_at, UTC).astimezone(reading.zone)
        found.append(FreeWorker(one.id, one.name, until, full))
    found.sort(key=lambda one: (one.until is None, -one.until.timestamp() if one.until else 0))
    return tuple(found)


def _with_buffers(row: Taken, rules: CalendarRules) -> Span:
    """What a walk-in cannot take of the day because of this one, buffers of both included."""
    if rules.weight(Rule.BUFFER) is RuleWeight.OFF:
        return row.span
    mine, its = rules.buffers_of(USUAL_KIND), rules.buffers_of(row.kind)
    before, after = max(its.before, mine.after), max(its.after, mine.before)
    return Span(row.span.starts_at - before * 60, row.span.ends_at + after * 60)


def _most(worker: WorkerTime, rules: CalendarRules) -> int | None:
    """How many appointments the worker takes a day: their own number before the office's."""
    if rules.weight(Rule.MOST_A_DAY) is RuleWeight.OFF:
        return None
    own = worker.most_a_day
    return rules.numbers.get(Rule.MOST_A_DAY) if own is None else own


def _is_full(rows: list[Taken], most: int | None, today: Span) -> bool:
    if most is None:
        return False
    begun_today = {row.appointment_id for row in rows if row.span.starts_at >= today.starts_at}
    return len(begun_today) >= most
