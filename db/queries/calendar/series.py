"""Appointments that repeat: each occurrence, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import form_findings, with_capacity
from db.queries.calendar.named import Wanted, wanted
from db.queries.calendar.taken_by_slot import taken_by_slot
from db.queries.calendar.times import office_time, worker_times
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.findings import Finding, Severity, hard
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.recurrence import Repeats, days_of, repeats_findings, spans_of
from db.rules.scheduling import LONGEST, Proposal, Span, Taken, conflicts, window_to_fetch


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One appointment of a series, and everything that stands against it, hard findings first."""

    day: date
    form: AppointmentForm
    findings: tuple[Finding, ...] = ()

    @property
    def collides(self) -> bool:
        """Whether somebody has to decide about it."""
        return any(one.severity is not Severity.INFORMATION for one in self.findings)

    @property
    def possible(self) -> bool:
        """Whether it can be booked at all, with a reason or without."""
        return all(one.severity is not Severity.HARD for one in self.findings)


@dataclass(frozen=True, slots=True)
class CheckedSeries:
    """What is wrong with the form or the rule as such, or the occurrences that it makes."""

    wrong: tuple[Finding, ...]
    occurrences: tuple[Occurrence, ...] = ()


def check_series(reading: Reading, form: AppointmentForm, repeats: Repeats) -> CheckedSeries:
    """Every occurrence with what stands against it, as `check` says it of a single one.

    Raises `Refused` as `check` does.
    """
    reading.require(Action.FIND_CLIENTS)
    wrong = series_findings(reading, form, repeats)
    asked = wanted(reading, form)
    if wrong:
        return CheckedSeries(wrong)
    made = occurrences(form, repeats, reading.zone)
    return CheckedSeries((), checked_occurrences(reading, made, asked))


def series_findings(
    reading: Reading, form: AppointmentForm, repeats: Repeats
) -> tuple[Finding, ...]:
    """What is wrong with the form or the rule itself, whatever else is booked."""
    found = [*form_findings(reading, form)]
    if form.kind is AppointmentKind.HEARING:
        found.append(hard("repeats.hearing", "kind"))
    if form.span.ends_at <= form.span.starts_at:
        found.append(hard("appointment.ends_before_start", "ends_at"))
    elif form.span.ends_at - form.span.starts_at > LONGEST:
        found.append(hard("appointment.too_long", "ends_at"))
    return (*found, *repeats_findings(repeats, form.starts_at.astimezone(reading.zone).date()))


def occurrences(
    form: AppointmentForm, repeats: Repeats, zone: ZoneInfo
) -> tuple[tuple[date, AppointmentForm], ...]:
    """Each day of the series with its appointment; the first has the form's id."""
    starts = form.starts_at.astimezone(zone)
    seconds = form.span.ends_at - form.span.starts_at
    clock = starts.time().replace(second=0, microsecond=0)
    days = spans_of(days_of(repeats, starts.date()), clock, seconds, zone)
    return tuple(
        (
            day,
            replace(
                form,
                id=new_id() if number else form.id,
                starts_at=datetime.fromtimestamp(span.starts_at, UTC).astimezone(zone),
                ends_at=datetime.fromtimestamp(span.ends_at, UTC).astimezone(zone),
            ),
        )
        for number, (day, span) in enumerate(days)
    )


def checked_occurrences(
    reading: Reading, made: Sequence[tuple[date, AppointmentForm]], asked: Wanted
) -> tuple[Occurrence, ...]:
    """Each with what stands against it; the one before and the one after may do so too."""
    if not made:
        return ()
    whole = Span(made[0][1].span.starts_at, made[-1][1].span.ends_at)
    office = office_time(reading, whole)
    workers = worker_times(reading, asked.ids(ResourceKind.WORKER), whole)
    windows = [window_to_fetch(form.span, office) for _, form in made]
    taken = taken_by_slot(reading, asked.ids(), windows)
    found = []
    for number, (day, form) in enumerate(made):
        beside = [*made[max(number - 1, 0) : number], *made[number + 1 : number + 2]]
        own = [row for _, other in beside for row in _own(other, asked)]
        proposal = Proposal(form.span, form.kind, asked.resources, form.id)
        rows = with_capacity((*taken[number], *own), asked, proposal)
        findings = conflicts(proposal, rows, office, workers, reading.now_seconds)
        found.append(Occurrence(day, form, findings))
    return tuple(found)


def _own(form: AppointmentForm, asked: Wanted) -> list[Taken]:
    status = AppointmentStatus.TENTATIVE if form.tentative else AppointmentStatus.CONFIRMED
    return [
        Taken(one.id, form.span, form.id, form.kind, status, blocks=not form.tentative)
        for one in asked.resources
    ]
