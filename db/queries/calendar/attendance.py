"""Whether people came: from their appointments that the user may know of, and from nothing else."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, case, cast, func, literal, select, union_all

from db.models.appointment import Appointment
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.group import GroupAttendance
from db.queries.calendar.visible import visible_appointment
from db.queries.reading import Reading
from db.queries.visibility import visible_client
from db.rules.appointment_steps import CANCELLED
from db.rules.attendance import COUNTED, LATEST, Attendance, attendance
from db.rules.codes import AppointmentKind, AppointmentStatus
from db.rules.groups import CAME, MISSED


def attendance_of(reading: Reading, clients: Collection[UUID]) -> dict[UUID, Attendance]:
    """How each of these clients kept their latest appointments; who had none is left out.

    One statement for all of them. Days are the office's.
    """
    if not clients:
        return {}
    expected = union_all(_own(reading, clients), _of_groups(reading, clients)).subquery()
    newest = (
        func.row_number()
        .over(partition_by=expected.c.client_id, order_by=expected.c.starts_at.desc())
        .label("newest")
    )
    counted = select(*expected.c, newest).subquery()
    latest = (
        select(counted.c.client_id, counted.c.starts_at, counted.c.status)
        .where(counted.c.newest <= LATEST)
        .order_by(counted.c.starts_at.desc())
    )
    past: defaultdict[UUID, list[tuple[date, AppointmentStatus]]] = defaultdict(list)
    for client_id, starts_at, status in reading.session.execute(latest):
        day = datetime.fromtimestamp(starts_at, UTC).astimezone(reading.zone).date()
        past[client_id].append((day, AppointmentStatus(status)))
    return {client_id: attendance(rows) for client_id, rows in past.items()}


def _own(reading: Reading, clients: Collection[UUID]) -> Select[Any, Any, Any]:
    return (
        select(
            Appointment.client_id.label("client_id"),
            Appointment.starts_at.label("starts_at"),
            cast(Appointment.status, String).label("status"),
        )
        .outerjoin(Client, Client.id == Appointment.client_id)
        .outerjoin(CaseFile, CaseFile.id == Appointment.case_id)
        .where(
            Appointment.client_id.in_(clients),
            Appointment.status.in_(COUNTED),
            Appointment.kind != AppointmentKind.OUTSIDE,
            visible_appointment(reading),
        )
    )


def _of_groups(reading: Reading, clients: Collection[UUID]) -> Select[Any, Any, Any]:
    """Sessions of groups, at which it is said of each member whether they came."""
    row = GroupAttendance
    came = case(
        (row.attended.in_(tuple(CAME)), literal(AppointmentStatus.COMPLETED.value)),
        else_=literal(AppointmentStatus.NO_SHOW.value),
    )
    return (
        select(row.client_id, Appointment.starts_at, came)
        .join(Appointment, Appointment.id == row.appointment_id)
        .join(Client, Client.id == row.client_id)
        .where(
            row.client_id.in_(clients),
            row.attended.in_(tuple(CAME | MISSED)),
            Appointment.status.not_in(tuple(CANCELLED)),
            visible_client(reading),
        )
    )


def missed_and_kept(reading: Reading, client_id: UUID) -> tuple[int, int]:
    """How many appointments and sessions of groups the client missed, and how many were kept."""
    expected = union_all(_own(reading, [client_id]), _of_groups(reading, [client_id])).subquery()
    found = reading.session.execute(
        select(expected.c.status, func.count()).group_by(expected.c.status)
    )
    counts = {AppointmentStatus(status): count for status, count in found}
    missed = counts.get(AppointmentStatus.NO_SHOW, 0)
    return missed, counts.get(AppointmentStatus.COMPLETED, 0)
