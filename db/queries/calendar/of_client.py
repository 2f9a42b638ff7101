"""A client's appointments, and how often nobody came."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists

from db.models.appointment import Appointment, AppointmentResource
from db.queries.calendar.attendance import attendance_of, missed_and_kept
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.reading import Reading
from db.queries.visibility import client_to_see
from db.rules.attendance import Attendance

MOST = 500


@dataclass(frozen=True, slots=True)
class ClientAppointments:
    """A client's appointments and sessions of groups by time. `no_shows` of `kept_or_missed` were
    not kept; `attendance` tells of the latest alone.
    """

    coming: tuple[CalendarItem, ...]
    past: tuple[CalendarItem, ...]  # newest first
    no_shows: int
    kept_or_missed: int
    attendance: Attendance


def appointments_of_client(reading: Reading, client_id: UUID) -> ClientAppointments:
    """What is booked for a client or with whom they come along, that the user may know of.

    Raises `Refused` with "client.unknown".
    """
    client_to_see(reading, client_id)
    comes = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.resource_id == client_id,
    )
    coming = load_items(reading, comes, Appointment.ends_at > reading.now_seconds, most=MOST)
    past = load_items(reading, comes, Appointment.ends_at <= reading.now_seconds)
    missed, kept = missed_and_kept(reading, client_id)
    return ClientAppointments(
        tuple(item for item in coming if not item.hidden),
        tuple(item for item in reversed(past) if not item.hidden)[:MOST],
        missed,
        missed + kept,
        attendance_of(reading, [client_id]).get(client_id, Attendance()),
    )
