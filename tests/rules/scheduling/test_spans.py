"""Spans of time against the naive definition: a set of seconds."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.rules.scheduling.spans import Span, common, merged, without

SPANS = st.lists(st.builds(Span, st.integers(0, 60), st.integers(0, 60)), max_size=8)


def seconds(spans: Iterable[Span]) -> set[int]:
    return {second for span in spans for second in range(span.starts_at, span.ends_at)}


def is_tidy(spans: tuple[Span, ...]) -> bool:
    """In order, none empty, none touching the next."""
    return all(span.starts_at < span.ends_at for span in spans) and all(
        one.ends_at < other.starts_at for one, other in pairwise(spans)
    )


@given(SPANS)
def test_merging_keeps_the_moments_and_tidies_them(spans: list[Span]) -> None:
    assert seconds(merged(spans)) == seconds(spans)
    assert is_tidy(merged(spans))


@given(SPANS, SPANS)
def test_what_is_left_are_the_moments_that_were_not_removed(
    spans: list[Span], removed: list[Span]
) -> None:
    left = tuple(without(merged(spans), merged(removed)))
    assert seconds(left) == seconds(spans) - seconds(removed)
    assert is_tidy(left)


@given(SPANS, SPANS)
def test_common_moments_are_in_both(a: list[Span], b: list[Span]) -> None:
    both = common(merged(a), merged(b))
    assert seconds(both) == seconds(a) & seconds(b)
    assert all(span.starts_at < span.ends_at for span in both)


@given(st.builds(Span, st.integers(0, 9), st.integers(0, 9)), SPANS)
def test_spans_overlap_if_they_share_a_moment(span: Span, others: list[Span]) -> None:
    for other in others:
        assert span.overlaps(other) == bool(seconds([span]) & seconds([other]))


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 60).overlaps(Span(60, 120))
    assert Span(0, 60).overlaps(Span(59, 120))
    assert Span(0, 60).contains(Span(0, 60))
    assert not Span(0, 60).contains(Span(0, 61))
