"""The appointment form of a new session of a group."""

from datetime import datetime
from uuid import UUID

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.reading import Reading


def session_form(
    reading: Reading, group_id: UUID, starts_at: datetime, ends_at: datetime
) -> AppointmentForm:
    """A new session with leader and room of the group, to be booked by `book` or `book_series`.

    Its `members` are None: whoever is on the roster when it is booked. Raises `Refused`
    ("group.unknown", "group.closed").
    """
    raise NotImplementedError
