"""Whether workers are there and the office is open at the time."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from uuid import UUID

from db.rules.codes import AppointmentKind, ResourceKind, RuleWeight
from db.rules.findings import Finding
from db.rules.scheduling.hours import OfficeTime, WorkerTime, moments
from db.rules.scheduling.proposal import Proposal, Resource
from db.rules.scheduling.same_day import days_touched
from db.rules.scheduling.spans import Span, merged, without
from db.rules.scheduling.wall_clock import local, local_date
from db.rules.scheduling.weighing import weighed
from db.rules.scheduling.weights import CalendarRules, Rule


def away(
    proposal: Proposal,
    office: OfficeTime,
    workers: Mapping[UUID, WorkerTime],
    rules: CalendarRules,
) -> Iterator[Finding]:
    """Workers who are on leave, busy by another calendar, or do not work then. Hours that nobody
    entered are not checked.
    """
    for resource in proposal.resources:
        time = workers.get(resource.id)
        if time is None or resource.kind is not ResourceKind.WORKER:
            continue
        known = {"name": resource.name, "resource": str(resource.id)}
        for leave in time.leave:
            if leave.span.overlaps(proposal.span):
                first = local_date(leave.span.starts_at, office.zone)
                last = local_date(leave.span.ends_at - 1, office.zone)
                yield from weighed(
                    "appointment.on_leave" if first < last else "appointment.on_leave_that_day",
                    rules.weight(Rule.ON_LEAVE),
                    "workers",
                    kind=leave.kind, first_day=first, last_day=last, **known,
                )  # fmt: skip
        yield from _elsewhere(proposal, time, office, rules, known)
        if time.hours:
            yield from _outside(proposal, resource, time, office, rules)


def _elsewhere(
    proposal: Proposal,
    time: WorkerTime,
    office: OfficeTime,
    rules: CalendarRules,
    known: Mapping[str, object],
) -> Iterator[Finding]:
    """What stands in the worker's own calendar of another program; nobody here knows what it is."""
    for span in time.busy:
        if span.overlaps(proposal.span):
            starts, ends = local(span.starts_at, office.zone), local(span.ends_at, office.zone)
            last = local_date(span.ends_at - 1, office.zone)
            several = starts.date() < last
            yield from weighed(
                "appointment.busy_elsewhere_days" if several else "appointment.busy_elsewhere",
                rules.weight(Rule.BUSY_ELSEWHERE),
                "workers",
                day=starts.date(), last_day=last, starts=starts.time(), ends=ends.time(), **known,
            )  # fmt: skip


def _outside(
    proposal: Proposal,
    resource: Resource,
    time: WorkerTime,
    office: OfficeTime,
    rules: CalendarRules,
) -> Iterator[Finding]:
    known = {"name": resource.name, "resource": str(resource.id)}
    day = time.hours_on(days_touched(proposal.span, office), office.zone)
    outside = list(without([proposal.span], day))
    lunch = rules.weight(Rule.LUNCH)
    if proposal.kind is AppointmentKind.INTAKE and lunch is not RuleWeight.OFF:
        for pause in _pauses(day, office):
            if pause.overlaps(proposal.span):
                yield from weighed(
                    "appointment.intake_in_lunch", lunch, "starts_at",
                    **known, **_when(pause, office),
                )  # fmt: skip
        outside = list(without(outside, _pauses(day, office)))
    if outside:
        yield from weighed(
            "appointment.outside_hours" if day else "appointment.outside_hours_all_day",
            rules.weight(Rule.OUTSIDE_HOURS),
            "starts_at",
            **known,
            **_nearest(proposal.span, day, office),
        )


def _pauses(day: tuple[Span, ...], office: OfficeTime) -> tuple[Span, ...]:
    """What lies between two spans of the hours of one day."""
    return merged(
        Span(one.ends_at, other.starts_at)
        for one, other in pairwise(day)
        if local_date(one.ends_at - 1, office.zone) == local_date(other.starts_at, office.zone)
    )


def closed(proposal: Proposal, office: OfficeTime, rules: CalendarRules) -> Iterator[Finding]:
    """Days on which the office is closed; for rooms, hours at which it is not open."""
    if proposal.kind is AppointmentKind.OUTSIDE:
        return
    first = local_date(proposal.span.starts_at, office.zone)
    last = local_date(proposal.span.ends_at - 1, office.zone)
    is_closed = False
    for closure in office.closures:
        if closure.first_day <= last and first <= closure.last_day:
            is_closed = True
            one_day = closure.first_day == closure.last_day
            yield from weighed(
                "appointment.office_closed_that_day" if one_day else "appointment.office_closed",
                rules.weight(Rule.OFFICE_CLOSED),
                "starts_at",
                name=closure.name, first_day=closure.first_day, last_day=closure.last_day,
            )  # fmt: skip
    if not proposal.in_a_room or not office.hours or is_closed:
        return
    day = moments(office.hours, days_touched(proposal.span, office), office.zone)
    if any(without([proposal.span], day)):
        yield from weighed(
            "appointment.office_not_open" if day else "appointment.office_not_open_all_day",
            rules.weight(Rule.OFFICE_NOT_OPEN),
            "starts_at",
            **_nearest(proposal.span, day, office),
        )


def _nearest(span: Span, day: tuple[Span, ...], office: OfficeTime) -> dict[str, object]:
    """When the hours nearest to a span begin and end; without any, only the day."""
    if not day:
        return {"day": local_date(span.starts_at, office.zone)}
    return _when(min(day, key=lambda one: _distance(one, span)), office)


def _distance(one: Span, other: Span) -> int:
    return max(one.starts_at, other.starts_at) - min(one.ends_at, other.ends_at)


def _when(span: Span, office: OfficeTime) -> dict[str, object]:
    starts, ends = local(span.starts_at, office.zone), local(span.ends_at, office.zone)
    return {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
