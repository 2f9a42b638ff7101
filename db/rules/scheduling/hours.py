"""Working and opening hours: the office's wall clock, turned into moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from db.rules.codes import LeaveKind
from db.rules.scheduling.spans import Span, merged
from db.rules.scheduling.wall_clock import DAY, date_of, stretches


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A span of each week: minutes after local midnight, Monday is 0, the end not included.

    `valid_from` and `valid_to` (both included) bound it; with both on one day it is an
    exception for that day.
    """

    weekday: int
    starts: int
    ends: int
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether these hours are kept on a day."""
        return (
            day.weekday() == self.weekday
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Leave:
    """A time in which a worker is away, in seconds UTC, the end not included."""

    span: Span
    kind: LeaveKind


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the office is closed, both ends included."""

    first_day: date
    last_day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkerTime:
    """When a worker works and is away. No hours at all means that none were entered: then
    they are not checked. `most_a_day` is how many appointments they take a day, if it is their
    own number. `busy` is when their own calendar elsewhere says that they are."""

    hours: tuple[WeeklyHours, ...] = ()
    leave: tuple[Leave, ...] = ()
    most_a_day: int | None = None
    busy: tuple[Span, ...] = ()

    def hours_on(self, within: Span, zone: ZoneInfo) -> tuple[Span, ...]:
        """The moments of a span at which the worker works, leave not looked at."""
        return moments(self.hours, within, zone)


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """The office's zone, opening hours (none: not checked) and closures."""

    zone: ZoneInfo
    hours: tuple[WeeklyHours, ...] = ()
    closures: tuple[Closure, ...] = ()


def moments(hours: Iterable[WeeklyHours], within: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """The moments of a span at which the office's clock shows one of the hours, merged.

    Where an hour comes twice both count; where it is skipped there is less of it.
    """
    kept = tuple(hours)
    found: list[Span] = []
    for (starts_at, ends_at), offset in stretches(*within, zone):
        for day in range((starts_at + offset) // DAY, (ends_at + offset - 1) // DAY + 1):
            midnight = day * DAY - offset
            today = date_of(day)
            found.extend(
                Span(
                    max(starts_at, midnight + span.starts * 60),
                    min(ends_at, midnight + span.ends * 60),
                )
                for span in kept
                if span.holds_on(today)
            )
    return merged(found)


def closed_moments(closures: Iterable[Closure], within: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """The moments of a span on days on which the office is closed, merged."""
    all_day = [
        WeeklyHours(weekday, 0, 24 * 60, closure.first_day, closure.last_day)
        for closure in closures
        for weekday in range(7)
    ]
    return moments(all_day, within, zone)
