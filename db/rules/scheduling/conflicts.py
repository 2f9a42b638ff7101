"""What stands against an appointment, each with its explanation.

Hard findings refuse; soft ones ask for a reason, which is audited; information is only shown. How
much a rule weighs is what the office decided (`weights`).
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Finding, hard
from db.rules.scheduling.around import around
from db.rules.scheduling.hours import OfficeTime, WorkerTime
from db.rules.scheduling.overlap import overlapping
from db.rules.scheduling.presence import away, closed
from db.rules.scheduling.proposal import LONGEST, Proposal, Taken, takes_place
from db.rules.scheduling.same_day import client_same_day, days_touched, most_a_day
from db.rules.scheduling.spans import Span
from db.rules.scheduling.wall_clock import local
from db.rules.scheduling.weighing import weighed
from db.rules.scheduling.weights import AS_USUAL, CalendarRules, Rule

HEARING_MOVED = "appointment.hearing_moved"


def window_to_fetch(span: Span, office: OfficeTime, rules: CalendarRules = AS_USUAL) -> Span:
    """The span whose taken rows `conflicts` needs: the local days that the appointment touches,
    and as far around it as buffers and ways reach.
    """
    days = days_touched(span, office)
    return Span(
        min(days.starts_at, span.starts_at - rules.reach),
        max(days.ends_at, span.ends_at + rules.reach),
    )


def conflicts(
    proposal: Proposal,
    taken: Iterable[Taken],
    office: OfficeTime,
    workers: Mapping[UUID, WorkerTime],
    now: int,
    rules: CalendarRules = AS_USUAL,
) -> tuple[Finding, ...]:
    """Everything that stands against the proposal, hard findings first.

    `taken` holds the rows of the proposal's resources in `window_to_fetch` (more does no harm);
    `workers` the time of each of its workers by resource id; `now` is in seconds UTC.
    """
    past = weighed("appointment.in_the_past", rules.weight(Rule.IN_THE_PAST), "starts_at")
    past = past if proposal.span.starts_at < now else ()
    wrong = tuple(_wrong_times(proposal.span))
    if wrong:
        return (*wrong, *past)
    others = sorted(
        (row for row in taken if _concerns(row, proposal)),
        key=lambda row: (row.span, row.appointment_id.int),
    )
    findings = [
        *past,
        *overlapping(proposal, others, office, rules),
        *_moved_hearing(proposal, office, rules),
        *away(proposal, office, workers, rules),
        *around(proposal, others, office, rules),
        *most_a_day(proposal, others, office, workers, rules),
        *client_same_day(proposal, others, office, rules),
        *closed(proposal, office, rules),
        *_without_worker(proposal, rules),
    ]
    order = {"hard": 0, "soft": 1, "information": 2}
    return tuple(sorted(findings, key=lambda finding: order[finding.severity]))


def _concerns(row: Taken, proposal: Proposal) -> bool:
    return row.appointment_id != proposal.appointment_id and takes_place(row.status)


def _wrong_times(span: Span) -> Iterator[Finding]:
    if span.ends_at <= span.starts_at:
        yield hard("appointment.ends_before_start", "ends_at")
    elif span.ends_at - span.starts_at > LONGEST:
        yield hard("appointment.too_long", "ends_at")


def _moved_hearing(
    proposal: Proposal, office: OfficeTime, rules: CalendarRules
) -> Iterator[Finding]:
    was = proposal.set_by_court
    if was is None or was.starts_at == proposal.span.starts_at:
        return
    starts = local(was.starts_at, office.zone)
    yield from weighed(
        HEARING_MOVED,
        rules.weight(Rule.HEARING_MOVED),
        "starts_at",
        day=starts.date(),
        starts=starts.time(),
    )


def _without_worker(proposal: Proposal, rules: CalendarRules) -> Iterator[Finding]:
    kinds = {resource.kind for resource in proposal.resources}
    if proposal.kind is AppointmentKind.INTAKE and ResourceKind.WORKER not in kinds:
        yield from weighed("appointment.no_worker", rules.weight(Rule.NO_WORKER), "workers")
