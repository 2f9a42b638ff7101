"""What is known before an appointment is cancelled: its series, and who could have its time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from db.models.appointment import Appointment
from db.queries.calendar.series_ahead import SeriesAhead, series_of
from db.queries.calendar.visible import appointment_to_see
from db.queries.calendar.waiting import Waiting, waiting_list
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, ResourceKind

_MOST = 12  # offered


@dataclass(frozen=True, slots=True)
class Freed:
    """The time that becomes free: aware, in the office's zone; its worker, and its room if any."""

    starts_at: datetime
    worker_id: UUID
    room_id: UUID | None


@dataclass(frozen=True, slots=True)
class Cancelling:
    """`could_come` are those who wait and whom the time would suit, urgent ones first. Of a session
    nobody waits for another time."""

    series: SeriesAhead | None
    freed: Freed | None = None
    could_come: tuple[Waiting, ...] = ()
    may_wait: bool = True


def cancelling(reading: Reading, appointment_id: UUID) -> Cancelling:
    """Of one appointment. Raises as `open_appointment` does."""
    row = appointment_to_see(reading, appointment_id)
    series, freed = series_of(reading, row), _freed(reading, row)
    if freed is None:
        return Cancelling(series, may_wait=row.group_id is None)
    minutes, day = (row.ends_at - row.starts_at) // 60, freed.starts_at.date()
    found = [
        one
        for one in waiting_list(reading, freed.worker_id)
        if one.form.minutes <= minutes
        and (one.form.earliest is None or one.form.earliest <= day)
        and (one.form.latest is None or day <= one.form.latest)
        and (one.form.client_id is None or one.form.client_id != row.client_id)
    ]
    return Cancelling(series, freed, tuple(found[:_MOST]), row.group_id is None)


def _freed(reading: Reading, row: Appointment) -> Freed | None:
    """Nobody is offered a time that has begun, or one that a court or others have set."""
    if row.kind in (AppointmentKind.HEARING, AppointmentKind.OUTSIDE):
        return None
    workers = [one.resource_id for one in row.taken if one.kind is ResourceKind.WORKER]
    if not workers or row.starts_at <= reading.now_seconds:
        return None
    rooms = [one.resource_id for one in row.taken if one.kind is ResourceKind.ROOM]
    starts_at = datetime.fromtimestamp(row.starts_at, UTC).astimezone(reading.zone)
    return Freed(starts_at, workers[0], rooms[0] if rooms else None)
