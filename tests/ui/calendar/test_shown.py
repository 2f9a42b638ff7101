"""Which days are shown, and how one gets to others: no window, no office."""

from datetime import date
from typing import Any

import pytest

from db.rules.codes import ResourceKind
from db.rules.ids import new_id
from ui.pages.calendar.shown import Shown, Span, remembered

TUESDAY = date(2026, 3, 3)


def shown(span: Span, day: date = TUESDAY, **more: Any) -> Shown:
    return Shown(span, ResourceKind.WORKER, day, **more)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.DAY, TUESDAY, TUESDAY),
        (Span.WORK_WEEK, date(2026, 3, 2), date(2026, 3, 8)),
        (Span.WEEK, date(2026, 3, 2), date(2026, 3, 8)),
        (Span.MONTH, date(2026, 2, 23), date(2026, 4, 5)),
        (Span.AGENDA, TUESDAY, date(2026, 3, 16)),
    ],
)
def test_the_days_of_each_view(span: Span, first: date, last: date) -> None:
    assert (shown(span).first, shown(span).last) == (first, last)
    assert shown(span).has(last) and not shown(span).has(date(2026, 5, 1))


@pytest.mark.parametrize(
    ("span", "day"),
    [
        (Span.DAY, date(2026, 3, 4)),
        (Span.WEEK, date(2026, 3, 10)),
        (Span.MONTH, date(2026, 4, 3)),
        (Span.AGENDA, date(2026, 3, 17)),
    ],
)
def test_a_step_is_as_long_as_what_is_shown(span: Span, day: date) -> None:
    assert shown(span).stepped(1).day == day
    assert shown(span).stepped(1).stepped(-1) == shown(span)


@pytest.mark.parametrize(
    ("day", "by", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_month_s_last(day: date, by: int, there: date) -> None:
    assert shown(Span.MONTH, day).stepped(by).day == there


def test_the_title_says_a_month_by_its_name() -> None:
    assert shown(Span.MONTH).title() == "March 2026"


def test_the_title_says_which_week_of_the_year_it_is() -> None:
    week = shown(Span.WEEK, date(2026, 3, 3)).title()
    assert week.startswith("Mar 2") and week.endswith("2026 · Week 10")
    assert shown(Span.WORK_WEEK, date(2026, 3, 3)).title() == week


def test_a_worker_of_a_team_is_asked_for_alone() -> None:
    mei = new_id()
    assert shown(Span.WEEK, team="North").asked().team == "North"
    asked = shown(Span.WEEK, team="North", resource_id=mei).asked()
    assert (asked.resource_ids, asked.team) == ((mei,), None)


@pytest.mark.parametrize(
    "kept",
    [
        Shown(Span.MONTH, ResourceKind.CAR, TUESDAY),
        Shown(Span.WORK_WEEK, ResourceKind.WORKER, TUESDAY, team=""),
        Shown(Span.DAY, ResourceKind.WORKER, TUESDAY, team="North"),
    ],
)
def test_what_was_shown_is_remembered_but_for_the_day_and_for_whose(kept: Shown) -> None:
    assert remembered(kept.kept(), TUESDAY) == kept


@pytest.mark.parametrize("kept", [None, 7, {"span": "year", "kind": "client"}, {"team": 3}])
def test_what_cannot_be_read_begins_with_a_day_of_workers(kept: object) -> None:
    assert remembered(kept, TUESDAY) == shown(Span.DAY)
