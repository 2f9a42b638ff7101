"""What goes along when another worker takes a case over, and what stays where it was promised."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import Assignment, Task
from db.operations.work import Work
from db.rules.codes import AppointmentStatus, ResourceKind

_CANCELLED = (AppointmentStatus.CANCELLED_BY_CLIENT, AppointmentStatus.CANCELLED_BY_OFFICE)


@dataclass(frozen=True)
class HandedOver:
    """How many tasks went to the new worker, and how many appointments to come about the case are
    still with those who left it.
    """

    tasks: int = 0
    appointments: int = 0


def hand_over(work: Work, case_id: UUID, to: UUID) -> HandedOver:
    """Give the open tasks of whoever was on the case and is no longer to this worker.

    What somebody else was asked to do, and what nobody was, stays as it is. So do appointments:
    the other worker's day may be full, and they were promised to a client.
    """
    gone = _who_left(work, case_id)
    if not gone:
        return HandedOver()
    tasks = work.session.scalars(
        select(Task)
        .where(Task.case_id == case_id, Task.done_at.is_(None), Task.staff_id.in_(gone))
        .order_by(Task.id)
    ).all()
    for task in tasks:
        work.touch(task)
        task.staff_id = to
        work.record("task.changed", "task", task.id)
        work.changed("task", task.id)
    return HandedOver(len(tasks), _promised(work, case_id, gone))


def _who_left(work: Work, case_id: UUID) -> set[UUID]:
    ended = select(Assignment.staff_id, Assignment.ended_on).where(Assignment.case_id == case_id)
    rows = work.session.execute(ended).all()
    return {row[0] for row in rows} - {row[0] for row in rows if row[1] is None}


def _promised(work: Work, case_id: UUID, to: set[UUID]) -> int:
    asked = (
        select(func.count(Appointment.id.distinct()))
        .join(AppointmentResource, AppointmentResource.appointment_id == Appointment.id)
        .where(
            Appointment.case_id == case_id,
            Appointment.starts_at >= int(work.now.timestamp()),
            Appointment.status.not_in(_CANCELLED),
            AppointmentResource.kind == ResourceKind.WORKER,
            AppointmentResource.resource_id.in_(to),
        )
    )
    return work.session.scalar(asked) or 0
