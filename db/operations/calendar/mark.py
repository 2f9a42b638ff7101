"""One key for what became of an appointment: arrived, completed, no-show, cancelled; and back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from db.models.appointment import Appointment
from db.operations.calendar.hearing_part import hearing_called_off
from db.operations.calendar.saving import FREE, FreeToTake, block_as_status_says, free_to_take
from db.operations.work import Work
from db.queries.calendar.opened import form_of
from db.queries.calendar.visible import appointment_to_see
from db.rules.appointment_steps import CANCELLED, EXPECTED, may_return, step_findings
from db.rules.codes import AppointmentStatus
from db.rules.findings import Refused, Stale, hard, raise_hard
from db.rules.permissions import Action
from db.rules.scheduling import UNPROMISED, takes_place

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Marked:
    """What to hand to `take_back`, if it was a mistake."""

    id: UUID
    version: int
    before: AppointmentStatus


def mark(
    work: Work,
    appointment_id: UUID,
    form_version: int,
    status: AppointmentStatus,
    reason: str = "",
) -> Marked:
    """Say that the client arrived, went in, that it is completed, that nobody came; or confirm what
    was tentative or asked for.

    Raises `Refused` ("appointment.not_begun", "appointment.not_today",
    "appointment.not_possible_now", a collision when something tentative is confirmed) or `Stale`.
    What is confirmed and asks for a reason raises `NeedsReason`, unless one was given when it was
    booked or is given now; whoever is there is there, and nobody is asked why.
    """
    if status in CANCELLED:
        return cancel(work, appointment_id, form_version, status, reason)
    return _step(work, appointment_id, form_version, status, decided=reason)


def cancel(
    work: Work,
    appointment_id: UUID,
    form_version: int,
    by: AppointmentStatus,
    reason: str = "",
) -> Marked:
    """Cancel an appointment, by the client or by the office; what it took is free at once.

    Its hearing counts as vacated, if the user may change cases. Raises as `mark` does.
    """
    if by not in CANCELLED:
        raise ValueError("an appointment is cancelled by the client or by the office")
    return _step(work, appointment_id, form_version, by, cancelled=reason)


def take_back(work: Work, marked: Marked, reason: str = "") -> int:
    """Undo a `mark` or `cancel`; gives the new version.

    Raises `Refused` with "appointment.not_undone" if somebody has changed the appointment since,
    and with the collision if its time has been given to others; `NeedsReason` as `mark` does.
    """
    return _back(work, marked, reason, weighed=True)


def put_back(work: Work, marked: Marked) -> int:
    """The same as a part of something larger that is undone: it returns to what was decided, and
    only what has been booked there since stands in its way.
    """
    return _back(work, marked, "", weighed=False)


def _back(work: Work, marked: Marked, reason: str, *, weighed: bool) -> int:
    work.require(Action.BOOK)
    row = appointment_to_see(work, marked.id)
    if row.version != marked.version or not may_return(row.status, marked.before):
        raise Refused(hard("appointment.not_undone"))
    taken = FREE
    takes_place_again = takes_place(marked.before) and not takes_place(row.status)
    if takes_place_again or _becomes_firm(row.status, marked.before):
        weighed = weighed and marked.before in EXPECTED
        taken = free_to_take(work, row, form_of(work, row), reason, weighed=weighed)
    was_cancelled = row.status in CANCELLED
    _write(work, row, marked.before, "", "appointment.taken_back", taken)
    if was_cancelled:
        _hearing(work, row, vacated=False)
    return row.version


def _step(
    work: Work,
    appointment_id: UUID,
    form_version: int,
    status: AppointmentStatus,
    *,
    cancelled: str = "",
    decided: str = "",
) -> Marked:
    work.require(Action.BOOK)
    row = appointment_to_see(work, appointment_id)
    if row.version != form_version:
        raise Stale("appointment", appointment_id)
    starts_at = datetime.fromtimestamp(row.starts_at, UTC)
    raise_hard(step_findings(row.status, status, starts_at, work.now, work.zone))
    before = row.status
    taken = FREE
    if _becomes_firm(before, status):
        weighed = status in EXPECTED
        taken = free_to_take(work, row, form_of(work, row), decided, weighed=weighed)
    _write(work, row, status, cancelled, f"appointment.{status.value}", taken)
    if status in CANCELLED:
        _hearing(work, row, vacated=True)
    return Marked(row.id, row.version, before)


def _write(
    work: Work,
    row: Appointment,
    status: AppointmentStatus,
    reason: str,
    action: str,
    taken: FreeToTake,
) -> None:
    work.touch(row)
    before, row.status = row.status, status
    row.cancel_reason = reason.strip()[:LONGEST_REASON]
    _note_when(work, row)
    block_as_status_says(work, row, before, taken.beside)
    said = taken.keep(work, row)
    work.session.flush()
    work.record(action, "appointment", row.id, **said)
    work.changed("appointment", row.id)


def _note_when(work: Work, row: Appointment) -> None:
    """Since when they wait and since when they are in, as far as the status has them here. What is
    over keeps it, so that taking that back finds it again.
    """
    status = row.status
    if status is AppointmentStatus.COMPLETED or status in CANCELLED:
        return
    if status is AppointmentStatus.ARRIVED:
        row.arrived_at = row.arrived_at or work.now
    elif status is not AppointmentStatus.IN_PROGRESS:
        row.arrived_at = None
    within = status is AppointmentStatus.IN_PROGRESS
    row.begun_at = (row.begun_at or work.now) if within else None


def _becomes_firm(before: AppointmentStatus, status: AppointmentStatus) -> bool:
    """Whether the appointment begins to keep others away only now."""
    soft = before in UNPROMISED or not takes_place(before)
    return soft and takes_place(status) and status not in UNPROMISED


def _hearing(work: Work, row: Appointment, *, vacated: bool) -> None:
    if work.may(Action.EDIT_CASES):
        hearing_called_off(work, row, vacated=vacated)
