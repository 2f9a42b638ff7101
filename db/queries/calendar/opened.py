"""An appointment opened for editing, and the same one as it would be after a move."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.court import Hearing
from db.queries.calendar.appointment_form import AppointmentForm, HearingPart
from db.queries.calendar.check import check
from db.queries.calendar.series_ahead import SeriesAhead, series_of
from db.queries.calendar.visible import appointment_to_see
from db.queries.cases.people import staff_names
from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus, ResourceKind
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.rules.scheduling import UNPROMISED


@dataclass(frozen=True, slots=True)
class OpenedAppointment:
    """A form filled from an appointment, and what is shown beside it. Moments are aware."""

    form: AppointmentForm
    status: AppointmentStatus
    booked_by: str
    booked_at: datetime
    arrived_at: datetime | None
    override_reason: str
    override_by: str
    cancel_reason: str
    series: SeriesAhead | None = None


def open_appointment(reading: Reading, appointment_id: UUID) -> OpenedAppointment:
    """The appointment for editing. Raises `Refused` with "appointment.unknown"."""
    row = appointment_to_see(reading, appointment_id)
    names = staff_names(reading, (row.booked_by_id, row.override_by_id))
    return OpenedAppointment(
        form=form_of(reading, row),
        status=row.status,
        booked_by=names.get(row.booked_by_id, ""),
        booked_at=row.created_at.astimezone(reading.zone),
        arrived_at=row.arrived_at.astimezone(reading.zone) if row.arrived_at else None,
        override_reason=row.override_reason,
        override_by=names.get(row.override_by_id, "") if row.override_by_id else "",
        cancel_reason=row.cancel_reason,
        series=series_of(reading, row),
    )


def check_move(
    reading: Reading,
    appointment_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    swap: tuple[UUID, UUID] | None = None,
) -> tuple[Finding, ...]:
    """What would stand against the move: asked before the drop."""
    form = form_of(reading, appointment_to_see(reading, appointment_id))
    return check(reading, moved(form, starts_at, ends_at, swap))


def moved(
    form: AppointmentForm,
    starts_at: datetime,
    ends_at: datetime,
    swap: tuple[UUID, UUID] | None = None,
) -> AppointmentForm:
    """The form at another time, and with another worker, room, car or interpreter (from, to)."""
    form = replace(form, starts_at=starts_at, ends_at=ends_at)
    if swap is None:
        return form
    old, new = swap
    return replace(
        form,
        workers=tuple(dict.fromkeys(new if one == old else one for one in form.workers)),
        room_id=new if form.room_id == old else form.room_id,
        car_id=new if form.car_id == old else form.car_id,
        interpreter_id=new if form.interpreter_id == old else form.interpreter_id,
    )


def keeping_members(form: AppointmentForm, before: AppointmentForm) -> AppointmentForm:
    """The form of a session that says nothing of its members: those who are on it stay. One that
    becomes another group's has whoever is on that one's roster.
    """
    if form.group_id != before.group_id:
        return replace(form, members=None)
    return form if form.members is not None else replace(form, members=before.members)


def form_of(reading: Reading, row: Appointment, *, with_hearing: bool = True) -> AppointmentForm:
    """The form of an appointment that the user may see; its case only for who reads cases."""
    taken: dict[ResourceKind, list[UUID]] = {kind: [] for kind in ResourceKind}
    for one in row.taken:
        taken[one.kind].append(one.resource_id)
    reads_cases = reading.may(Action.READ_CASES)
    return AppointmentForm(
        id=row.id,
        kind=row.kind,
        starts_at=_local(reading, row.starts_at),
        ends_at=_local(reading, row.ends_at),
        workers=tuple(taken[ResourceKind.WORKER]),
        client_id=row.client_id,
        household=tuple(taken[ResourceKind.HOUSEHOLD_MEMBER]),
        room_id=next(iter(taken[ResourceKind.ROOM]), None),
        car_id=next(iter(taken[ResourceKind.CAR]), None),
        interpreter_id=next(iter(taken[ResourceKind.INTERPRETER]), None),
        place_id=row.place_id,
        place=row.place,
        joining_link=row.joining_link,
        subject=row.subject,
        case_id=row.case_id if reads_cases else None,
        hearing=_hearing_of(reading, row.id) if reads_cases and with_hearing else None,
        remark=row.remark,
        group_id=row.group_id,
        members=tuple(taken[ResourceKind.MEMBER]) if row.group_id else None,
        tentative=row.status in UNPROMISED,
        requested=row.status is AppointmentStatus.REQUESTED,
        version=row.version,
    )


def _hearing_of(reading: Reading, appointment_id: UUID) -> HearingPart | None:
    found = reading.session.scalars(
        select(Hearing).where(Hearing.appointment_id == appointment_id).order_by(Hearing.id)
    ).first()
    if found is None:
        return None
    return HearingPart(
        id=found.id,
        kind=found.kind,
        court=found.court,
        courtroom=found.courtroom,
        judge=found.judge,
    )


def _local(reading: Reading, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(reading.zone)
