"""A session of a group with its roster, for whoever takes attendance."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus, Attended


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """Somebody on the roster of a session, and whether they came; None until it was said.

    A `hidden` one has no name for whoever asks, and nothing can be said of them.
    """

    client_id: UUID
    name: str
    number: str
    attended: Attended | None = None
    remark: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session. Moments are aware, in the office's zone. `version` is what `save_attendance` wants;
    `may_take` says whether attendance can be taken by now.
    """

    appointment_id: UUID
    group_id: UUID
    group: str
    starts_at: datetime
    ends_at: datetime
    room: str
    workers: tuple[str, ...]
    status: AppointmentStatus
    rows: tuple[AttendanceRow, ...]
    version: int
    may_take: bool


def session_view(reading: Reading, appointment_id: UUID) -> SessionView:
    """The session, its people by name. Raises `Refused`: "appointment.unknown", "group.no_session"
    for what is not a session of a group.
    """
    raise NotImplementedError
