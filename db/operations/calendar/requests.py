"""Those who wait for an appointment that has no time yet: asked, changed, withdrawn, booked."""

from dataclasses import dataclass
from uuid import UUID

from db.models.calendar import AppointmentRequest
from db.models.staff import Staff
from db.operations.calendar.book import book
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.waiting import RequestForm, request_to_see
from db.queries.visibility import case_to_read, client_to_see
from db.rules.codes import RequestState
from db.rules.findings import Refused, Stale, hard, raise_hard
from db.rules.permissions import Action
from db.rules.request_fields import request_findings

KIND = "request"
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What to hand to `wait_after_all`, if it was a mistake."""

    id: UUID
    version: int


def ask(work: Work, form: RequestForm) -> int:
    """Put somebody on the waiting list; gives the request's version.

    Raises `Refused` with what is missing. A form whose id is there already asks nothing.
    """
    work.require(Action.BOOK)
    already = work.session.get(AppointmentRequest, form.id)
    if already is not None:
        return already.version
    _check(work, form)
    row = AppointmentRequest(
        id=form.id, state=RequestState.WAITING, requested_by_id=work.user.id, withdrawn_because=""
    )
    _fill(row, form, form.case_id)
    work.add(row)
    return settle(work, row, "asked")


def change_request(work: Work, form: RequestForm) -> int:
    """Save what was edited of a request; gives its new version.

    Raises as `ask` does, `Stale`, and "request.not_waiting" once it is booked or withdrawn.
    """
    row = waiting_to_change(work, form.id, form.version)
    _check(work, form)
    work.touch(row)
    _fill(row, form, form.case_id if work.may(Action.READ_CASES) else row.case_id)
    return settle(work, row, "changed")


def withdraw(work: Work, request_id: UUID, form_version: int, reason: str = "") -> Withdrawn:
    """Take somebody off the waiting list. Raises as `change_request` does."""
    row = waiting_to_change(work, request_id, form_version)
    work.touch(row)
    row.state = RequestState.WITHDRAWN
    row.withdrawn_because = reason.strip()[:LONGEST_REASON]
    return Withdrawn(row.id, settle(work, row, "withdrawn"))


def wait_after_all(work: Work, withdrawn: Withdrawn) -> int:
    """Undo a `withdraw`: they wait again, for as long as before; gives the new version.

    Raises `Refused` with "request.not_undone" if somebody has changed the request since.
    """
    work.require(Action.BOOK)
    row = request_to_see(work, withdrawn.id)
    if row.version != withdrawn.version or row.state is not RequestState.WITHDRAWN:
        raise Refused(hard("request.not_undone"))
    work.touch(row)
    row.state, row.withdrawn_because = RequestState.WAITING, ""
    return settle(work, row, "waits_again")


def book_waiting(
    work: Work, request_id: UUID, form_version: int, form: AppointmentForm, reason: str = ""
) -> int:
    """Book an appointment for somebody who waits, who waits no more; gives its version.

    Raises as `book` does, and as `change_request`: then neither has happened.
    """
    row = request_to_see(work, request_id)
    if row.state is RequestState.BOOKED and row.appointment_id == form.id:
        return book(work, form, reason)  # sent twice
    row = waiting_to_change(work, request_id, form_version)
    version = book(work, form, reason)
    work.touch(row)
    row.state, row.appointment_id = RequestState.BOOKED, form.id
    settle(work, row, "booked")
    return version


def waiting_to_change(work: Work, request_id: UUID, form_version: int) -> AppointmentRequest:
    """The request of somebody who still waits. Raises `Refused` or `Stale`."""
    work.require(Action.BOOK)
    row = request_to_see(work, request_id)
    if row.version != form_version:
        raise Stale("appointment_request", request_id)
    if row.state is not RequestState.WAITING:
        raise Refused(hard("request.not_waiting", state=row.state))
    return row


def settle(work: Work, row: AppointmentRequest, act: str) -> int:
    """Write, record and tell what happened to a request; gives its version."""
    work.session.flush()
    work.record(f"request.{act}", KIND, row.id)
    work.changed(KIND, row.id)
    return row.version


def _check(work: Work, form: RequestForm) -> None:
    raise_hard(
        request_findings(
            kind=form.kind,
            minutes=form.minutes,
            client=form.client_id is not None,
            subject=form.subject,
            wish=form.wish,
            earliest=form.earliest,
            latest=form.latest,
        )
    )
    if form.client_id is not None:
        client_to_see(work, form.client_id)
    if form.case_id is not None and work.may(Action.READ_CASES):
        case = case_to_read(work, form.case_id)
        if case.client_id != form.client_id:
            raise Refused(hard("appointment.case_of_others", "case", number=case.number))
    if form.staff_id is not None and work.session.get(Staff, form.staff_id) is None:
        raise Refused(hard("appointment.unknown_worker", "staff"))


def _fill(row: AppointmentRequest, form: RequestForm, case_id: UUID | None) -> None:
    row.kind, row.minutes = form.kind, form.minutes
    row.client_id, row.case_id, row.staff_id = form.client_id, case_id, form.staff_id
    row.subject, row.wish = form.subject.strip(), form.wish.strip()
    row.earliest, row.latest, row.urgent = form.earliest, form.latest, form.urgent
