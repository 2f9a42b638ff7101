"""When many people and things could take one more appointment: read at once, asked one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models import office as office_models
from db.queries.calendar.taken_ahead import spans_ahead
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.scheduling import OfficeTime, Span, WeeklyHours, WorkerTime
from db.rules.scheduling.capacity import full_spans
from db.rules.scheduling.freeness import Guarded, candidate
from db.rules.scheduling.suiting import Candidate

# Where nobody has entered any hours, nobody is asked to come at three in the morning either.
_DAYTIME = tuple(WeeklyHours(weekday, 8 * 60, 18 * 60) for weekday in range(5))


@dataclass(frozen=True, slots=True)
class Availability:
    """What is taken of each in the span, and when the workers work."""

    within: Span
    office: OfficeTime
    taken: Mapping[UUID, Sequence[Span]]
    times: Mapping[UUID, WorkerTime]
    capacity: Mapping[UUID, int]

    def candidate(self, one: UUID, name: str, own: Span | None = None) -> Candidate:
        """One of them with their free time. `own` is the time of the appointment that is moved:
        for it they are free.
        """
        spans = list(self.taken[one])
        if own in spans:
            spans.remove(own)
        if one in self.capacity:
            spans = list(full_spans(spans, self.capacity[one]))
        taken = [Guarded(span) for span in spans]
        return candidate(one, name, taken, self.within, self.office, self.times.get(one))


def availability(
    reading: Reading,
    workers: Iterable[UUID],
    others: Iterable[UUID],
    within: Span,
    without: UUID | None = None,
) -> Availability:
    """Of workers, and of clients, rooms, interpreters and cars; `without` does not count."""
    staff = tuple(dict.fromkeys(workers))
    ids = tuple(dict.fromkeys((*staff, *others)))
    times = worker_times(reading, staff, within)
    return Availability(
        within,
        _with_hours(office_time(reading, within), times),
        spans_ahead(reading, ids, within, without),
        times,
        _capacities(reading, ids),
    )


def _capacities(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, int]:
    row = office_models.Resource
    found = reading.session.execute(
        select(row.id, row.capacity).where(row.id.in_(ids), row.capacity > 1)
    )
    return {one: value for one, value in found}  # noqa: C416 (a Row is no pair to mypy)


def _with_hours(office: OfficeTime, workers: dict[UUID, WorkerTime]) -> OfficeTime:
    known = office.hours or any(worker.hours for worker in workers.values())
    return office if known else OfficeTime(office.zone, _DAYTIME, office.closures)
