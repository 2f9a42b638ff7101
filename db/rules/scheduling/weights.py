"""What an office decides of its calendar: how much each rule weighs, and what rules count by.

An office that decided nothing has `AS_USUAL`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from db.rules.codes import AppointmentKind, RuleWeight


class Rule(StrEnum):
    """The rules of the calendar, by the code under which an office decides of them."""

    WORKER_BUSY = "worker_busy"
    CLIENT_BUSY = "client_busy"
    HOUSEHOLD_MEMBER_BUSY = "household_member_busy"
    MEMBER_BUSY = "member_busy"  # of a group, at the time of a session
    INTERPRETER_BUSY = "interpreter_busy"
    ROOM_TAKEN = "room_taken"
    CAR_TAKEN = "car_taken"
    TENTATIVE = "tentative"  # something requested or tentative is in the way
    HEARING_MOVED = "hearing_moved"  # a court set the time of what is moved
    ON_LEAVE = "on_leave"
    BUSY_ELSEWHERE = "busy_elsewhere"  # by a worker's own calendar of another program
    OUTSIDE_HOURS = "outside_hours"
    LUNCH = "intake_in_lunch"  # an intake between two spans of a worker's day
    BUFFER = "buffer"
    TRAVEL = "travel"
    MOST_A_DAY = "most_a_day"
    CLIENT_SAME_DAY = "client_same_day"
    OFFICE_CLOSED = "office_closed"
    OFFICE_NOT_OPEN = "office_not_open"
    NO_WORKER = "no_worker"  # an intake with nobody who leads it
    IN_THE_PAST = "in_the_past"


_ANY = (RuleWeight.HARD, RuleWeight.SOFT, RuleWeight.INFORMATION, RuleWeight.OFF)
_NEVER_OFF = (RuleWeight.HARD, RuleWeight.SOFT, RuleWeight.INFORMATION)


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """How much a rule weighs where nothing is decided (`usual`), and what may be decided.

    What `counts` has a number. What is `guarded` the database refuses as well: where it weighs
    less, the row of whoever books in spite of it keeps nobody away.
    """

    rule: Rule
    usual: RuleWeight
    may_be: tuple[RuleWeight, ...] = _ANY
    counts: bool = False
    guarded: bool = False


def _guarded(rule: Rule) -> RuleChoice:
    return RuleChoice(rule, RuleWeight.HARD, _NEVER_OFF, guarded=True)


RULES: tuple[RuleChoice, ...] = (
    _guarded(Rule.WORKER_BUSY),
    _guarded(Rule.CLIENT_BUSY),
    _guarded(Rule.HOUSEHOLD_MEMBER_BUSY),
    RuleChoice(Rule.MEMBER_BUSY, RuleWeight.SOFT),  # no row of a member keeps anybody away
    _guarded(Rule.INTERPRETER_BUSY),
    _guarded(Rule.ROOM_TAKEN),
    _guarded(Rule.CAR_TAKEN),
    RuleChoice(Rule.TENTATIVE, RuleWeight.SOFT),
    RuleChoice(Rule.HEARING_MOVED, RuleWeight.SOFT, _NEVER_OFF),
    RuleChoice(Rule.ON_LEAVE, RuleWeight.HARD, _NEVER_OFF),
    RuleChoice(Rule.BUSY_ELSEWHERE, RuleWeight.SOFT),
    RuleChoice(Rule.OUTSIDE_HOURS, RuleWeight.SOFT),
    RuleChoice(Rule.LUNCH, RuleWeight.SOFT),
    RuleChoice(Rule.BUFFER, RuleWeight.SOFT),
    RuleChoice(Rule.TRAVEL, RuleWeight.SOFT),
    RuleChoice(Rule.MOST_A_DAY, RuleWeight.SOFT, counts=True),
    RuleChoice(Rule.CLIENT_SAME_DAY, RuleWeight.SOFT),
    RuleChoice(Rule.OFFICE_CLOSED, RuleWeight.SOFT),
    RuleChoice(Rule.OFFICE_NOT_OPEN, RuleWeight.SOFT),
    RuleChoice(Rule.NO_WORKER, RuleWeight.SOFT),
    RuleChoice(Rule.IN_THE_PAST, RuleWeight.INFORMATION),
)
CHOICES: Mapping[Rule, RuleChoice] = {choice.rule: choice for choice in RULES}


@dataclass(frozen=True, slots=True)
class Buffers:
    """Minutes kept free for the workers of an appointment, before it begins and after it ends."""

    before: int = 0
    after: int = 0


_NO_BUFFERS = Buffers()


@dataclass(frozen=True)
class CalendarRules:
    """What an office decided. What is not among it is as usual: no buffers, no travel, no limit.

    `travel` holds the minutes between two places, either way; `office_place` is the office's own
    place, where its rooms are; `places` are the names of all of them.
    """

    weights: Mapping[Rule, RuleWeight] = field(default_factory=dict)
    numbers: Mapping[Rule, int] = field(default_factory=dict)
    buffers: Mapping[AppointmentKind, Buffers] = field(default_factory=dict)
    travel: Mapping[frozenset[UUID], int] = field(default_factory=dict)
    office_place: UUID | None = None
    places: Mapping[UUID, str] = field(default_factory=dict)

    def weight(self, rule: Rule) -> RuleWeight:
        """How much a rule weighs. What an office may not decide counts as not decided."""
        choice = CHOICES[rule]
        chosen = self.weights.get(rule, choice.usual)
        return chosen if chosen in choice.may_be else choice.usual

    def buffers_of(self, kind: AppointmentKind) -> Buffers:
        """What is kept free around an appointment of this kind."""
        return self.buffers.get(kind, _NO_BUFFERS)

    def place_of(self, place_id: UUID | None, *, in_a_room: bool) -> UUID | None:
        """Where an appointment takes place; None if nobody knows."""
        return self.office_place if place_id is None and in_a_room else place_id

    def minutes_between(self, here: UUID | None, there: UUID | None) -> int:
        """How long it takes from one place to another. 0 where it is the same, or not known."""
        if here is None or there is None or here == there:
            return 0
        return self.travel.get(frozenset((here, there)), 0)

    @cached_property
    def reach(self) -> int:
        """How far from an appointment, in seconds, another may be that these rules look at."""
        around = [minutes for one in self.buffers.values() for minutes in (one.before, one.after)]
        return 60 * max((0, *around, *self.travel.values()))


AS_USUAL = CalendarRules()
