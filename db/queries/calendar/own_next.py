"""One's own appointments of the next hours, to be reminded of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists

from db.models.appointment import Appointment, AppointmentResource
from db.queries.calendar.items import load_items
from db.queries.reading import Reading
from db.rules.appointment_steps import EXPECTED
from db.rules.permissions import Action
from db.texts.appointments import appointment_title

HOURS = 24
_SECONDS = 3600
MOST = 100


@dataclass(frozen=True, slots=True)
class OwnAppointment:
    """An appointment of whoever asks, in the office's zone; `title` may name the client."""

    id: UUID
    starts_at: datetime
    title: str
    where: str
    hidden: bool


def own_next(reading: Reading) -> tuple[OwnAppointment, ...]:
    """What the user is expected at from a little before now until tomorrow; nobody else's."""
    if not reading.may(Action.FIND_CLIENTS):
        return ()
    mine = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.resource_id == reading.user.id,
    )
    items = load_items(
        reading,
        mine,
        Appointment.starts_at > reading.now_seconds - _SECONDS,
        Appointment.starts_at < reading.now_seconds + HOURS * _SECONDS,
        Appointment.status.in_(EXPECTED),
        most=MOST,
    )
    return tuple(
        OwnAppointment(
            id=item.id,
            starts_at=item.starts_at,
            title=appointment_title(
                item.kind, item.client_name or item.subject, hidden=item.hidden
            ),
            where=", ".join(room.name for room in item.rooms) or item.place,
            hidden=item.hidden,
        )
        for item in items
    )
