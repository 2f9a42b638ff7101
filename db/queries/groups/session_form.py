"""The appointment form of a new session of a group."""

from datetime import datetime
from uuid import UUID

from db.models.office import Resource
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.groups.roster import group_to_see
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind
from db.rules.findings import Refused, hard
from db.rules.ids import new_id


def session_form(
    reading: Reading, group_id: UUID, starts_at: datetime, ends_at: datetime
) -> AppointmentForm:
    """A new session with leader and room of the group, to be booked by `book` or `book_series`.

    Its `members` are None: whoever is on the roster when it is booked. Raises `Refused`
    ("group.unknown", "group.closed").
    """
    group = group_to_see(reading, group_id)
    if not group.active:
        raise Refused(hard("group.closed"))
    room = reading.session.get(Resource, group.room_id) if group.room_id else None
    return AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.GROUP,
        starts_at=starts_at,
        ends_at=ends_at,
        workers=(group.leader_id,),
        room_id=room.id if room and room.active else None,
        group_id=group.id,
    )
