"""A sealed file's appointments and the office's calendar: nobody is booked twice.

First the office's calendar says that the worker is busy, then the file's own transaction commits.
What a crash leaves in between is set right when the file is opened next.
"""

import hmac
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from db.models.appointment import Appointment, AppointmentResource
from db.models.office import Fact
from db.office.standing import Office
from db.operations.calendar.busy import Busy, BusyThing, busy_now, keep_busy
from db.queries.calendar.elsewhere import KEY
from db.queries.calendar.items import CalendarItem
from db.queries.calendar.range_view import CalendarRange, range_appointments
from db.queries.calendar.taken import taken_rows
from db.queries.past_the_session import Told, listen_to_writes
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.findings import Refused
from db.rules.safe_contact import ClientSafety
from db.rules.scheduling import UNPROMISED, Span, Taken, takes_place

if TYPE_CHECKING:
    from db.office.sealed.standing import SealedOffice

BUSY_KEY = "busy_key"
_TOUCHED = "touched_appointments"
_SEEN = (
    ResourceKind.WORKER,
    ResourceKind.ROOM,
    ResourceKind.ROOM_PART,
    ResourceKind.CAR,
    ResourceKind.INTERPRETER,
)


class MainCalendar:
    """The office's calendar behind a sealed file (`db.queries.calendar.elsewhere.Elsewhere`)."""

    def __init__(self, main: Office) -> None:
        self._main = main

    def taken(
        self, resource_ids: tuple[UUID, ...], span: Span, *, places: bool = False
    ) -> tuple[Taken, ...]:
        """What is taken in the office."""
        return self._main.read(taken_rows, resource_ids, span, places=places)

    def items(self, asked: CalendarRange) -> tuple[CalendarItem, ...]:
        """The office's appointments: here no more than that somebody is busy."""
        return tuple(_busy(item) for item in self._main.read(range_appointments, asked))


def look_elsewhere(session: Session, main: Office) -> None:
    """Let the queries of this session look into the office's calendar as well."""
    session.info[KEY] = MainCalendar(main)


def watch(session: Session) -> None:
    """Notice from now on which appointments are written in this session."""
    touched: set[UUID] = set()
    session.info[_TOUCHED] = touched

    def notice(row: object) -> None:
        if isinstance(row, Appointment):
            touched.add(row.id)
        elif isinstance(row, AppointmentResource):
            touched.add(row.appointment_id)

    @event.listens_for(session, "after_flush")
    def _flushed(flushed: Session, _: object) -> None:
        for row in (*flushed.new, *flushed.dirty, *flushed.deleted):
            notice(row)

    def written(table: str, told: Told) -> None:  # past the session
        if table == Appointment.__tablename__:
            touched.add(told["id"])
        elif table == AppointmentResource.__tablename__:
            touched.add(told["appointment_id"])

    listen_to_writes(session, written)


def keep_times(main: Office, reading: Reading) -> bool:
    """Let the office's calendar say what the appointments written in this session take.

    Gives whether there are any. Raises `Refused` if their time is taken there.
    """
    touched: set[UUID] = reading.session.info.get(_TOUCHED, set())
    if not touched:
        return False
    wanted = busy_of(reading, touched)
    now = main.read(busy_now, touched)
    differing = tuple(one for one in wanted if now.get(one.id, _nothing(one)) != one)
    if differing:
        main.write(keep_busy, differing)
    return True


def settle(inside: "SealedOffice") -> int:
    """Set right what a crash left between the two calendars; the writing lock is held.

    Gives how many appointments of the file stand against others that the office booked.
    """
    now = inside.main.read(busy_now)
    key = inside.read(busy_key)
    own = {one: busy for one, busy in now.items() if busy.mark == _mark(key, one)}
    wanted = {busy.id: busy for busy in inside.read(coming, own.keys())}
    in_the_way = 0
    for busy in wanted.values():
        if own.get(busy.id, _nothing(busy)) == busy:
            continue
        try:
            inside.main.write(keep_busy, (busy,))
        except Refused as refused:
            if not refused.has("appointment.taken_meanwhile"):
                raise
            in_the_way += 1
    return in_the_way


def busy_key(reading: Reading) -> bytes:
    """The file's own key for marks."""
    return bytes.fromhex(reading.session.get_one(Fact, BUSY_KEY).value)


def coming(reading: Reading, others: Iterable[UUID]) -> tuple[Busy, ...]:
    """What the appointments that are not over take, and those with these ids."""
    ahead = select(Appointment.id).where(Appointment.ends_at > reading.now_seconds)
    return busy_of(reading, {*reading.session.scalars(ahead), *others})


def busy_of(reading: Reading, ids: set[UUID]) -> tuple[Busy, ...]:
    """What these appointments take, as the office's calendar keeps it."""
    key = busy_key(reading)
    rows = select(Appointment).where(Appointment.id.in_(ids))
    there = {row.id: row for row in reading.session.scalars(rows)}
    found = []
    for one in sorted(ids):
        row = there.get(one)
        if row is None or not takes_place(row.status):
            found.append(Busy(one, _mark(key, one)))
            continue
        taken: Any = select(AppointmentResource).where(
            AppointmentResource.appointment_id == one, AppointmentResource.kind.in_(_SEEN)
        )
        things = frozenset(
            BusyThing(t.resource_id, t.kind, t.blocks == 1) for t in reading.session.scalars(taken)
        )
        tentative = row.status in UNPROMISED
        mark = _mark(key, one)
        busy = Busy(one, mark, row.starts_at, row.ends_at, tentative, things)
        found.append(busy if things else _nothing(busy))
    return tuple(found)


def _nothing(busy: Busy) -> Busy:
    return Busy(busy.id, busy.mark)


def _mark(key: bytes, appointment_id: UUID) -> bytes:
    return hmac.digest(key, b"caseroom-busy-1\0" + appointment_id.bytes, "sha256")


def _busy(item: CalendarItem) -> CalendarItem:
    return replace(
        item,
        kind=AppointmentKind.OTHER,
        hidden=True,
        client_id=None,
        client=None,
        safety=ClientSafety(),
        language="",
        interpreter=False,
        household=(),
        subject="",
        place="",
        joining_link="",
        case_id=None,
        case_number="",
        remark="",
        override_reason="",
        cancel_reason="",
    )
