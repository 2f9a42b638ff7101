"""Resources that several may use at once: how full they are."""

from collections.abc import Iterable

from db.rules.scheduling.spans import Span, merged


def most_at_once(spans: Iterable[Span], within: Span) -> int:
    """The highest number of spans that have a moment of `within` in common with each other."""
    steps: list[tuple[int, int]] = []
    for span in spans:
        if span.overlaps(within):
            steps += [(span.starts_at, 1), (span.ends_at, -1)]
    most = now = 0
    for _, step in sorted(steps):  # at one moment an end comes before a start
        now += step
        most = max(most, now)
    return most


def full_spans(spans: Iterable[Span], capacity: int) -> tuple[Span, ...]:
    """The moments at which as many spans as the capacity, or more, run at once."""
    steps: list[tuple[int, int]] = []
    for span in spans:
        steps += [(span.starts_at, 1), (span.ends_at, -1)]
    full: list[Span] = []
    now, since = 0, 0
    for at, step in sorted(steps):
        before, now = now, now + step
        if before < capacity <= now:
            since = at
        elif now < capacity <= before:
            full.append(Span(since, at))
    return merged(full)
