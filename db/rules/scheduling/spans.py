"""Stretches of time, in whole seconds UTC, the end not included."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of time. Two that merely touch do not overlap."""

    starts_at: int
    ends_at: int

    def overlaps(self, other: "Span") -> bool:
        """Whether both have a moment in common. An empty span overlaps nothing."""
        return max(self.starts_at, other.starts_at) < min(self.ends_at, other.ends_at)

    def contains(self, other: "Span") -> bool:
        """Whether all of the other lies within this one."""
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same moments as few spans, in order; touching ones become one, empty ones vanish."""
    result: list[Span] = []
    for span in sorted(span for span in spans if span.starts_at < span.ends_at):
        if result and span.starts_at <= result[-1].ends_at:
            if span.ends_at > result[-1].ends_at:
                result[-1] = Span(result[-1].starts_at, span.ends_at)
        else:
            result.append(span)
    return tuple(result)


def without(spans: Iterable[Span], removed: Iterable[Span]) -> Iterator[Span]:
    """What is left of merged spans when other merged spans are taken out, in order."""
    cuts = list(removed)
    at = 0
    for span in spans:
        start = span.starts_at
        while at < len(cuts) and cuts[at].ends_at <= start:
            at += 1
        here = at
        while here < len(cuts) and cuts[here].starts_at < span.ends_at:
            if cuts[here].starts_at > start:
                yield Span(start, cuts[here].starts_at)
            start = max(start, cuts[here].ends_at)
            here += 1
        if start < span.ends_at:
            yield Span(start, span.ends_at)


def common(a: Iterable[Span], b: Iterable[Span]) -> tuple[Span, ...]:
    """The moments that two sequences of merged spans have in common, merged."""
    left, right = list(a), list(b)
    result: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].starts_at, right[j].starts_at)
        end = min(left[i].ends_at, right[j].ends_at)
        if start < end:
            result.append(Span(start, end))
        if left[i].ends_at < right[j].ends_at:
            i += 1
        else:
            j += 1
    return tuple(result)
