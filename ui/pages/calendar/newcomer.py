"""What a new appointment would be that is drawn or carried into the calendar. Pure."""

from datetime import datetime
from uuid import UUID

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.waiting import Waiting
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.ids import new_id


def newcomer(
    kind: ResourceKind,
    resource_id: UUID | None,
    starts_at: datetime,
    ends_at: datetime,
    waiting: Waiting | None = None,
) -> AppointmentForm | None:
    """The appointment as it would be booked there, or None while it would take nobody.

    The column's worker comes before the one who was wished for.
    """
    column = {kind: resource_id}
    worker = column.get(ResourceKind.WORKER)
    asked = None if waiting is None else waiting.form
    if asked is not None and worker is None:
        worker = asked.staff_id
    form = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT if asked is None else asked.kind,
        starts_at=starts_at,
        ends_at=ends_at,
        workers=() if worker is None else (worker,),
        client_id=None if asked is None else asked.client_id,
        room_id=column.get(ResourceKind.ROOM),
        car_id=column.get(ResourceKind.CAR),
        interpreter_id=column.get(ResourceKind.INTERPRETER),
        subject="" if asked is None else asked.subject,
        case_id=None if asked is None else asked.case_id,
    )
    return form if resource_id is not None or worker is not None or form.client_id else None
