"""Appointments that repeat: each occurrence, and what stands against it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import form_findings
from db.queries.calendar.named import wanted
from db.queries.calendar.series_choices import Choices, settled
from db.queries.calendar.wishes import Occurrence, checked_occurrences, wishes
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind
from db.rules.findings import Finding, hard
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.recurrence import Repeats, days_of, repeats_findings, spans_of
from db.rules.scheduling import LONGEST


@dataclass(frozen=True, slots=True)
class CheckedSeries:
    """What is wrong with the form or the rule as such, or the occurrences that it makes."""

    wrong: tuple[Finding, ...]
    occurrences: tuple[Occurrence, ...] = ()


def check_series(
    reading: Reading,
    form: AppointmentForm,
    repeats: Repeats,
    choices: Choices | None = None,
) -> CheckedSeries:
    """Every occurrence with what stands against it, as `check` says it of a single one; those that
    are shifted or go to somebody else by the `choices` there.

    Raises `Refused` as `check` does.
    """
    reading.require(Action.FIND_CLIENTS)
    wrong = series_findings(reading, form, repeats)
    if wrong:
        wanted(reading, form)
        return CheckedSeries(wrong)
    made = settled(occurrences(form, repeats, reading.zone), choices)
    return CheckedSeries((), checked_occurrences(reading, wishes(reading, made)))


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
