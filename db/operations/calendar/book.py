"""Booking an appointment, and changing what is booked."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from db.models.appointment import Appointment
from db.operations.all_day import all_day
from db.operations.calendar.hearing_part import keep_hearing
from db.operations.calendar.saving import checked, keep_reason, take
from db.operations.court.hearings import hearings_follow
from db.operations.work import Work
from db.queries.by_heart import ByHeart, ask_together
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import form_findings
from db.queries.calendar.named import workers_asked
from db.queries.calendar.opened import form_of, keeping_members, moved
from db.queries.calendar.visible import appointment_to_see
from db.rules.appointment_steps import CHANGEABLE
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import Refused, Stale, hard, raise_hard
from db.rules.permissions import Action
from db.rules.scheduling import UNPROMISED

_VERSION = ByHeart(select(Appointment.version).where(Appointment.id == bindparam("id")))


@all_day
def book(work: Work, form: AppointmentForm, reason: str = "") -> int:
    """Book an appointment; gives its version.

    Raises `Refused` with every hard finding of `check`; `NeedsReason` with the soft ones unless
    a reason is given, which is kept and audited. A form whose id is there already books nothing.
    """
    work.require(Action.BOOK)
    versions, *workers = ask_together(
        work.session, (_VERSION, {"id": form.id}), *workers_asked(form)
    )
    for (already,) in versions:
        return int(already)
    asked, soft = checked(work, form, reason, workers=workers[0] if workers else None)
    appointment = Appointment(id=form.id, booked_by_id=work.user.id)
    fill(appointment, form)
    said = keep_reason(work, appointment, soft, reason)
    take(work, appointment, asked)
    work.put(appointment)
    keep_hearing(work, appointment, form.hearing)
    work.record("appointment.booked", "appointment", appointment.id, **said)
    work.changed("appointment", appointment.id)
    return appointment.version


def change(work: Work, form: AppointmentForm, reason: str = "", *, by_court: bool = False) -> int:
    """Save an edited appointment; gives its new version. A hearing is moved `by_court` where the
    court's new time is what is entered.

    Raises as `book` does, and `Stale`. As long as kind, times and resources stay nothing is
    asked that was decided when they were booked.
    """
    work.require(Action.BOOK)
    appointment = appointment_to_see(work, form.id)
    if appointment.version != form.version:
        raise Stale("appointment", form.id)
    if appointment.status not in CHANGEABLE:
        raise Refused(hard("appointment.is_over", status=appointment.status))
    before = form_of(work, appointment)
    form = keeping_members(form, before)
    if not work.may(Action.READ_CASES):  # who does not see the case cannot mean to drop it
        form = replace(form, case_id=appointment.case_id, hearing=None)
    work.touch(appointment)
    said: dict[str, object] = {}
    if _takes(form) == _takes(before):
        raise_hard(form_findings(work, form))
        fill(appointment, form)
        work.session.flush()
    else:
        asked, soft = checked(work, form, reason, by_court=by_court)
        fill(appointment, form)
        said = keep_reason(work, appointment, soft, reason)
        take(work, appointment, asked)
        work.session.flush()
        if work.may(Action.READ_CASES) or before.kind is AppointmentKind.HEARING:
            # Of others reception asks nothing: a server lets it read no hearing.
            hearings_follow(work, appointment.id, appointment.starts_at)
    keep_hearing(work, appointment, form.hearing)
    work.record("appointment.changed", "appointment", appointment.id, **said)
    work.changed("appointment", appointment.id)
    return appointment.version


def move(
    work: Work,
    appointment_id: UUID,
    form_version: int,
    starts_at: datetime,
    ends_at: datetime,
    swap: tuple[UUID, UUID] | None = None,
    reason: str = "",
    *,
    by_court: bool = False,
) -> int:
    """Move an appointment to another time, and with `swap` from one worker, room, car or
    interpreter to another (from, to); gives its new version.

    Raises as `change` does. The hearing that it is for moves along.
    """
    form = moved(form_of(work, appointment_to_see(work, appointment_id)), starts_at, ends_at, swap)
    return change(work, replace(form, version=form_version), reason, by_court=by_court)


def fill(appointment: Appointment, form: AppointmentForm) -> None:
    """Put what was typed into the appointment, but for what it takes."""
    appointment.kind = form.kind
    if form.requested:
        appointment.status = AppointmentStatus.REQUESTED
    elif form.tentative:
        appointment.status = AppointmentStatus.TENTATIVE
    elif appointment.status is None or appointment.status in UNPROMISED:
        appointment.status = AppointmentStatus.CONFIRMED
    appointment.starts_at, appointment.ends_at = form.span
    appointment.client_id = form.client_id
    appointment.case_id = form.case_id
    appointment.group_id = form.group_id
    appointment.place_id = form.place_id
    appointment.place = form.place.strip()
    appointment.joining_link = form.joining_link.strip()
    appointment.subject = form.subject.strip()
    appointment.remark = form.remark.strip()


def _takes(form: AppointmentForm) -> tuple[object, ...]:
    """All that a collision, or a reason given against one, depends on."""
    people = (frozenset(form.workers), form.client_id, frozenset(form.household))
    session = (form.group_id, None if form.members is None else frozenset(form.members))
    things = (form.room_id, form.car_id, form.interpreter_id)
    return (form.kind, form.span, *people, *session, *things, form.place_id, form.tentative)
