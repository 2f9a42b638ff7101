"""Whether a task is overdue, due or soon due, on the office's date."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 7


class DueState(StrEnum):
    """Where a task stands against its due date."""

    DONE = "done"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"  # within the next seven days
    LATER = "later"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Due:
    """A task's state, and the days to its due date: negative when past, None without one."""

    state: DueState
    days: int | None


def due(due_on: date | None, today: date, *, done: bool = False, soon: int = SOON_DAYS) -> Due:
    """How a task stands on `today`, a date in the office's zone. Overdue from the day after."""
    days = None if due_on is None else (due_on - today).days
    if done:
        return Due(DueState.DONE, days)
    if days is None:
        return Due(DueState.NO_DATE, None)
    if days < 0:
        return Due(DueState.OVERDUE, days)
    if days == 0:
        return Due(DueState.TODAY, 0)
    return Due(DueState.SOON if days <= soon else DueState.LATER, days)


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
