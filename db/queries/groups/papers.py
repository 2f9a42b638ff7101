"""What of a group goes on paper or into a spreadsheet."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.queries.groups.grid import AttendanceGrid, GridSession, grid_of
from db.queries.groups.roster import group_to_see
from db.queries.groups.session_view import session_view
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.gather import Gathered
from db.queries.report_data.sign_in import SignInData
from db.rules.appointment_steps import CANCELLED
from db.rules.scheduling import day_span, local

_EMPTY = 4  # lines for whoever comes unexpected


def sign_in_data(reading: Reading, appointment_id: UUID, *, names: bool = True) -> Gathered:
    """The sign-in sheet of a session; without `names` it has a line for each member and tells of
    none. Raises `Refused` as `session_view` does.
    """
    view = session_view(reading, appointment_id)
    expected = tuple(row.name for row in view.rows if not row.hidden) if names else ()
    data = SignInData(
        letterhead=letterhead(reading),
        group=view.group,
        starts_at=view.starts_at,
        ends_at=view.ends_at,
        room=view.room,
        workers=view.workers,
        names=expected,
        empty=len(view.rows) - len(expected) + _EMPTY,
    )
    return Gathered(data, rows=len(expected))


def attendance_data(reading: Reading, group_id: UUID, first: date, last: date) -> Gathered:
    """The attendance of a group's sessions that began on these days, both included; who is not
    named to the user is left out. Raises `Refused` with "group.unknown".
    """
    group = group_to_see(reading, group_id)
    begins, ends = day_span(first, reading.zone).starts_at, day_span(last, reading.zone).ends_at
    row = Appointment
    found = reading.session.execute(
        select(row.id, row.starts_at)
        .where(
            row.group_id == group_id,
            row.starts_at >= begins,
            row.starts_at < min(ends, reading.now_seconds + 1),
            row.status.not_in(tuple(CANCELLED)),
        )
        .order_by(row.starts_at, row.id)
    )
    sessions = [GridSession(one, local(at, reading.zone)) for one, at in found]
    grid = grid_of(reading, group, sessions)
    rows = tuple(one for one in grid.rows if not one.hidden)
    return Gathered(AttendanceGrid(grid.group_id, grid.group, grid.sessions, rows), rows=len(rows))
