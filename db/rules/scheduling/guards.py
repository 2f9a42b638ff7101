"""What an appointment that is looked for must leave free around what is taken already."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from db.rules.codes import AppointmentKind, ResourceKind, RuleWeight
from db.rules.scheduling.freeness import Guarded
from db.rules.scheduling.hours import WorkerTime
from db.rules.scheduling.proposal import Taken
from db.rules.scheduling.weights import CalendarRules, Rule

_WEIGHS = (RuleWeight.HARD, RuleWeight.SOFT)
_WHO_TRAVELS = frozenset(
    {
        ResourceKind.WORKER,
        ResourceKind.CLIENT,
        ResourceKind.HOUSEHOLD_MEMBER,
        ResourceKind.INTERPRETER,
    }
)


@dataclass(frozen=True, slots=True)
class LookedFor:
    """The appointment that is looked for, as far as buffers and ways depend on it. Without a
    place, one that is `in_a_room` is at the office's own."""

    kind: AppointmentKind
    place_id: UUID | None = None
    in_a_room: bool = False


def guarded(row: Taken, whose: ResourceKind, asked: LookedFor, rules: CalendarRules) -> Guarded:
    """The row with what must lie free before and after it, so that no rule speaks that refuses or
    asks for a reason. Between two appointments lies the longer of both buffers, and the way.
    """
    before = after = 0
    if whose is ResourceKind.WORKER and rules.weight(Rule.BUFFER) in _WEIGHS:
        mine, its = rules.buffers_of(asked.kind), rules.buffers_of(row.kind)
        before, after = max(its.before, mine.after), max(its.after, mine.before)
    if whose in _WHO_TRAVELS and rules.weight(Rule.TRAVEL) in _WEIGHS:
        here = rules.place_of(asked.place_id, in_a_room=asked.in_a_room)
        there = rules.place_of(row.place_id, in_a_room=row.in_a_room)
        way = rules.minutes_between(here, there)
        before, after = max(before, way), max(after, way)
    return Guarded(row.span, before * 60, after * 60)


def heeding_other_calendars(
    times: Mapping[UUID, WorkerTime], rules: CalendarRules
) -> Mapping[UUID, WorkerTime]:
    """The workers' times, without what other calendars say where that neither refuses nor asks."""
    if rules.weight(Rule.BUSY_ELSEWHERE) in _WEIGHS:
        return times
    return {one: replace(time, busy=()) for one, time in times.items()}


def most_a_day(own: int | None, rules: CalendarRules) -> int | None:
    """How many appointments a worker may have on a day; None if nothing weighs against more."""
    if rules.weight(Rule.MOST_A_DAY) not in _WEIGHS:
        return None
    return rules.numbers.get(Rule.MOST_A_DAY) if own is None else own
