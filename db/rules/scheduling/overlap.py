"""Who and what is taken at the very time: one finding for each row that is in the way."""

from collections.abc import Iterator, Sequence

from db.rules.codes import AppointmentKind, ResourceKind, RuleWeight
from db.rules.findings import Finding
from db.rules.scheduling.capacity import most_at_once
from db.rules.scheduling.hours import OfficeTime
from db.rules.scheduling.proposal import UNPROMISED, Proposal, Resource, Taken
from db.rules.scheduling.wall_clock import local
from db.rules.scheduling.weighing import weighed, weight_against
from db.rules.scheduling.weights import CalendarRules, Rule

UNGUARDED = "unguarded"  # marks the finding: whoever books in spite of it keeps nobody away
_BUSY = {
    ResourceKind.WORKER: "appointment.worker_busy",
    ResourceKind.CLIENT: "appointment.client_busy",
    ResourceKind.HOUSEHOLD_MEMBER: "appointment.household_member_busy",
    ResourceKind.MEMBER: "appointment.member_busy",
    ResourceKind.ROOM: "appointment.room_taken",
    ResourceKind.CAR: "appointment.car_taken",
    ResourceKind.INTERPRETER: "appointment.interpreter_busy",
}
_RULES = {
    ResourceKind.WORKER: Rule.WORKER_BUSY,
    ResourceKind.CLIENT: Rule.CLIENT_BUSY,
    ResourceKind.HOUSEHOLD_MEMBER: Rule.HOUSEHOLD_MEMBER_BUSY,
    ResourceKind.MEMBER: Rule.MEMBER_BUSY,
    ResourceKind.ROOM: Rule.ROOM_TAKEN,
    ResourceKind.CAR: Rule.CAR_TAKEN,
    ResourceKind.INTERPRETER: Rule.INTERPRETER_BUSY,
}
FIELDS = {
    ResourceKind.WORKER: "workers",
    ResourceKind.CLIENT: "client",
    ResourceKind.HOUSEHOLD_MEMBER: "household",
    ResourceKind.MEMBER: "members",
    ResourceKind.ROOM: "room",
    ResourceKind.CAR: "car",
    ResourceKind.INTERPRETER: "interpreter",
}


def overlapping(
    proposal: Proposal, others: Sequence[Taken], office: OfficeTime, rules: CalendarRules
) -> Iterator[Finding]:
    """Everything that is taken in a moment of the proposal; something short beside something long
    as well.
    """
    for resource in proposal.resources:
        for row in _in_the_way(proposal, resource, others):
            weight = weight_against(rules, _RULES[resource.kind], row)
            member = resource.kind is ResourceKind.MEMBER  # without whom a session takes place
            if row.kind is AppointmentKind.HEARING and row.blocks and not member:
                weight = RuleWeight.HARD  # what a court set is not for the office to weigh
            params = about(resource, row, office)
            if row.blocks and weight is not RuleWeight.HARD:
                params[UNGUARDED] = True
            yield from weighed(
                _code(proposal, resource, row), weight, FIELDS[resource.kind], **params
            )


def about(resource: Resource, row: Taken, office: OfficeTime) -> dict[str, object]:
    """What a finding says of another appointment: whose, when, and of what kind."""
    starts, ends = local(row.span.starts_at, office.zone), local(row.span.ends_at, office.zone)
    return {
        "name": resource.name,
        "kind": row.kind,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "appointment": str(row.appointment_id),
        "resource": str(resource.id),
    }


def _in_the_way(proposal: Proposal, resource: Resource, others: Sequence[Taken]) -> list[Taken]:
    """The rows of one resource at that time. What takes several at a time is in the way only when
    firm bookings fill it, and then it refuses.
    """
    rows = [
        row for row in others if row.resource_id == resource.id and row.span.overlaps(proposal.span)
    ]
    if resource.capacity <= 1:
        return rows
    firm = [row._replace(blocks=True) for row in rows if row.status not in UNPROMISED]
    full = most_at_once((row.span for row in firm), proposal.span) >= resource.capacity
    return firm if full else []


def _code(proposal: Proposal, resource: Resource, row: Taken) -> str:
    if row.status in UNPROMISED and not row.blocks:
        return f"{_BUSY[resource.kind]}_tentative"
    if resource.kind is ResourceKind.MEMBER:
        return _BUSY[resource.kind]
    is_hearing = proposal.kind is AppointmentKind.HEARING
    if row.kind is AppointmentKind.HEARING:
        return "appointment.two_hearings" if is_hearing else "appointment.in_hearing"
    if is_hearing:
        return "appointment.hearing_meets"
    if row.kind is AppointmentKind.OUTSIDE:
        return "appointment.client_outside"
    return _BUSY[resource.kind]
