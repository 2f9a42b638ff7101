"""Reception's board: who is expected today, who waits, with whom, who is late or did not come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, or_

from db.models.appointment import Appointment, AppointmentResource
from db.queries.calendar.attendance import attendance_of
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.calendar.taken import overlapping
from db.queries.reading import Reading
from db.rules.appointment_steps import CANCELLED, EXPECTED
from db.rules.attendance import Attendance
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.findings import Finding
from db.rules.names import PersonName
from db.rules.safe_contact import client_marks
from db.rules.scheduling import day_span

LATE_AFTER_MINUTES = 5
# People come to the office for these; a room is a sign of it for whatever else.
AT_THE_OFFICE = (
    AppointmentKind.INTAKE,
    AppointmentKind.OFFICE_VISIT,
    AppointmentKind.SUPERVISED_VISIT,
)


class BoardState(StrEnum):
    """Where somebody stands on the board."""

    EXPECTED = "expected"
    LATE = "late"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Somebody on the board; never anything of a case. Moments are aware, in the office's zone.

    `minutes` is how long they have been waiting or in, or how late they are; `since` is when
    that began. Of a hidden one no more is known than that the worker expects somebody.
    """

    id: UUID
    version: int
    kind: AppointmentKind
    status: AppointmentStatus
    state: BoardState
    starts_at: datetime
    ends_at: datetime
    hidden: bool
    client_id: UUID | None
    client: PersonName | None
    workers: tuple[str, ...]
    room: str
    since: datetime | None
    minutes: int
    language: str
    interpreter: bool
    marks: tuple[Finding, ...]  # "Do not confirm that she is known here"
    cancel_reason: str
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a day, by time."""

    day: date
    rows: tuple[BoardRow, ...]

    def count(self, *states: BoardState) -> int:
        """How many stand in these states."""
        return sum(1 for row in self.rows if row.state in states)


def reception_board(reading: Reading, day: date | None = None) -> Board:
    """Everybody who is expected at the office on a day, today if none is given."""
    day = day or reading.today
    room = exists().where(
        AppointmentResource.appointment_id == Appointment.id,
        AppointmentResource.kind == ResourceKind.ROOM,
    )
    items = load_items(
        reading,
        overlapping(Appointment, day_span(day, reading.zone)),
        Appointment.client_id.is_not(None),
        or_(Appointment.kind.in_(AT_THE_OFFICE), room),
        Appointment.kind != AppointmentKind.OUTSIDE,
    )
    known = {item.client_id for item in items if item.client_id is not None}
    came = attendance_of(reading, known)
    return Board(day, tuple(_row(reading, item, came) for item in items))


def _row(reading: Reading, item: CalendarItem, came: Mapping[UUID, Attendance]) -> BoardRow:
    state = _state(reading.now, item)
    since = {
        BoardState.WAITING: item.arrived_at,
        BoardState.LATE: item.starts_at,
        BoardState.IN_PROGRESS: item.begun_at,
    }.get(state)
    return BoardRow(
        id=item.id,
        version=item.version,
        kind=item.kind,
        status=item.status,
        state=state,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        hidden=item.hidden,
        client_id=item.client_id,
        client=item.client,
        workers=tuple(worker.name for worker in item.workers),
        room=", ".join(room.name for room in item.rooms),
        since=since,
        minutes=_minutes_since(reading.now, since),
        language=item.language,
        interpreter=item.interpreter,
        marks=client_marks(item.safety),
        cancel_reason=item.cancel_reason,
        attendance=came.get(item.client_id, Attendance()) if item.client_id else Attendance(),
    )


def _state(now: datetime, item: CalendarItem) -> BoardState:
    if item.status in CANCELLED:
        return BoardState.CANCELLED
    if item.status in EXPECTED:
        late = _minutes_since(now, item.starts_at) >= LATE_AFTER_MINUTES
        return BoardState.LATE if late else BoardState.EXPECTED
    return {
        AppointmentStatus.ARRIVED: BoardState.WAITING,
        AppointmentStatus.IN_PROGRESS: BoardState.IN_PROGRESS,
        AppointmentStatus.COMPLETED: BoardState.DONE,
        AppointmentStatus.NO_SHOW: BoardState.NO_SHOW,
    }[item.status]


def _minutes_since(now: datetime, moment: datetime | None) -> int:
    if moment is None or moment > now:
        return 0
    return int((now - moment).total_seconds()) // 60
