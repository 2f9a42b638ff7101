"""Back onto the waiting list: from a booking that was undone, or that does not take place."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.calendar import AppointmentRequest
from db.operations.calendar.mark import Marked, cancel, take_back
from db.operations.calendar.requests import settle
from db.operations.work import Work
from db.queries.calendar.opened import form_of
from db.queries.calendar.visible import appointment_to_see
from db.rules.codes import AppointmentStatus, RequestState
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class CancelledToWait:
    """What to hand to `take_back_from_waiting`, if it was a mistake."""

    marked: Marked
    request_id: UUID
    request_version: int


def undo_booking(work: Work, appointment_id: UUID, version: int, reason: str = "") -> Marked:
    """Undo a booking: it is cancelled by the office, and who waited for it waits again.

    Raises `Refused` with "appointment.not_undone" if somebody has changed it since.
    """
    work.require(Action.BOOK)
    if appointment_to_see(work, appointment_id).version != version:
        raise Refused(hard("appointment.not_undone"))
    marked = cancel(work, appointment_id, version, AppointmentStatus.CANCELLED_BY_OFFICE, reason)
    for row in _booked_as(work, appointment_id):
        _wait_again(work, row)
    return marked


def cancel_and_wait(
    work: Work, appointment_id: UUID, version: int, by: AppointmentStatus, reason: str = ""
) -> CancelledToWait:
    """Cancel an appointment and put its client on the waiting list for another time.

    Who waited for it before waits again, from the day on which they first asked. Raises as
    `cancel` does, and "request.of_group" of a session.
    """
    if appointment_to_see(work, appointment_id).group_id is not None:
        raise Refused(hard("request.of_group"))
    marked = cancel(work, appointment_id, version, by, reason)
    booked = _booked_as(work, appointment_id)
    row = booked[0] if booked else _asked_anew(work, appointment_id)
    request_version = _wait_again(work, row) if booked else settle(work, row, "asked")
    return CancelledToWait(marked, row.id, request_version)


def take_back_from_waiting(work: Work, done: CancelledToWait, reason: str = "") -> int:
    """Undo a `cancel_and_wait`: it takes place after all; gives the appointment's new version.

    Raises as `take_back` does, and "request.not_undone" if somebody has changed the request.
    """
    row = work.session.get(AppointmentRequest, done.request_id)
    if row is None or row.version != done.request_version or row.state is not RequestState.WAITING:
        raise Refused(hard("request.not_undone"))
    version = take_back(work, done.marked, reason)
    work.touch(row)
    row.state, row.appointment_id = RequestState.BOOKED, done.marked.id
    settle(work, row, "booked")
    return version


def _booked_as(work: Work, appointment_id: UUID) -> list[AppointmentRequest]:
    row = AppointmentRequest
    found = select(row).where(
        row.appointment_id == appointment_id, row.state == RequestState.BOOKED
    )
    return list(work.session.scalars(found.order_by(row.id)))


def _wait_again(work: Work, row: AppointmentRequest) -> int:
    work.touch(row)
    row.state, row.appointment_id = RequestState.WAITING, None
    return settle(work, row, "waits_again")


def _asked_anew(work: Work, appointment_id: UUID) -> AppointmentRequest:
    appointment = work.session.get_one(Appointment, appointment_id)
    form = form_of(work, appointment)
    return work.add(
        AppointmentRequest(
            id=new_id(),
            state=RequestState.WAITING,
            kind=appointment.kind,
            minutes=(appointment.ends_at - appointment.starts_at) // 60,
            client_id=appointment.client_id,
            case_id=appointment.case_id,
            staff_id=form.workers[0] if len(form.workers) == 1 else None,
            subject=appointment.subject,
            requested_by_id=work.user.id,
        )
    )
