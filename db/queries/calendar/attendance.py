"""Whether people came: from their appointments that the user may know of, and from nothing else."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select

from db.models.appointment import Appointment
from db.models.case_file import CaseFile
from db.models.client import Client
from db.queries.calendar.visible import visible_appointment
from db.queries.reading import Reading
from db.rules.attendance import COUNTED, LATEST, Attendance, attendance
from db.rules.codes import AppointmentKind, AppointmentStatus


def attendance_of(reading: Reading, clients: Collection[UUID]) -> dict[UUID, Attendance]:
    """How each of these clients kept their latest appointments; who had none is left out.

    One statement for all of them. Days are the office's.
    """
    if not clients:
        return {}
    newest = (
        func.row_number()
        .over(partition_by=Appointment.client_id, order_by=Appointment.starts_at.desc())
        .label("newest")
    )
    counted = (
        select(Appointment.client_id, Appointment.starts_at, Appointment.status, newest)
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(
            Appointment.client_id.in_(clients),
            Appointment.status.in_(COUNTED),
            Appointment.kind != AppointmentKind.OUTSIDE,
            visible_appointment(reading),
        )
        .subquery()
    )
    latest = (
        select(counted.c.client_id, counted.c.starts_at, counted.c.status)
        .where(counted.c.newest <= LATEST)
        .order_by(counted.c.starts_at.desc())
    )
    past: defaultdict[UUID, list[tuple[date, AppointmentStatus]]] = defaultdict(list)
    for client_id, starts_at, status in reading.session.execute(latest):
        day = datetime.fromtimestamp(starts_at, UTC).astimezone(reading.zone).date()
        past[client_id].append((day, status))
    return {client_id: attendance(rows) for client_id, rows in past.items()}
