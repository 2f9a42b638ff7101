"""When a task is due."""

from datetime import date

import pytest

from db.rules.deadlines import Due, DueState, add_months, due

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (None, Due(DueState.NO_DATE, None)),
        (date(2026, 6, 14), Due(DueState.OVERDUE, -1)),
        (date(2026, 6, 15), Due(DueState.TODAY, 0)),
        (date(2026, 6, 16), Due(DueState.SOON, 1)),
        (date(2026, 6, 22), Due(DueState.SOON, 7)),
        (date(2026, 6, 23), Due(DueState.LATER, 8)),
    ],
)
def test_a_task_is_overdue_from_the_day_after(due_on: date | None, expected: Due) -> None:
    assert due(due_on, TODAY) == expected


def test_what_is_done_is_never_overdue() -> None:
    assert due(date(2026, 6, 1), TODAY, done=True).state is DueState.DONE


def test_how_soon_is_soon_can_be_chosen() -> None:
    assert due(date(2026, 6, 23), TODAY, soon=14).state is DueState.SOON


def test_a_month_after_the_31st_is_the_last_of_the_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert add_months(date(2026, 12, 1), 12) == date(2027, 12, 1)
