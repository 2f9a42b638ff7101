"""How long somebody is free from now on."""

from collections.abc import Iterable, Iterator

from db.rules.scheduling.hours import OfficeTime, WorkerTime, closed_moments, moments
from db.rules.scheduling.spans import Span, common, merged, without


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
        taken.extend((*(leave.span for leave in worker.leave), *worker.busy))
        if worker.hours:
            open_spans = common(open_spans, worker.hours_on(within, office.zone))
    return without(open_spans, merged(taken))
