"""Another rule for a series from a day on: what is missing is booked, the rest cancelled."""

from uuid import UUID

from db.models.appointment import AppointmentSeries
from db.operations.calendar.book_series import refuse
from db.operations.calendar.mark import Marked
from db.operations.calendar.series_rows import (
    add_all,
    cancel_all,
    count_as_changed,
    go_over,
    hold_all,
)
from db.operations.calendar.series_undo import ChangedSeries, keep, series_before
from db.operations.work import Work
from db.queries.calendar.rule_change import planned_rule, rule_findings
from db.queries.calendar.series_choices import Choices, settled
from db.queries.calendar.visible import appointment_to_see
from db.queries.calendar.wishes import checked_occurrences, wishes
from db.rules.findings import Stale, raise_hard
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.recurrence import Repeats, cut, repeats_findings, rule_of


def change_rule(
    work: Work,
    appointment_id: UUID,
    form_version: int,
    repeats: Repeats,
    choices: Choices | None = None,
    reason: str = "",
) -> ChangedSeries:
    """Let a series repeat so from the day of this appointment on. Those on its days stay as they
    are, the others that are ahead are cancelled by the office, and what is missing is booked like
    this one. All of it, or nothing.

    Raises `Stale`, and `Refused` or `NeedsReason` as `book_series` does, and "series.not_ahead".
    """
    work.require(Action.BOOK)
    row = appointment_to_see(work, appointment_id)
    if row.version != form_version:
        raise Stale("appointment", appointment_id)
    choices = choices or Choices()
    raise_hard(rule_findings(work, row, repeats))
    plan = planned_rule(work, row, repeats, choices.left_out)
    part, first = plan.part, plan.part.chosen.day
    raise_hard(repeats_findings(plan.repeats, first))
    wished = wishes(work, settled(plan.added, choices))
    dropped = [one.row for one in plan.dropped]
    hold_all(work, dropped, wished)
    found = checked_occurrences(work, wished, [one.id for one in dropped])
    refuse(work, found, choices, reason)
    series, kept = series_before(part.series), keep(plan.kept)
    before = {one.id: one.status for one in dropped}
    cancel_all(work, dropped)
    new_series = None
    if part.earlier:
        new_series = AppointmentSeries(id=new_id(), rule=rule_of(plan.repeats), first_day=first)
        go_over(work, [one.row for one in plan.kept], new_series)
        earlier = cut(part.repeats, part.series.first_day, first)[0] if part.repeats else None
        if earlier is not None:
            count_as_changed(work, part.series)
            part.series.rule = rule_of(earlier)
    else:
        count_as_changed(work, part.series)
        part.series.rule, part.series.first_day = rule_of(plan.repeats), first
    series_id = new_series.id if new_series is not None else part.series.id
    said = add_all(work, series_id, wished, found, reason, row.case_id)
    added = [one.form.id for one in found]
    work.record(
        "appointment.series_rule_changed",
        "appointment",
        part.series.id,
        kept=len(kept),
        booked=len(added),
        cancelled=len(dropped),
        **said,
    )
    work.changed("appointment", *added, *before, *(one.member.row.id for one in kept))
    return ChangedSeries(
        series=series,
        new_series=new_series.id if new_series is not None else None,
        rows=tuple(one.before() for one in kept) if new_series is not None else (),
        day=first,
        count=len(added) + len(dropped),
        cancelled=tuple(Marked(one.id, one.version, before[one.id]) for one in dropped),
        added=tuple((one, 1) for one in added),
    )
