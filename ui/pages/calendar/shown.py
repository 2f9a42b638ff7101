"""What the calendar page shows: how many days, of whom, and how to get to others. Pure."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from db.queries.calendar.range_view import CalendarRange
from db.rules.codes import ResourceKind
from db.texts import t
from db.texts.dates import date_long, date_span, month_year, week_words, weekday

MONTH_DAYS, AGENDA_DAYS = 42, 14
_KINDS = (ResourceKind.WORKER, ResourceKind.ROOM, ResourceKind.CAR, ResourceKind.INTERPRETER)


class Span(StrEnum):
    """How many days are shown, and how."""

    DAY = "day"
    WORK_WEEK = "work_week"
    WEEK = "week"
    MONTH = "month"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Shown:
    """A day has a column for each worker, room …; a week one for each day; a month six weeks.

    `resource_id` is the worker, room … whose days are shown; None means all of the kind. With a
    `team` its workers are shown; those of every team, if it is "".
    """

    span: Span
    kind: ResourceKind
    day: date
    resource_id: UUID | None = None
    cancelled: bool = False
    team: str | None = None

    @property
    def first(self) -> date:
        """The first day asked for."""
        if self.span in (Span.DAY, Span.AGENDA):
            return self.day
        start = self.day.replace(day=1) if self.span is Span.MONTH else self.day
        return start - timedelta(days=start.weekday())

    @property
    def last(self) -> date:
        """The last day asked for."""
        return self.first + timedelta(days=_LENGTHS[self.span] - 1)

    def has(self, day: date) -> bool:
        """Whether a day is among those asked for."""
        return self.first <= day <= self.last

    def like(self, other: "Shown") -> bool:
        """Whether the same answer looks the same in both."""
        return (self.span, self.resource_id) == (other.span, other.resource_id)

    def asked(self) -> CalendarRange:
        """The question to the office."""
        ids = None if self.resource_id is None else (self.resource_id,)
        team = self.team if ids is None else None
        return CalendarRange(self.kind, self.first, self.last, ids, self.cancelled, team)

    def stepped(self, by: int) -> "Shown":
        """As many days later (or earlier) as are shown; a month later on the same day."""
        if self.span is not Span.MONTH:
            return replace(self, day=self.day + timedelta(days=by * _LENGTHS[self.span]))
        number = self.day.year * 12 + self.day.month - 1 + by
        year, month = number // 12, number % 12 + 1
        day = min(self.day.day, monthrange(year, month)[1])
        return replace(self, day=date(year, month, day))

    def title(self) -> str:
        """The days in words."""
        if self.span is Span.DAY:
            return t("{weekday}, {date}", weekday=weekday(self.day), date=date_long(self.day))
        if self.span is Span.MONTH:
            return month_year(self.day)
        days = date_span(self.first, self.last)
        if self.span is Span.AGENDA:
            return days
        return t("{days} · {week}", days=days, week=week_words(self.first))

    def kept(self) -> dict[str, str]:
        """What is remembered of it for the next time: never whose days, nor which."""
        by_team = {} if self.team is None else {"team": self.team}
        return {"span": self.span.value, "kind": self.kind.value, **by_team}


_LENGTHS = {
    Span.DAY: 1,
    Span.WORK_WEEK: 7,
    Span.WEEK: 7,
    Span.MONTH: MONTH_DAYS,
    Span.AGENDA: AGENDA_DAYS,
}


def remembered(kept: object, today: date) -> Shown:
    """What was shown the last time, of today."""
    known: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
    span = next((one for one in Span if one.value == known.get("span")), Span.DAY)
    kind = next((one for one in _KINDS if one.value == known.get("kind")), ResourceKind.WORKER)
    team = known.get("team")
    by_team = isinstance(team, str) and kind is ResourceKind.WORKER
    return Shown(span, kind, today, team=team if by_team else None)
