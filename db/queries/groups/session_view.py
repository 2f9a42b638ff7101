"""A session of a group with its roster, for whoever takes attendance."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.group import GroupAttendance, SupportGroup
from db.queries.calendar.visible import appointment_to_see
from db.queries.cases.people import staff_names
from db.queries.groups.group_view import rooms_of
from db.queries.groups.roster import known_clients, sessions_people
from db.queries.reading import Reading
from db.rules.codes import AppointmentStatus, Attended, ResourceKind
from db.rules.findings import Refused, hard
from db.rules.groups import attendance_findings
from db.rules.names import fold
from db.rules.scheduling import local


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
    """A session. Moments are aware, in the office's zone. `version` is for `save_attendance`;
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
    row, group = session_to_see(reading, appointment_id)
    starts_at = local(row.starts_at, reading.zone)
    rooms = rooms_of(reading, [row.id])
    workers = [one.resource_id for one in row.taken if one.kind is ResourceKind.WORKER]
    return SessionView(
        appointment_id=row.id,
        group_id=group.id,
        group=group.name,
        starts_at=starts_at,
        ends_at=local(row.ends_at, reading.zone),
        room=rooms.get(row.id, ""),
        workers=tuple(sorted(staff_names(reading, workers).values())),
        status=row.status,
        rows=attendance_rows(reading, row.id),
        version=row.version,
        may_take=not attendance_findings(row.status, starts_at.date(), reading.today),
    )


def session_to_see(reading: Reading, appointment_id: UUID) -> tuple[Appointment, SupportGroup]:
    """The session and its group. Raises as `session_view` does."""
    row = appointment_to_see(reading, appointment_id)
    group = reading.session.get(SupportGroup, row.group_id) if row.group_id else None
    if group is None:
        raise Refused(hard("group.no_session"))
    return row, group


def attendance_rows(reading: Reading, appointment_id: UUID) -> tuple[AttendanceRow, ...]:
    """Everybody on the roster of a session, and of whom something was said, by name."""
    said = {
        one.client_id: one
        for one in reading.session.scalars(
            select(GroupAttendance).where(GroupAttendance.appointment_id == appointment_id)
        )
    }
    expected = sessions_people(reading, [appointment_id]).get(appointment_id, ())
    ids = tuple(dict.fromkeys((*expected, *said)))
    known = known_clients(reading, ids)
    rows = [
        AttendanceRow(
            client_id=one,
            name=known[one].name.display() if one in known else "",
            number=known[one].number if one in known else "",
            attended=said[one].attended if one in said and one in known else None,
            remark=said[one].remark if one in said and one in known else "",
            hidden=one not in known,
        )
        for one in ids
    ]
    return tuple(sorted(rows, key=lambda one: (one.hidden, fold(one.name), one.client_id.bytes)))
