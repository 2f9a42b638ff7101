"""What else somebody has on the same day of the office's calendar."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from db.rules.codes import ResourceKind
from db.rules.findings import Finding
from db.rules.scheduling.hours import OfficeTime, WorkerTime
from db.rules.scheduling.overlap import FIELDS, about
from db.rules.scheduling.proposal import Proposal, Taken
from db.rules.scheduling.spans import Span
from db.rules.scheduling.wall_clock import day_span, local_date
from db.rules.scheduling.weighing import weighed, weight_against
from db.rules.scheduling.weights import CalendarRules, Rule


def days_touched(span: Span, office: OfficeTime) -> Span:
    """The local days that an appointment touches, from the first midnight to the last."""
    first = local_date(span.starts_at, office.zone)
    last = local_date(max(span.starts_at, span.ends_at - 1), office.zone)
    return Span(day_span(first, office.zone).starts_at, day_span(last, office.zone).ends_at)


def client_same_day(
    proposal: Proposal, others: Sequence[Taken], office: OfficeTime, rules: CalendarRules
) -> Iterator[Finding]:
    """The client's other appointments of the day: one way to us may do for both."""
    days = days_touched(proposal.span, office)
    for resource in proposal.resources:
        if resource.kind is not ResourceKind.CLIENT:
            continue
        for row in others:
            near = row.resource_id == resource.id and row.span.overlaps(days)
            if near and not row.span.overlaps(proposal.span):
                yield from weighed(
                    "appointment.client_same_day",
                    weight_against(rules, Rule.CLIENT_SAME_DAY, row),
                    FIELDS[resource.kind],
                    **about(resource, row, office),
                )


def most_a_day(
    proposal: Proposal,
    others: Sequence[Taken],
    office: OfficeTime,
    workers: Mapping[UUID, WorkerTime],
    rules: CalendarRules,
) -> Iterator[Finding]:
    """Workers who have as many appointments as they take on the day on which this one begins.

    A worker's own number goes before the office's. What is tentative counts.
    """
    day = local_date(proposal.span.starts_at, office.zone)
    for resource in proposal.resources:
        if resource.kind is not ResourceKind.WORKER:
            continue
        own = workers[resource.id].most_a_day if resource.id in workers else None
        most = rules.numbers.get(Rule.MOST_A_DAY) if own is None else own
        if most is None:
            continue
        count = len(
            {
                row.appointment_id
                for row in others
                if row.resource_id == resource.id
                and local_date(row.span.starts_at, office.zone) == day
            }
        )
        if count >= most:
            yield from weighed(
                "appointment.most_a_day",
                rules.weight(Rule.MOST_A_DAY),
                FIELDS[resource.kind],
                name=resource.name, count=count, most=most, day=day, resource=str(resource.id),
            )  # fmt: skip
