"""What must lie free around an appointment: buffers by kind, and the way between two places."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding
from db.rules.scheduling.hours import OfficeTime
from db.rules.scheduling.overlap import FIELDS, about
from db.rules.scheduling.proposal import Proposal, Resource, Taken
from db.rules.scheduling.wall_clock import local
from db.rules.scheduling.weighing import weighed, weight_against
from db.rules.scheduling.weights import CalendarRules, Rule

_WHO_TRAVELS = frozenset(
    {
        ResourceKind.WORKER,
        ResourceKind.CLIENT,
        ResourceKind.HOUSEHOLD_MEMBER,
        ResourceKind.INTERPRETER,
    }
)


def around(
    proposal: Proposal, others: Sequence[Taken], office: OfficeTime, rules: CalendarRules
) -> Iterator[Finding]:
    """Appointments of the same people that are too near, before or after, though none overlaps."""
    if not rules.reach:
        return
    here = rules.place_of(proposal.place_id, in_a_room=proposal.in_a_room)
    for resource in proposal.resources:
        if resource.kind not in _WHO_TRAVELS:
            continue
        for row in others:
            if row.resource_id != resource.id or row.span.overlaps(proposal.span):
                continue
            if resource.kind is ResourceKind.WORKER:
                yield from _buffer(proposal, resource, row, office, rules)
            there = rules.place_of(row.place_id, in_a_room=row.in_a_room)
            minutes = rules.minutes_between(here, there)
            if _gap(proposal, row) < minutes * 60:
                code = "appointment.travel_before" if _is_before(row, proposal) else ""
                yield from _too_near(
                    code or "appointment.travel_after",
                    Rule.TRAVEL, proposal, resource, row, office, rules, minutes,
                    here=_named(rules, here), there=_named(rules, there),
                )  # fmt: skip


def _buffer(
    proposal: Proposal, resource: Resource, row: Taken, office: OfficeTime, rules: CalendarRules
) -> Iterator[Finding]:
    """What the one keeps free after itself may be what the other keeps free before: the longer of
    both must lie between them.
    """
    mine, its = rules.buffers_of(proposal.kind), rules.buffers_of(row.kind)
    if _is_before(row, proposal):
        its_minutes, my_minutes = its.after, mine.before
        codes = "appointment.buffer_after_other", "appointment.buffer_before_this"
    else:
        its_minutes, my_minutes = its.before, mine.after
        codes = "appointment.buffer_before_other", "appointment.buffer_after_this"
    minutes = max(its_minutes, my_minutes)
    if _gap(proposal, row) < minutes * 60:
        code = codes[0] if its_minutes >= my_minutes else codes[1]
        yield from _too_near(code, Rule.BUFFER, proposal, resource, row, office, rules, minutes)


def _too_near(
    code: str,
    rule: Rule,
    proposal: Proposal,
    resource: Resource,
    row: Taken,
    office: OfficeTime,
    rules: CalendarRules,
    minutes: int,
    **places: str,
) -> tuple[Finding, ...]:
    if proposal.kind is AppointmentKind.HEARING:  # which nobody is asked to move
        both = row.kind is AppointmentKind.HEARING
        code = "appointment.near_both_hearings" if both else "appointment.near_this_hearing"
    before = _is_before(row, proposal)
    free = row.span.ends_at + minutes * 60 if before else row.span.starts_at - minutes * 60
    return weighed(
        code,
        weight_against(rules, rule, row),
        FIELDS[resource.kind],
        minutes=minutes,
        left=_gap(proposal, row) // 60,
        free=local(free, office.zone).time(),
        **about(resource, row, office),
        **places,
    )


def _named(rules: CalendarRules, place: UUID | None) -> str:
    return rules.places.get(place, "") if place is not None else ""


def _is_before(row: Taken, proposal: Proposal) -> bool:
    return row.span.ends_at <= proposal.span.starts_at


def _gap(proposal: Proposal, row: Taken) -> int:
    """Seconds between the two, which do not overlap."""
    if _is_before(row, proposal):
        return proposal.span.starts_at - row.span.ends_at
    return row.span.starts_at - proposal.span.ends_at
