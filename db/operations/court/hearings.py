"""Hearings: added, past ones too, changed, decided, vacated."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.court import Hearing
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.rules.codes import HearingKind
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.text_fields import stripped


@dataclass(frozen=True)
class HearingForm:
    """A hearing as it is typed. `starts_at` is aware; seconds are dropped.

    `appointment_id` is that of the appointment which takes a worker's time for it, if any.
    """

    id: UUID
    case_id: UUID
    kind: HearingKind
    starts_at: datetime
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    outcome: str = ""
    appointment_id: UUID | None = None
    version: int = 0


def add_hearing(work: Work, form: HearingForm) -> None:
    """Add a hearing to a case, past or to come."""
    form = stripped(form)
    case = case_to_change(work, form.case_id)
    raise_hard(_findings(work, form))
    hearing = Hearing(id=form.id, case_id=form.case_id, appointment_id=form.appointment_id)
    _fill(hearing, form)
    hearing.court = hearing.court or case.court
    work.add(hearing)
    work.session.flush()
    work.record("hearing.added", "hearing", hearing.id, case=str(hearing.case_id))
    _changed(work, hearing)


def change_hearing(work: Work, form: HearingForm) -> None:
    """Change a hearing. One with an appointment is moved in the calendar; it follows."""
    form = stripped(form)
    hearing = _hearing(work, form.id)
    raise_hard(_findings(work, form))
    if hearing.case_id != form.case_id:
        raise Refused(hard("hearing.case_stays"))
    work.edit(Hearing, form.id, form.version)
    if hearing.appointment_id and hearing.starts_at != seconds_of(form.starts_at):
        raise Refused(hard("hearing.has_appointment", "starts_at"))
    hearing.appointment_id = form.appointment_id
    _fill(hearing, form)
    work.record("hearing.changed", "hearing", hearing.id)
    _changed(work, hearing)


def record_outcome(work: Work, hearing_id: UUID, form_version: int, outcome: str) -> None:
    """Write down what a hearing decided, once it has begun."""
    hearing = _hearing(work, hearing_id)
    work.edit(Hearing, hearing_id, form_version)
    if hearing.starts_at > work.now_seconds:
        raise Refused(hard("hearing.has_not_begun", "outcome"))
    hearing.outcome = outcome.strip()
    work.record("hearing.outcome", "hearing", hearing_id)
    _changed(work, hearing)


def vacate_hearing(
    work: Work, hearing_id: UUID, form_version: int, *, vacated: bool = True
) -> None:
    """Mark that a hearing was called off; with `vacated` False, that it takes place after all."""
    hearing = _hearing(work, hearing_id)
    work.edit(Hearing, hearing_id, form_version)
    hearing.vacated = vacated
    action = "hearing.vacated" if vacated else "hearing.not_vacated"
    work.record(action, "hearing", hearing_id)
    _changed(work, hearing)


def hearings_follow(work: Work, appointment_id: UUID, starts_at: int) -> None:
    """Move the hearing that an appointment is for, when the calendar moves the appointment.

    Part of the calendar's operation, which has asked for permission. `starts_at` in seconds UTC.
    """
    found = work.session.scalars(select(Hearing).where(Hearing.appointment_id == appointment_id))
    for hearing in found:
        if hearing.starts_at == starts_at:
            continue
        work.touch(hearing).starts_at = starts_at
        work.record("hearing.followed", "hearing", hearing.id)
        _changed(work, hearing)


def seconds_of(moment: datetime) -> int:
    """A moment in the calendar's seconds, on the full minute. Naive ones raise ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return int(moment.timestamp()) // 60 * 60


def _hearing(work: Work, hearing_id: UUID) -> Hearing:
    hearing = work.session.get(Hearing, hearing_id)
    if hearing is None:
        raise Refused(hard("record.gone", kind="hearing"))
    case_to_change(work, hearing.case_id)
    return hearing


def _findings(work: Work, form: HearingForm) -> list[Finding]:
    found = []
    for name, typed, longest in (
        ("court", form.court, 200),
        ("courtroom", form.courtroom, 80),
        ("judge", form.judge, 120),
    ):
        if len(typed.strip()) > longest:
            found.append(hard("hearing.too_long", name, longest=longest))
    if form.outcome.strip() and form.starts_at > work.now:
        found.append(hard("hearing.has_not_begun", "outcome"))
    if form.appointment_id is not None:
        appointment = work.session.get(Appointment, form.appointment_id)
        if appointment is None or appointment.case_id != form.case_id:
            found.append(hard("hearing.other_appointment", "appointment_id"))
        elif appointment.starts_at != seconds_of(form.starts_at):
            found.append(hard("hearing.has_appointment", "starts_at"))
    same = select(Hearing.id).where(
        Hearing.case_id == form.case_id,
        Hearing.starts_at == seconds_of(form.starts_at),
        Hearing.kind == form.kind,
        Hearing.vacated.is_(False),
        Hearing.id != form.id,
    )
    if work.session.scalar(same) is not None:
        found.append(hard("hearing.already_there", "starts_at"))
    return found


def _fill(hearing: Hearing, form: HearingForm) -> None:
    hearing.kind = form.kind
    hearing.starts_at = seconds_of(form.starts_at)
    hearing.court = form.court.strip()
    hearing.courtroom = form.courtroom.strip()
    hearing.judge = form.judge.strip()
    hearing.outcome = form.outcome.strip()


def _changed(work: Work, hearing: Hearing) -> None:
    work.changed("hearing", hearing.id)
    work.changed("case", hearing.case_id)
