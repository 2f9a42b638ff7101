"""Next free: the first times that suit everybody, found by one sweep over merged spans."""

from collections.abc import Iterable, Iterator
from itertools import islice
from zoneinfo import ZoneInfo

from db.rules.scheduling.hours import OfficeTime, WorkerTime, closed_moments, moments
from db.rules.scheduling.spans import Span, common, merged, without
from db.rules.scheduling.wall_clock import stretches

QUARTER = 15 * 60


def next_free(
    minutes: int,
    within: Span,
    busy: Iterable[Span],
    office: OfficeTime,
    workers: Iterable[WorkerTime] = (),
    *,
    step: int = QUARTER,
    limit: int = 10,
) -> tuple[Span, ...]:
    """The first slots of `minutes` that begin at or after `within` and end in it.

    `busy` holds the taken spans of everybody and everything wanted. A slot lies wholly within
    the office's hours, each worker's hours (those who have none are always there), outside
    leave and closures. Slots begin at multiples of `step` seconds on the office's clock.
    """
    if minutes <= 0 or within.ends_at <= within.starts_at:
        return ()
    free = _free(within, busy, office, workers)
    return tuple(islice(_slots(free, minutes * 60, step, office.zone), max(limit, 0)))


def free_span(
    within: Span, busy: Iterable[Span], office: OfficeTime, worker: WorkerTime
) -> Span | None:
    """The time from the beginning of `within` in which a worker is free, or None if busy then."""
    first = next(_free(within, busy, office, (worker,)), None)
    return first if first is not None and first.starts_at == within.starts_at else None


def _free(
    within: Span, busy: Iterable[Span], office: OfficeTime, workers: Iterable[WorkerTime]
) -> Iterator[Span]:
    open_spans: tuple[Span, ...] = (within,)
    taken = [*busy, *closed_moments(office.closures, within, office.zone)]
    if office.hours:
        open_spans = common(open_spans, moments(office.hours, within, office.zone))
    for worker in workers:
        taken.extend(leave.span for leave in worker.leave)
        if worker.hours:
            open_spans = common(open_spans, worker.hours_on(within, office.zone))
    return without(open_spans, merged(taken))


def _slots(free: Iterable[Span], seconds: int, step: int, zone: ZoneInfo) -> Iterator[Span]:
    for span in free:
        for (starts_at, ends_at), offset in stretches(*span, zone):
            # The first full step of the wall clock, which is not UTC's in every zone.
            start = -(-(starts_at + offset) // step) * step - offset
            while start < ends_at and start + seconds <= span.ends_at:
                yield Span(start, start + seconds)
                start += step
