"""What stands against an appointment, each with its explanation.

Hard findings refuse; soft ones ask for a reason, which is audited; information is only shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding, hard, information, soft
from db.rules.scheduling.hours import OfficeTime, WorkerTime, moments
from db.rules.scheduling.proposal import LONGEST, Proposal, Resource, Taken, takes_place
from db.rules.scheduling.spans import Span
from db.rules.scheduling.wall_clock import day_span, local, local_date

_BUSY = {
    ResourceKind.WORKER: "appointment.worker_busy",
    ResourceKind.CLIENT: "appointment.client_busy",
    ResourceKind.HOUSEHOLD_MEMBER: "appointment.household_member_busy",
    ResourceKind.ROOM: "appointment.room_taken",
    ResourceKind.CAR: "appointment.car_taken",
    ResourceKind.INTERPRETER: "appointment.interpreter_busy",
}
_FIELDS = {
    ResourceKind.WORKER: "workers",
    ResourceKind.CLIENT: "client",
    ResourceKind.HOUSEHOLD_MEMBER: "household",
    ResourceKind.ROOM: "room",
    ResourceKind.CAR: "car",
    ResourceKind.INTERPRETER: "interpreter",
}


def window_to_fetch(span: Span, office: OfficeTime) -> Span:
    """The span whose taken rows `conflicts` needs: the local days that the appointment touches."""
    first = local_date(span.starts_at, office.zone)
    last = local_date(max(span.starts_at, span.ends_at - 1), office.zone)
    return Span(day_span(first, office.zone).starts_at, day_span(last, office.zone).ends_at)


def conflicts(
    proposal: Proposal,
    taken: Iterable[Taken],
    office: OfficeTime,
    workers: Mapping[UUID, WorkerTime],
    now: int,
) -> tuple[Finding, ...]:
    """Everything that stands against the proposal, hard findings first.

    `taken` holds the rows of the proposal's resources in `window_to_fetch` (more does no harm);
    `workers` the time of each of its workers by resource id; `now` is in seconds UTC.
    """
    wrong = tuple(_wrong_times(proposal.span, now))
    if any(finding.severity == "hard" for finding in wrong):
        return wrong
    others = sorted(
        (row for row in taken if _concerns(row, proposal)),
        key=lambda row: (row.span, row.appointment_id.int),
    )
    findings = [
        *wrong,
        *_taken(proposal, others, office),
        *_away(proposal, office, workers),
        *_same_day(proposal, others, office),
        *_closed(proposal, office),
        *_without_worker(proposal),
    ]
    order = {"hard": 0, "soft": 1, "information": 2}
    return tuple(sorted(findings, key=lambda finding: order[finding.severity]))


def _concerns(row: Taken, proposal: Proposal) -> bool:
    return row.appointment_id != proposal.appointment_id and takes_place(row.status)


def _wrong_times(span: Span, now: int) -> Iterator[Finding]:
    if span.ends_at <= span.starts_at:
        yield hard("appointment.ends_before_start", "ends_at")
    elif span.ends_at - span.starts_at > LONGEST:
        yield hard("appointment.too_long", "ends_at")
    if span.starts_at < now:
        yield information("appointment.in_the_past", "starts_at")


def _taken(proposal: Proposal, others: list[Taken], office: OfficeTime) -> Iterator[Finding]:
    for resource in proposal.resources:
        for row in others:
            if row.resource_id != resource.id or not row.span.overlaps(proposal.span):
                continue
            params = _other_appointment(resource, row, office)
            code, field = _BUSY[resource.kind], _FIELDS[resource.kind]
            yield (
                hard(code, field, **params)
                if row.blocks
                else soft(f"{code}_tentative", field, **params)
            )


def _same_day(proposal: Proposal, others: list[Taken], office: OfficeTime) -> Iterator[Finding]:
    days = window_to_fetch(proposal.span, office)
    for resource in proposal.resources:
        if resource.kind is not ResourceKind.CLIENT:
            continue
        for row in others:
            near = row.resource_id == resource.id and row.span.overlaps(days)
            if near and not row.span.overlaps(proposal.span):
                params = _other_appointment(resource, row, office)
                yield soft("appointment.client_same_day", "client", **params)


def _other_appointment(resource: Resource, row: Taken, office: OfficeTime) -> dict[str, object]:
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


def _away(
    proposal: Proposal, office: OfficeTime, workers: Mapping[UUID, WorkerTime]
) -> Iterator[Finding]:
    for resource in proposal.resources:
        time = workers.get(resource.id)
        if time is None or resource.kind is not ResourceKind.WORKER:
            continue
        known = {"name": resource.name, "resource": str(resource.id)}
        for leave in time.leave:
            if leave.span.overlaps(proposal.span):
                first = local_date(leave.span.starts_at, office.zone)
                last = local_date(leave.span.ends_at - 1, office.zone)
                code = "appointment.on_leave" if first < last else "appointment.on_leave_that_day"
                yield hard(
                    code, "workers", kind=leave.kind, first_day=first, last_day=last, **known
                )
        if time.hours and not _covered(proposal.span, time.hours_on(proposal.span, office.zone)):
            yield soft("appointment.outside_hours", "starts_at", **known)


def _covered(span: Span, open_spans: tuple[Span, ...]) -> bool:
    return any(open_span.contains(span) for open_span in open_spans)


def _closed(proposal: Proposal, office: OfficeTime) -> Iterator[Finding]:
    if proposal.kind is AppointmentKind.OUTSIDE:
        return
    first = local_date(proposal.span.starts_at, office.zone)
    last = local_date(proposal.span.ends_at - 1, office.zone)
    closed = False
    for closure in office.closures:
        if closure.first_day <= last and first <= closure.last_day:
            closed = True
            one_day = closure.first_day == closure.last_day
            yield soft(
                "appointment.office_closed_that_day" if one_day else "appointment.office_closed",
                "starts_at",
                name=closure.name,
                first_day=closure.first_day,
                last_day=closure.last_day,
            )
    in_the_office = any(resource.kind is ResourceKind.ROOM for resource in proposal.resources)
    if in_the_office and office.hours and not closed:
        open_spans = moments(office.hours, proposal.span, office.zone)
        if not _covered(proposal.span, open_spans):
            yield soft("appointment.office_not_open", "starts_at")


def _without_worker(proposal: Proposal) -> Iterator[Finding]:
    kinds = {resource.kind for resource in proposal.resources}
    if proposal.kind is AppointmentKind.INTAKE and ResourceKind.WORKER not in kinds:
        yield soft("appointment.no_worker", "workers")
