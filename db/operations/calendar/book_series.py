"""Booking an appointment that repeats: all of its occurrences, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentSeries
from db.operations.calendar.saving import hold_group
from db.operations.calendar.series_rows import add_all
from db.operations.locks import hold, keep_parts
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.series import occurrences, series_findings
from db.queries.calendar.series_choices import Choices, settled
from db.queries.calendar.wishes import Occurrence, checked_occurrences, wishes
from db.rules.findings import Finding, NeedsReason, Refused, Severity, hard, raise_hard, soft
from db.rules.permissions import Action
from db.rules.recurrence import Repeats, repeats_findings, rule_of


@dataclass(frozen=True, slots=True)
class BookedSeries:
    """What was booked: the first appointment, its day, and how many there are; each with its
    version, to take it back by.
    """

    first: UUID
    day: date
    count: int
    added: tuple[tuple[UUID, int], ...] = field(default=(), compare=False)


def book_series(
    work: Work,
    form: AppointmentForm,
    repeats: Repeats,
    choices: Choices | None = None,
    reason: str = "",
) -> BookedSeries:
    """Book every occurrence but those left out; the first has the form's id, and so has the series.

    Raises `Refused` with what is wrong with form or rule, or with each occurrence that is not left
    out and cannot be booked ("repeats.collides", with its day and cause); `NeedsReason` with those
    that want a reason, unless one is given and their day is chosen to be booked all the same. A
    form whose id is there already books nothing.
    """
    work.require(Action.BOOK)
    there = work.session.get(AppointmentSeries, form.id)
    if there is not None:
        return _already(work, there)
    choices = choices or Choices()
    raise_hard(series_findings(work, form, repeats))
    repeats = replace(repeats, without=repeats.without | choices.left_out)
    raise_hard(repeats_findings(repeats, form.starts_at.astimezone(work.zone).date()))
    made = occurrences(form, repeats, work.zone)
    hold_group(work, form)
    if form.room_id is not None:
        keep_parts(work)
    wished = wishes(work, settled(made, choices))
    hold(work, wished.resource_ids)
    found = checked_occurrences(work, wished)
    refuse(work, found, choices, reason)
    first = made[0][0]
    series = AppointmentSeries(
        id=form.id, rule=rule_of(repeats), first_day=form.starts_at.astimezone(work.zone).date()
    )
    work.add(series)
    said = add_all(work, form.id, wished, found, reason)
    work.record(
        "appointment.series_booked",
        "appointment",
        form.id,
        appointments=len(found),
        first=first.isoformat(),
        last=made[-1][0].isoformat(),
        **said,
    )
    work.changed("appointment", *(one.form.id for one in found))
    return BookedSeries(form.id, first, len(found), tuple((one.form.id, 1) for one in found))


def refuse(work: Work, found: Sequence[Occurrence], choices: Choices, reason: str) -> None:
    """Raise what `book_series` says of appointments that collide."""
    refusing = [one for one in found if not one.possible]
    if refusing:
        raise Refused(*causes(refusing, Severity.HARD))
    asking = [one for one in found if one.collides]
    if any(one.day not in choices.all_the_same for one in asking) or (
        asking and not reason.strip()
    ):
        raise NeedsReason(*causes(asking, Severity.SOFT))
    if asking:
        work.require(Action.OVERRIDE_BOOKING)


def causes(found: Sequence[Occurrence], severity: Severity) -> list[Finding]:
    """What stands against each of these, with its day."""
    make = hard if severity is Severity.HARD else soft
    return [
        make("repeats.collides", "repeats", day=one.day, cause=cause)
        for one in found
        for cause in one.findings
        if cause.severity is severity
    ]


def _already(work: Work, series: AppointmentSeries) -> BookedSeries:
    row = Appointment
    found = work.session.execute(
        select(row.id, row.version).where(row.series_id == series.id).order_by(row.starts_at)
    ).all()
    added = tuple((one, version) for one, version in found)
    return BookedSeries(series.id, series.first_day, len(added), added)
