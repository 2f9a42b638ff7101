"""Another rule for a series from a day on: which are kept, dropped, and to be added."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from db.models.appointment import Appointment
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import form_findings
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.series_change import Meant, Member, is_ahead, meant
from db.queries.calendar.series_choices import Choices, settled
from db.queries.calendar.visible import appointment_to_see
from db.queries.calendar.wishes import Occurrence, checked_occurrences, wishes
from db.queries.reading import Reading
from db.rules.findings import Finding, hard
from db.rules.ids import new_id
from db.rules.recurrence import Repeats, days_of, repeats_findings, spans_of


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What another rule would do: how many stay, the days that are dropped, and what is added."""

    wrong: tuple[Finding, ...]
    kept: int = 0
    dropped: tuple[date, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """The same, before it is checked. `repeats` is the rule without what is left out."""

    part: Meant
    repeats: Repeats
    kept: tuple[Member, ...]
    dropped: tuple[Member, ...]
    added: tuple[tuple[date, AppointmentForm], ...]


def check_rule_change(
    reading: Reading, appointment_id: UUID, repeats: Repeats, choices: Choices | None = None
) -> RuleChange:
    """What the rule would do from the day of this appointment on, and what collides of what is
    added.
    """
    row = appointment_to_see(reading, appointment_id)
    wrong = rule_findings(reading, row, repeats)
    if wrong:
        return RuleChange(wrong)
    plan = planned_rule(reading, row, repeats)
    wished = wishes(reading, settled(plan.added, choices))
    found = checked_occurrences(reading, wished, _leaving(plan.dropped))
    return RuleChange((), len(plan.kept), tuple(one.day for one in plan.dropped), found)


def rule_findings(reading: Reading, row: Appointment, repeats: Repeats) -> tuple[Finding, ...]:
    """What is wrong with the change itself."""
    if row.series_id is None or not is_ahead(reading, row):
        return (hard("series.not_ahead"),)
    chosen = meant(reading, row, Which.THIS).chosen
    return (*form_findings(reading, chosen.form), *repeats_findings(repeats, chosen.day))


def planned_rule(
    reading: Reading, row: Appointment, repeats: Repeats, out: Collection[date] = ()
) -> Planned:
    """From the day of this appointment on. A day at which an appointment of the series has been, or
    was called off, gets no other; the new ones are like this one.
    """
    part = meant(reading, row, Which.FOLLOWING)
    first = part.chosen.day
    repeats = replace(repeats, without=repeats.without.union(out))
    days = days_of(repeats, first)
    kept = tuple(one for one in part.members if one.day in days)
    form = part.chosen.form
    clock = form.starts_at.astimezone(reading.zone).time().replace(fold=0)
    seconds = form.span.ends_at - form.span.starts_at
    missing = [day for day in days if day not in part.stood]
    added = tuple(
        (
            day,
            replace(
                form,
                id=new_id(),
                version=0,
                starts_at=datetime.fromtimestamp(span.starts_at, UTC).astimezone(reading.zone),
                ends_at=datetime.fromtimestamp(span.ends_at, UTC).astimezone(reading.zone),
            ),
        )
        for day, span in spans_of(missing, clock, seconds, reading.zone)
    )
    dropped = tuple(one for one in part.members if one.day not in days)
    return Planned(part, repeats, kept, dropped, added)


def _leaving(dropped: Collection[Member]) -> list[UUID]:
    return [one.row.id for one in dropped]
