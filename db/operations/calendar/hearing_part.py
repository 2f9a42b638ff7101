"""The hearing that an appointment is for: both say the same, whichever is changed."""

from datetime import UTC, datetime

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.court import Hearing
from db.operations.court.hearings import (
    HearingForm,
    add_hearing,
    change_hearing,
    hearings_follow,
    vacate_hearing,
)
from db.operations.work import Work
from db.queries.calendar.appointment_form import HearingPart
from db.rules.findings import Refused, hard


def keep_hearing(work: Work, appointment: Appointment, part: HearingPart | None) -> None:
    """Add the hearing to the case, link one that is there, or save what was changed of it.

    The appointment has been flushed. Without a part nothing happens. Raises `Refused` with what
    stands against the hearing.
    """
    if part is None or appointment.case_id is None:
        return
    there = work.session.get(Hearing, part.id)
    if there is None:
        add_hearing(work, _form(appointment, part, "", 0))
        return
    if there.case_id != appointment.case_id:
        raise Refused(hard("hearing.other_appointment", "case"))
    if there.appointment_id is None:
        work.touch(there).appointment_id = appointment.id
        work.session.flush()
        work.record("hearing.linked", "hearing", there.id)
        hearings_follow(work, appointment.id, appointment.starts_at)
    work.session.flush()
    form = _form(appointment, part, there.outcome, there.version)
    if _said(part) != (there.kind, there.court, there.courtroom, there.judge):
        change_hearing(work, form)
    work.changed("hearing", there.id)


def hearing_called_off(work: Work, appointment: Appointment, *, vacated: bool) -> None:
    """Mark the appointment's hearing as vacated, or as taking place after all.

    A receptionist who cancels the appointment says no more than that the worker does not go:
    the hearing stays for whoever works on the case.
    """
    found = work.session.scalars(select(Hearing).where(Hearing.appointment_id == appointment.id))
    for hearing in found.all():
        if hearing.vacated != vacated:
            vacate_hearing(work, hearing.id, hearing.version, vacated=vacated)


def _form(appointment: Appointment, part: HearingPart, outcome: str, version: int) -> HearingForm:
    assert appointment.case_id is not None
    return HearingForm(
        id=part.id,
        case_id=appointment.case_id,
        kind=part.kind,
        starts_at=datetime.fromtimestamp(appointment.starts_at, UTC),
        court=part.court,
        courtroom=part.courtroom,
        judge=part.judge,
        outcome=outcome,
        appointment_id=appointment.id,
        version=version,
    )


def _said(part: HearingPart) -> tuple[object, ...]:
    return (part.kind, part.court.strip(), part.courtroom.strip(), part.judge.strip())
