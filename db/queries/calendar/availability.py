"""When many people and things could take one more appointment: read at once, asked one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models import office as office_models
from db.queries.calendar.rules import calendar_rules
from db.queries.calendar.taken import taken_rows
from db.queries.calendar.taken_ahead import spans_ahead
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.queries.room_parts import room_parts
from db.rules.codes import ResourceKind
from db.rules.room_parts import all_parts
from db.rules.scheduling import OfficeTime, Span, Taken, WeeklyHours, WorkerTime
from db.rules.scheduling.capacity import full_spans
from db.rules.scheduling.freeness import Guarded, candidate
from db.rules.scheduling.guards import (
    LookedFor,
    guarded,
    heeding_other_calendars,
    most_a_day,
)
from db.rules.scheduling.suiting import Candidate
from db.rules.scheduling.weights import CalendarRules

# Where nobody has entered any hours, nobody is asked to come at three in the morning either.
_DAYTIME = tuple(WeeklyHours(weekday, 8 * 60, 18 * 60) for weekday in range(5))


@dataclass(frozen=True, slots=True)
class Availability:
    """What is taken of each in the span, when the workers work, and the office's rules. `rows` is
    there where rules look around what is taken: kinds and places count then.
    """

    within: Span
    office: OfficeTime
    taken: Mapping[UUID, Sequence[Span]]
    rows: Mapping[UUID, Sequence[Taken]] | None
    times: Mapping[UUID, WorkerTime]
    capacity: Mapping[UUID, int]
    parts: Mapping[UUID, Sequence[UUID]]
    rules: CalendarRules

    def candidate(
        self,
        one: UUID,
        name: str,
        whose: ResourceKind,
        asked: LookedFor,
        own: Span | None = None,
    ) -> Candidate:
        """One of them with the time that is free for what is looked for. `own` is the time of the
        appointment that is moved: for it they are free. A room is free when its parts are.
        """
        taken = self._of(one, whose, asked)
        for part in self.parts.get(one, ()):
            taken += self._of(part, whose, asked)
        taken = without_one(taken, own)
        if one in self.capacity:
            full = full_spans((guard.span for guard in taken), self.capacity[one])
            taken = [Guarded(span) for span in full]
        time = self.times.get(one)
        most = most_a_day(time.most_a_day, self.rules) if time is not None else None
        return candidate(one, name, taken, self.within, self.office, time, most)

    def _of(self, one: UUID, whose: ResourceKind, asked: LookedFor) -> list[Guarded]:
        if self.rows is None:
            return [Guarded(span) for span in self.taken[one]]
        return [guarded(row, whose, asked, self.rules) for row in self.rows.get(one, ())]


def without_one(taken: list[Guarded], own: Span | None) -> list[Guarded]:
    """The same without what has just this time, once."""
    at = next((n for n, guard in enumerate(taken) if guard.span == own), None)
    return taken if at is None else [*taken[:at], *taken[at + 1 :]]


def availability(
    reading: Reading,
    workers: Iterable[UUID],
    others: Iterable[UUID],
    within: Span,
    places: Iterable[UUID | None] = (),
    without: UUID | None = None,
) -> Availability:
    """Of workers, and of clients, rooms, interpreters and cars; `without` does not count. `places`
    are where what is looked for takes place.
    """
    staff = tuple(dict.fromkeys(workers))
    parts = _parts(reading)
    ids = tuple(dict.fromkeys((*staff, *others)))
    ids = tuple(dict.fromkeys((*ids, *(part for one in ids for part in parts.get(one, ())))))
    rules = calendar_rules(reading, *dict.fromkeys(places))
    times = heeding_other_calendars(worker_times(reading, staff, within), rules)
    rows: dict[UUID, list[Taken]] | None = None
    spans: dict[UUID, list[Span]] = {}
    if rules.reach:  # rules look at kinds and places of what is near
        rows = {}
        for row in taken_rows(reading, ids, within, places=bool(rules.travel)) if ids else ():
            if row.appointment_id != without:
                rows.setdefault(row.resource_id, []).append(row)
    else:
        spans = spans_ahead(reading, ids, within, without)
    office = _with_hours(office_time(reading, within), times)
    capacity = _capacities(reading, ids)
    return Availability(within, office, spans, rows, times, capacity, parts, rules)


def _parts(reading: Reading) -> dict[UUID, tuple[UUID, ...]]:
    """Every room with all that is part of it, parts of parts included."""
    parts = room_parts(reading)
    return {whole: all_parts(whole, parts) for whole in parts}


def _capacities(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, int]:
    row = office_models.Resource
    found = reading.session.execute(
        select(row.id, row.capacity).where(row.id.in_(ids), row.capacity > 1)
    )
    return {one: value for one, value in found}  # noqa: C416 (a Row is no pair to mypy)


def _with_hours(office: OfficeTime, workers: Mapping[UUID, WorkerTime]) -> OfficeTime:
    known = office.hours or any(worker.hours for worker in workers.values())
    return office if known else OfficeTime(office.zone, _DAYTIME, office.closures)
