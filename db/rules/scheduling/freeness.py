"""When somebody could be given one more appointment: what suits them, as merged spans."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from db.rules.scheduling.hours import OfficeTime, WorkerTime, closed_moments, moments
from db.rules.scheduling.spans import Span, common, merged, without
from db.rules.scheduling.suiting import Candidate
from db.rules.scheduling.wall_clock import day_span, local_date


class Guarded(NamedTuple):
    """A time that is taken, and the seconds before and after it that the appointment which is
    looked for must leave free: on its way, to prepare, to tidy up."""

    span: Span
    before: int = 0
    after: int = 0


def open_spans(office: OfficeTime, within: Span) -> tuple[Span, ...]:
    """The moments of a span at which the office is open: without hours, all but its closures."""
    hours = (within,) if not office.hours else moments(office.hours, within, office.zone)
    return tuple(without(hours, closed_moments(office.closures, within, office.zone)))


def candidate(
    one: UUID,
    name: str,
    taken: Sequence[Guarded],
    within: Span,
    office: OfficeTime,
    time: WorkerTime | None = None,
    most_a_day: int | None = None,
) -> Candidate:
    """Somebody with the moments of `within` in which they are free.

    `time` is a worker's, who has no more than `most_a_day` appointments on a local day.
    """
    spans = sorted(guarded.span for guarded in taken)
    cuts = [Span(s.starts_at - before, s.ends_at + after) for s, before, after in taken]
    there: tuple[Span, ...] = (within,)
    if time is not None:
        cuts += [*(leave.span for leave in time.leave), *time.busy]
        if time.hours:
            there = common(there, time.hours_on(within, office.zone))
    if most_a_day is not None:
        cuts += _full_days(spans, most_a_day, within, office)
    return Candidate(one, name, tuple(without(there, merged(cuts))), tuple(spans))


def _full_days(spans: Iterable[Span], most: int, within: Span, office: OfficeTime) -> list[Span]:
    """The days on which somebody has as many appointments as a day may have."""
    if most <= 0:
        return [within]
    days = Counter(local_date(span.starts_at, office.zone) for span in spans)
    return [day_span(day, office.zone) for day, count in days.items() if count >= most]
