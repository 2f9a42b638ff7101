"""Cancelling of a series: this appointment, this and the following, or all that are ahead."""

from uuid import UUID

from db.operations.calendar.hearing_part import hearing_called_off
from db.operations.calendar.mark import LONGEST_REASON, Marked, cancel, take_back
from db.operations.work import Work
from db.queries.calendar.series_ahead import Which, others_ahead
from db.queries.calendar.visible import appointment_to_see
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import NeedsReason, soft
from db.rules.permissions import Action
from db.rules.scheduling import local


def cancel_series(
    work: Work,
    appointment_id: UUID,
    form_version: int,
    by: AppointmentStatus,
    reason: str = "",
    which: Which = Which.ALL,
) -> tuple[Marked, ...]:
    """Cancel an appointment and, of its series, those which are meant and still expected.

    What has begun stays as it is, but for the appointment itself. Raises as `cancel` does, and
    `NeedsReason` where a hearing, whose time a court set, would be cancelled without a reason.
    """
    row = appointment_to_see(work, appointment_id)
    if row.kind is AppointmentKind.HEARING and not reason.strip():
        starts = local(row.starts_at, work.zone)
        said = {"day": starts.date(), "starts": starts.time()}
        raise NeedsReason(soft("appointment.hearing_cancelled", "reason", **said))
    marked = [cancel(work, appointment_id, form_version, by, reason)]
    since = row.starts_at if which is Which.FOLLOWING else 0
    others = [] if which is Which.THIS else others_ahead(work, row, since)
    before = {one.id: one.status for one in others}
    for one in others:
        one.status = by
        one.cancel_reason = reason.strip()[:LONGEST_REASON]
        one.changed_at = work.now
        for taken in one.taken:
            taken.blocks = 0
    work.session.flush()
    for one in others:
        if one.kind is AppointmentKind.HEARING and work.may(Action.EDIT_CASES):
            hearing_called_off(work, one, vacated=True)
    if others:
        work.record(
            "appointment.series_cancelled",
            "appointment",
            row.series_id,
            which=which.value,
            by=by.value,
            appointments=len(others) + 1,
        )
        work.changed("appointment", *before)
    marked += [Marked(one.id, one.version, before[one.id]) for one in others]
    return tuple(marked)


def take_back_series(work: Work, marked: tuple[Marked, ...], reason: str = "") -> None:
    """Undo it, wholly or not at all. Raises as `take_back` does."""
    for one in marked:
        take_back(work, one, reason)
