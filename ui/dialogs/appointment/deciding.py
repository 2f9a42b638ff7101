"""What can be decided of each day of a series that collides, in words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from db.queries.calendar.series_choices import Choices
from db.queries.calendar.series_ways import Ways
from db.queries.calendar.wishes import Occurrence
from db.texts import t
from db.texts.dates import time_short, weekday_date


class How(StrEnum):
    """The four ways out of a collision."""

    OUT = "out"
    ANYWAY = "anyway"
    SHIFT = "shift"
    INSTEAD = "instead"


@dataclass(frozen=True, slots=True)
class Decision:
    """One way out: `shift` and `swap` say where to, and who instead of whom."""

    how: How
    words: str = ""
    shift: datetime | None = None
    swap: tuple[UUID, UUID] | None = None

    @property
    def key(self) -> str:
        """The same for the same decision, whenever it is offered; a draft keeps it."""
        if self.shift is not None:
            return f"{self.how}@{self.shift.isoformat()}"
        if self.swap is not None:
            return f"{self.how}@{self.swap[0]}>{self.swap[1]}"
        return str(self.how)


def decisions(one: Occurrence, ways: Ways | None, *, changes: bool) -> tuple[Decision, ...]:
    """What is offered for a day. `changes` says that the series is there already: then what is not
    decided otherwise stays as it is.
    """
    found = [Decision(How.OUT, t("Leave it as it is") if changes else t("Leave it out"))]
    if one.possible:
        found.append(Decision(How.ANYWAY, t("Book it all the same, with a reason")))
    if ways is not None and ways.shift is not None:
        found.append(Decision(How.SHIFT, _shift_words(one, ways.shift), shift=ways.shift))
    for other in ways.instead if ways is not None else ():
        words = t("{name} instead", name=other.name)
        found.append(Decision(How.INSTEAD, words, swap=other.swap))
    return tuple(found)


def best(offered: Iterable[Decision], one: Occurrence) -> Decision:
    """The same day first, then another room or worker, then another day, and out if none."""
    rank = {How.INSTEAD: 1, How.OUT: 3, How.ANYWAY: 4}

    def weight(decision: Decision) -> int:
        if decision.shift is not None:
            same = decision.shift.date() == one.form.starts_at.date()
            return 0 if same else 2
        return rank[decision.how]

    return min(offered, key=weight)


def choices_of(decided: Mapping[date, Decision]) -> Choices:
    """All that was decided, as the office is asked for it."""
    return Choices(
        frozenset(day for day, one in decided.items() if one.how is How.OUT),
        frozenset(day for day, one in decided.items() if one.how is How.ANYWAY),
        {day: one.shift for day, one in decided.items() if one.shift is not None},
        {day: one.swap for day, one in decided.items() if one.swap is not None},
    )


def said(decision: Decision, one: Occurrence, *, changes: bool) -> str:
    """What becomes of a day, for its line in the list."""
    if decision.how is How.OUT:
        return t("left as it is") if changes else t("left out")
    if decision.how is How.ANYWAY:
        return t("booked all the same")
    if decision.shift is not None:
        same = decision.shift.date() == one.day
        when = time_short(decision.shift) if same else _moment(decision.shift)
        return t("shifted to {when}", when=when)
    return decision.words


def _shift_words(one: Occurrence, shift: datetime) -> str:
    if shift.date() == one.form.starts_at.date():
        return t("Shift it to {time} that day", time=time_short(shift))
    return t("Shift it to {when}", when=_moment(shift))


def _moment(at: datetime) -> str:
    return t("{day}, {time}", day=weekday_date(at.date()), time=time_short(at))
