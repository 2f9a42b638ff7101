"""Who is to be reminded of an appointment, how they may be reached, and whether they were."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentReminder
from db.models.staff import Staff
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.calendar.taken import overlapping
from db.queries.cases.parties import ContactLine, contact_lines
from db.queries.reading import Reading
from db.rules.appointment_steps import EXPECTED
from db.rules.codes import AppointmentKind, AppointmentStatus, ReminderOutcome
from db.rules.findings import Finding
from db.rules.names import PersonName
from db.rules.reminding import (
    Chosen,
    Reachable,
    ReminderWay,
    may_leave_message,
    point_for,
    way_to_remind,
)
from db.rules.safe_contact import ClientSafety, ContactUse, client_marks
from db.rules.scheduling import day_span


@dataclass(frozen=True, slots=True)
class Reminded:
    """The latest try to remind somebody. `at` is in the office's zone."""

    outcome: ReminderOutcome
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """Somebody who is expected, and how they may be reminded; never anything of a case.

    `reach` is the number or address for `way`; `address` where a letter may go, whatever the way.
    `why` says why nobody reminds them. `marks` must be minded; a letter is `neutral` where nobody
    may learn that they are known here. A try for another time than the present one is no try.
    """

    id: UUID
    status: AppointmentStatus
    starts_at: datetime
    at_office: bool
    client_id: UUID
    client: PersonName
    workers: tuple[str, ...]
    way: ReminderWay
    reach: ContactLine | None
    address: ContactLine | None
    may_leave_message: bool
    neutral: bool
    marks: tuple[Finding, ...]
    why: tuple[Finding, ...]
    language: str
    interpreter: bool
    last: Reminded | None
    tries: int


@dataclass(frozen=True, slots=True)
class ReminderList:
    """Whom to remind of the appointments of a day: by the way, then by time."""

    day: date
    rows: tuple[ReminderRow, ...]

    def count(self, way: ReminderWay) -> int:
        """How many are reminded this way."""
        return sum(1 for row in self.rows if row.way is way)


def reminder_list(reading: Reading, day: date) -> ReminderList:
    """Everybody who is expected on a day and whom the user may know of.

    What was called off or is over is left out, and so are a client's outside commitments.
    """
    items = [
        item
        for item in load_items(
            reading,
            overlapping(Appointment, day_span(day, reading.zone)),
            Appointment.client_id.is_not(None),
            Appointment.status.in_(EXPECTED),
            Appointment.kind != AppointmentKind.OUTSIDE,
        )
        if not item.hidden and item.client is not None and item.starts_at.date() == day
    ]
    points = contact_lines(reading, {item.client_id for item in items})
    tries = _tries(reading, {item.id: int(item.starts_at.timestamp()) for item in items})
    rows = [
        reminder_row(item, points.get(item.client_id, ()) if item.client_id else (), tries[item.id])
        for item in items
    ]
    order = list(ReminderWay)
    rows.sort(key=lambda row: (order.index(row.way), row.starts_at, row.id.bytes))
    return ReminderList(day, tuple(rows))


def may_leave_message_about(reading: Reading, client_id: UUID, safety: ClientSafety) -> bool:
    """Whether a message may be left where this client is called."""
    points = _reachable(contact_lines(reading, {client_id}).get(client_id, ()))
    called = point_for(points, ContactUse.CALL)
    return called is not None and may_leave_message(points[called], safety)


def is_protected(line: ContactLine) -> bool:
    """Whether it is protected: it stands on no paper, whoever prints it."""
    return any(mark.code == "contact.protected" for mark in line.marks)


def reminder_row(
    item: CalendarItem, lines: Sequence[ContactLine], tries: Sequence[Reminded]
) -> ReminderRow:
    """The way in which the client of an appointment may be told of it, and what was tried."""
    points = _reachable(lines)
    chosen = way_to_remind(points)
    reach = None if chosen.point is None else lines[chosen.point]
    mailed = point_for(points, ContactUse.MAIL)
    assert item.client_id is not None and item.client is not None
    return ReminderRow(
        id=item.id,
        status=item.status,
        starts_at=item.starts_at,
        at_office=bool(item.rooms) or item.kind in _AT_THE_OFFICE,
        client_id=item.client_id,
        client=item.client,
        workers=tuple(worker.name for worker in item.workers),
        way=chosen.way,
        reach=reach,
        address=None if mailed is None else lines[mailed],
        may_leave_message=_message(chosen, points, item.safety),
        neutral=item.safety.do_not_confirm,
        marks=(*client_marks(item.safety), *_minded(lines, reach)),
        why=chosen.why,
        language=item.language,
        interpreter=item.interpreter,
        last=tries[-1] if tries else None,
        tries=len(tries),
    )


_AT_THE_OFFICE = (
    AppointmentKind.INTAKE,
    AppointmentKind.OFFICE_VISIT,
    AppointmentKind.SUPERVISED_VISIT,
)


def _reachable(lines: Sequence[ContactLine]) -> list[Reachable]:
    return [Reachable(line.uses, line.preferred, line.value is not None) for line in lines]


def _message(chosen: Chosen, points: Sequence[Reachable], safety: ClientSafety) -> bool:
    if chosen.way is not ReminderWay.CALL or chosen.point is None:
        return False
    return may_leave_message(points[chosen.point], safety)


def _minded(lines: Sequence[ContactLine], reach: ContactLine | None) -> tuple[Finding, ...]:
    """The rules of the point that is used; of all of them where there is no way."""
    marks = reach.marks if reach is not None else [mark for line in lines for mark in line.marks]
    return tuple(dict.fromkeys(marks))


def _tries(reading: Reading, asked: dict[UUID, int]) -> defaultdict[UUID, list[Reminded]]:
    """Every try for the time that the appointment has now, the oldest first."""
    found: defaultdict[UUID, list[Reminded]] = defaultdict(list)
    for reminder, name in reading.session.execute(
        select(AppointmentReminder, Staff.display_name)
        .join(Staff, Staff.id == AppointmentReminder.reminded_by_id)
        .where(AppointmentReminder.appointment_id.in_(_ids(asked)))
        .order_by(AppointmentReminder.created_at, AppointmentReminder.id)
    ):
        if reminder.starts_at == asked[reminder.appointment_id]:
            at = reminder.created_at.astimezone(reading.zone)
            found[reminder.appointment_id].append(Reminded(reminder.outcome, at, name))
    return found


def _ids(asked: Collection[UUID]) -> list[UUID]:
    return list(asked)
