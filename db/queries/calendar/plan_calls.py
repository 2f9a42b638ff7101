"""Whom to tell of what a plan changed, and how they may be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.models.appointment import Appointment
from db.queries.calendar.items import CalendarItem, load_items
from db.queries.calendar.reminders import ReminderRow, reminder_row
from db.queries.calendar.reminders_on_paper import call_line
from db.queries.cases.parties import contact_lines
from db.queries.cases.people import staff_names
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.reminders import ChangeCallsData, ChangeLine
from db.rules.appointment_steps import CANCELLED
from db.rules.codes import AppointmentKind
from db.rules.reminding import ReminderWay
from db.texts.changed_plan import change_words


@dataclass(frozen=True, slots=True)
class Before:
    """How an appointment was before the plan: when (aware), and with whom."""

    id: UUID
    starts_at: datetime
    workers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ToTell:
    """A client who is to be told, by the way that the safe-contact rules allow, and of what."""

    row: ReminderRow
    change: str

    @property
    def id(self) -> UUID:
        """The appointment's."""
        return self.row.id


def whom_to_tell(reading: Reading, before: Sequence[Before]) -> tuple[ToTell, ...]:
    """The clients of these appointments as they are now: by the way, then by when it was.

    What is as it was before is left out, and so is whoever the user may not know of.
    """
    was = {one.id: one for one in before}
    if not was:
        return ()
    items = [
        item
        for item in load_items(
            reading,
            Appointment.id.in_(list(was)),
            Appointment.client_id.is_not(None),
            Appointment.kind != AppointmentKind.OUTSIDE,
        )
        if not item.hidden and item.client is not None
    ]
    points = contact_lines(reading, {item.client_id for item in items})
    names = staff_names(reading, {worker for one in before for worker in one.workers})
    found = []
    for item in items:
        change = _change(item, was[item.id], names, reading)
        if change:
            lines = points.get(item.client_id, ()) if item.client_id else ()
            found.append(ToTell(reminder_row(item, lines, ()), change))
    order = list(ReminderWay)
    found.sort(key=lambda one: (order.index(one.row.way), was[one.id].starts_at, one.id.bytes))
    return tuple(found)


def change_calls_data(reading: Reading, before: Sequence[Before]) -> ChangeCallsData:
    """The same on paper; those whom nobody contacts stand apart with the reason."""
    lines = [
        (one.row, ChangeLine(call_line(one.row), one.change))
        for one in whom_to_tell(reading, before)
    ]
    return ChangeCallsData(
        letterhead=letterhead(reading),
        day=reading.today,
        lines=tuple(line for row, line in lines if row.way is not ReminderWay.NONE),
        apart=tuple(line for row, line in lines if row.way is ReminderWay.NONE),
    )


def _change(item: CalendarItem, was: Before, names: dict[UUID, str], reading: Reading) -> str:
    before = tuple(names.get(one, "") for one in was.workers)
    now = tuple(one.name for one in item.workers)
    return change_words(
        was.starts_at.astimezone(reading.zone),
        None if item.status in CANCELLED else item.starts_at,
        gone=tuple(name for name in before if name not in now),
        come=tuple(name for name in now if name not in before),
    )
