"""Hearings together with the time that they take: entered, moved, called off in one act.

Whoever works on the court page thinks of the hearing; whoever looks at the calendar, of the
appointment. Both stay the same because these operations change both, or nothing.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from db.models.appointment import Appointment
from db.models.court import Hearing
from db.operations.calendar.book import book, move
from db.operations.calendar.mark import Marked, cancel, put_back
from db.operations.cases.access import case_to_change
from db.operations.court.hearings import (
    HearingForm,
    add_hearing,
    change_hearing,
    record_outcome,
    seconds_of,
    vacate_hearing,
)
from db.operations.court.report_due import set_report_due
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm, HearingPart
from db.rules.appointment_steps import CANCELLED, EXPECTED
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.findings import Refused, Stale, hard


@dataclass(frozen=True, slots=True)
class Attending:
    """In whose calendar the hearing stands, and for how long. `appointment_id` is a new id."""

    appointment_id: UUID
    worker_id: UUID
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class CalledOff:
    """What to hand to `call_back`, if calling off was a mistake."""

    hearing_id: UUID
    version: int
    marked: Marked | None


def set_hearing(
    work: Work,
    form: HearingForm,
    attending: Attending | None = None,
    report_due: date | None = None,
    reason: str = "",
) -> None:
    """Add a hearing (version 0) or save a changed one, its appointment and its report's due day.

    A hearing in the calendar is moved there as well; one that is not can be put there by
    `attending`. Raises as `book`, `move` and `change_hearing` do, `NeedsReason` included.
    """
    if form.version == 0:
        _add(work, form, attending, reason)
    else:
        _change(work, form, attending, reason)
    set_report_due(work, form.id, report_due)


def continue_hearing(
    work: Work,
    hearing_id: UUID,
    form_version: int,
    starts_at: datetime,
    following: UUID,
    outcome: str = "",
    reason: str = "",
) -> UUID:
    """Put a hearing off to another time; gives the id of the hearing that is now to come.

    One that has not begun moves, with its appointment. One that has begun stays where it was,
    with `outcome` unless it has one, and a new one (id `following`) is entered for the new time.
    """
    hearing = _hearing(work, hearing_id, form_version)
    if starts_at <= work.now:
        raise Refused(hard("hearing.continued_to_past", "day"))
    if hearing.starts_at > work.now_seconds:
        set_hearing(work, replace(_form(hearing), starts_at=starts_at), reason=reason)
        return hearing_id
    if outcome.strip() and not hearing.outcome.strip():
        record_outcome(work, hearing_id, form_version, outcome)
    attending = _same_worker(work, hearing)
    new = replace(
        _form(hearing),
        id=following,
        starts_at=starts_at,
        outcome="",
        appointment_id=None,
        version=0,
    )
    set_hearing(work, new, attending, reason=reason)
    return following


def call_off(work: Work, hearing_id: UUID, form_version: int, why: str = "") -> CalledOff:
    """Vacate a hearing; its appointment is cancelled, so that the time is free again."""
    hearing = _hearing(work, hearing_id, form_version)
    marked = None
    appointment = _appointment(work, hearing)
    if appointment is not None and appointment.status in EXPECTED:
        by = AppointmentStatus.CANCELLED_BY_OFFICE
        marked = cancel(work, appointment.id, appointment.version, by, why)
    if not hearing.vacated:
        vacate_hearing(work, hearing_id, hearing.version)
    work.session.flush()
    return CalledOff(hearing_id, hearing.version, marked)


def call_back(work: Work, called_off: CalledOff) -> None:
    """Let a hearing take place after all, with its appointment if that was cancelled with it.

    Raises `Stale` if somebody changed it meanwhile, `Refused` if its time has been given away.
    """
    hearing = _hearing(work, called_off.hearing_id, called_off.version)
    if called_off.marked is not None:
        put_back(work, called_off.marked)
    if hearing.vacated:
        vacate_hearing(work, hearing.id, hearing.version, vacated=False)


def _add(work: Work, form: HearingForm, attending: Attending | None, reason: str) -> None:
    if attending is None:
        add_hearing(work, form)
        return
    _book(work, form, attending, reason)
    if form.outcome.strip():
        work.session.flush()
        hearing = work.session.get_one(Hearing, form.id)
        record_outcome(work, form.id, hearing.version, form.outcome)


def _change(work: Work, form: HearingForm, attending: Attending | None, reason: str) -> None:
    hearing = _hearing(work, form.id, form.version)
    appointment = _appointment(work, hearing)
    if appointment is not None and appointment.status in CANCELLED:
        appointment = None
        work.touch(hearing).appointment_id = None
        work.session.flush()
    if appointment is not None and hearing.starts_at != seconds_of(form.starts_at):
        length = timedelta(seconds=appointment.ends_at - appointment.starts_at)
        ends_at = form.starts_at + length
        version = appointment.version
        starts_at = form.starts_at
        move(work, appointment.id, version, starts_at, ends_at, reason=reason, by_court=True)
        work.session.flush()
    linked = None if appointment is None else appointment.id
    change_hearing(work, replace(form, appointment_id=linked, version=hearing.version))
    if appointment is None and attending is not None:
        work.session.flush()
        _book(work, form, attending, reason)


def _book(work: Work, form: HearingForm, attending: Attending, reason: str) -> None:
    case = case_to_change(work, form.case_id)
    appointment = AppointmentForm(
        id=attending.appointment_id,
        kind=AppointmentKind.HEARING,
        starts_at=form.starts_at,
        ends_at=form.starts_at + timedelta(minutes=attending.minutes),
        workers=(attending.worker_id,),
        client_id=case.client_id,
        case_id=case.id,
        place=", ".join(part for part in (form.court, form.courtroom) if part.strip())[:200],
        hearing=HearingPart(
            id=form.id,
            kind=form.kind,
            court=form.court,
            courtroom=form.courtroom,
            judge=form.judge,
        ),
    )
    book(work, appointment, reason)


def _same_worker(work: Work, hearing: Hearing) -> Attending | None:
    from db.rules.codes import ResourceKind
    from db.rules.ids import new_id

    appointment = _appointment(work, hearing)
    if appointment is None:
        return None
    workers = [one.resource_id for one in appointment.taken if one.kind is ResourceKind.WORKER]
    if not workers:
        return None
    minutes = (appointment.ends_at - appointment.starts_at) // 60
    return Attending(new_id(), workers[0], minutes)


def _form(hearing: Hearing) -> HearingForm:
    return HearingForm(
        id=hearing.id,
        case_id=hearing.case_id,
        kind=hearing.kind,
        starts_at=datetime.fromtimestamp(hearing.starts_at, UTC),
        court=hearing.court,
        courtroom=hearing.courtroom,
        judge=hearing.judge,
        outcome=hearing.outcome,
        appointment_id=hearing.appointment_id,
        version=hearing.version,
    )


def _hearing(work: Work, hearing_id: UUID, form_version: int) -> Hearing:
    hearing = work.session.get(Hearing, hearing_id)
    if hearing is None:
        raise Refused(hard("record.gone", kind="hearing"))
    case_to_change(work, hearing.case_id)
    if hearing.version != form_version:
        raise Stale("hearing", hearing_id)
    return hearing


def _appointment(work: Work, hearing: Hearing) -> Appointment | None:
    if hearing.appointment_id is None:
        return None
    return work.session.get(Appointment, hearing.appointment_id)
