"""Changing of a series more than one appointment: this and the following, or all ahead."""

from db.models.appointment import AppointmentSeries
from db.operations.calendar.book_series import refuse
from db.operations.calendar.series_rows import count_as_changed, go_over, hold_all, put_all
from db.operations.calendar.series_undo import ChangedSeries, keep, series_before
from db.operations.locks import keep_parts
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.series_change import (
    Change,
    Meant,
    change_findings,
    changes,
    meant,
)
from db.queries.calendar.series_choices import Choices, settled
from db.queries.calendar.visible import appointment_to_see
from db.queries.calendar.wishes import checked_occurrences, wishes
from db.rules.findings import Stale, raise_hard
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.recurrence import cut, moved_rule, rule_of


def change_series(
    work: Work,
    form: AppointmentForm,
    which: Which,
    choices: Choices | None = None,
    reason: str = "",
) -> ChangedSeries:
    """Save an edited or moved appointment and, of its series, what is meant; what has begun, or is
    not expected any more, stays as it is. From a day on it becomes a series of its own.

    By the choices what collides stays as it is (`left_out`), or goes elsewhere. Raises `Stale`
    where the appointment was changed meanwhile, `Refused` or `NeedsReason` as `book_series` does,
    and "series.not_ahead". Everything is changed, or nothing.
    """
    work.require(Action.BOOK)
    row = appointment_to_see(work, form.id)
    if row.version != form.version:
        raise Stale("appointment", form.id)
    choices = choices or Choices()
    raise_hard(change_findings(work, row, form))
    part = meant(work, row, which)
    series = series_before(part.series)
    planned = _settled(changes(work, part, form), choices)
    moving = [one for one in planned if one.takes_other]
    keep_parts(work)
    wished = wishes(work, [(one.member.day, one.after) for one in moving])
    hold_all(work, [one.member.row for one in moving], wished)
    found = checked_occurrences(work, wished, [one.member.row.id for one in moving])
    refuse(work, found, choices, reason)
    changed = [one for one in planned if one.changes]
    kept = keep(part.members)
    said = put_all(work, [(one.member.row, one.after) for one in changed], wished, found, reason)
    new_series = _follow(work, part, form, which)
    touched = {one.member.row.id for one in changed}
    if new_series is not None:
        touched |= {one.row.id for one in part.members}
    work.record(
        "appointment.series_changed",
        "appointment",
        part.series.id,
        which=which.value,
        appointments=len(changed),
        left_as_they_are=len(part.members) - len(changed),
        **said,
    )
    work.changed("appointment", *touched)
    return ChangedSeries(
        series=series,
        new_series=new_series.id if new_series is not None else None,
        rows=tuple(one.before() for one in kept if one.member.row.id in touched),
        day=form.starts_at.astimezone(work.zone).date(),
        count=len(changed),
    )


def _settled(planned: tuple[Change, ...], choices: Choices) -> list[Change]:
    """By the choices; what is left as it is, is gone."""
    dated = [(one.member.day, one.after) for one in planned]
    forms = {form.id: form for _, form in settled(dated, choices)}
    return [
        Change(one.member, forms[one.after.id] if one.takes_other else one.after)
        for one in planned
        if one.after.id in forms or not one.takes_other
    ]


def _follow(
    work: Work, part: Meant, form: AppointmentForm, which: Which
) -> AppointmentSeries | None:
    """Let the rule say what the days are now; gives the series that begins here, if one does."""
    old, new = part.chosen.form.starts_at, form.starts_at.astimezone(work.zone)
    moves = old.astimezone(work.zone).date() != new.date()
    series, begins = part.series, part.members[0].day
    if not part.earlier:
        if moves and part.repeats is not None:
            count_as_changed(work, series)
            rule, series.first_day = moved_rule(
                part.repeats, series.first_day, part.chosen.day, new.date()
            )
            series.rule = rule_of(rule)
            work.session.flush()
        return None
    if not moves and which is Which.ALL:
        return None
    made = AppointmentSeries(id=new_id(), rule=series.rule, first_day=begins)
    if part.repeats is not None:
        before, rest = cut(part.repeats, series.first_day, begins)
        if moves:
            rest, made.first_day = moved_rule(rest, begins, part.chosen.day, new.date())
        made.rule = rule_of(rest)
        if before is not None:
            count_as_changed(work, series)
            series.rule = rule_of(before)
    go_over(work, [one.row for one in part.members], made)
    return made
