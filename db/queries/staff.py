"""The people who work here: for choosing one, and for the page where they are kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select

from db.models.case_file import Assignment
from db.models.staff import Leave, Staff, WorkingHours
from db.queries.opened import Opened
from db.queries.reading import Reading
from db.rules.codes import LeaveKind, Role
from db.rules.findings import Refused, hard
from db.rules.permissions import Action, allowed
from db.rules.staff_form import StaffForm, WeekSpan


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff. `running_cases` counts what they are assigned to today."""

    id: UUID
    user_name: str
    display_name: str
    title: str
    role: Role
    phone: str
    email: str
    active: bool
    running_cases: int
    team: str = ""


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A time in which somebody is away: aware moments in the office's zone, the end excluded.

    `remark` is empty for everybody but the person and who manages the office.
    """

    id: UUID
    version: int
    staff_id: UUID
    staff: str
    starts: datetime
    ends: datetime
    kind: LeaveKind
    remark: str


def staff_list(reading: Reading, *, former: bool = False) -> tuple[StaffRow, ...]:
    """Everybody who works here, by name; with `former` also who no longer does.

    Raises `Refused` with "permission.denied": auditors learn of no person.
    """
    reading.require(Action.BOOK)
    counts = dict(
        reading.session.execute(
            select(Assignment.staff_id, func.count())
            .where(Assignment.ended_on.is_(None))
            .group_by(Assignment.staff_id)
        ).all()
    )
    asked = select(Staff).order_by(func.lower(Staff.display_name), Staff.id)
    if not former:
        asked = asked.where(Staff.active.is_(True))
    return tuple(_row(staff, counts.get(staff.id, 0)) for staff in reading.session.scalars(asked))


def workers(reading: Reading) -> tuple[StaffRow, ...]:
    """Active staff who can be given cases, by name."""
    return tuple(row for row in staff_list(reading) if allowed(row.role, Action.EDIT_CASES))


def staff_form(reading: Reading, staff_id: UUID) -> Opened[StaffForm]:
    """Name, credential and ways to reach a member of staff, or one's own.

    Raises `Refused` with "permission.denied" or "record.gone".
    """
    if staff_id != reading.user.id:
        reading.require(Action.BOOK)
    staff = reading.session.get(Staff, staff_id)
    if staff is None:
        raise Refused(hard("record.gone", kind="staff"))
    form = StaffForm(
        staff.id,
        staff.display_name,
        staff.title,
        staff.phone,
        staff.email,
        staff.team,
        staff.most_a_day,
    )
    return Opened(form, staff.version)


def teams(reading: Reading) -> tuple[str, ...]:
    """The teams that active staff belong to, by name."""
    asked = select(Staff.team).where(Staff.active.is_(True), Staff.team != "").distinct()
    return tuple(sorted(reading.session.scalars(asked), key=str.casefold))


def working_week(reading: Reading, staff_id: UUID) -> tuple[WeekSpan, ...]:
    """A worker's hours, in order; none means that none are known."""
    rows = reading.session.scalars(
        select(WorkingHours)
        .where(WorkingHours.staff_id == staff_id)
        .order_by(WorkingHours.weekday, WorkingHours.starts)
    )
    return tuple(
        WeekSpan(row.weekday, row.starts, row.ends, row.valid_from, row.valid_to) for row in rows
    )


def leave_list(
    reading: Reading, since: date | None = None, staff_id: UUID | None = None
) -> tuple[LeaveRow, ...]:
    """Leave that has not ended before `since` (today), of one person or of everybody.

    Raises `Refused` with "permission.denied", but for one's own.
    """
    if staff_id != reading.user.id:
        reading.require(Action.BOOK)
    day = since or reading.today
    start = datetime(day.year, day.month, day.day, tzinfo=reading.zone)
    asked = (
        select(Leave, Staff.display_name)
        .join(Staff, Staff.id == Leave.staff_id)
        .where(Leave.ends_at > int(start.timestamp()))
        .order_by(Leave.starts_at, Staff.display_name)
    )
    if staff_id is not None:
        asked = asked.where(Leave.staff_id == staff_id)
    return tuple(_leave(reading, row, name) for row, name in reading.session.execute(asked))


def _leave(reading: Reading, row: Leave, name: str) -> LeaveRow:
    own = row.staff_id == reading.user.id or reading.may(Action.MANAGE_OFFICE)
    return LeaveRow(
        id=row.id,
        version=row.version,
        staff_id=row.staff_id,
        staff=name,
        starts=datetime.fromtimestamp(row.starts_at, UTC).astimezone(reading.zone),
        ends=datetime.fromtimestamp(row.ends_at, UTC).astimezone(reading.zone),
        kind=row.kind,
        remark=row.remark if own else "",
    )


def _row(staff: Staff, running_cases: int) -> StaffRow:
    return StaffRow(
        id=staff.id,
        user_name=staff.user_name,
        display_name=staff.display_name,
        title=staff.title,
        role=staff.role,
        phone=staff.phone,
        email=staff.email,
        active=staff.active,
        running_cases=running_cases,
    )
