"""The office's own calendar, as a sealed file looks into it: workers are one, wherever booked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from sqlalchemy import select

from db.models.appointment import Appointment
from db.queries.reading import Reading
from db.rules.scheduling import Span, Taken

if TYPE_CHECKING:
    from db.queries.calendar.items import CalendarItem
    from db.queries.calendar.range_view import CalendarRange

KEY = "elsewhere"  # in the session's `info`


class Elsewhere(Protocol):
    """Another calendar in which the same workers, rooms and cars are taken."""

    def taken(
        self, resource_ids: tuple[UUID, ...], span: Span, *, places: bool = False
    ) -> tuple[Taken, ...]:
        """What is taken there, as `taken_rows` gives it."""

    def items(self, asked: "CalendarRange") -> "tuple[CalendarItem, ...]":
        """Its appointments of some days."""


def taken_elsewhere(
    reading: Reading, resource_ids: Iterable[UUID], span: Span, *, places: bool = False
) -> tuple[Taken, ...]:
    """What is taken in the other calendar, if there is one, but for one's own appointments."""
    other: Elsewhere | None = reading.session.info.get(KEY)
    if other is None:
        return ()
    rows = other.taken(tuple(resource_ids), span, places=places)
    own = own_of(reading, {row.appointment_id for row in rows})
    return tuple(row for row in rows if row.appointment_id not in own)


def items_elsewhere(reading: Reading, asked: "CalendarRange") -> "tuple[CalendarItem, ...]":
    """The other calendar's appointments, if there is one, but for one's own."""
    other: Elsewhere | None = reading.session.info.get(KEY)
    if other is None:
        return ()
    items = other.items(asked)
    own = own_of(reading, {item.id for item in items})
    return tuple(item for item in items if item.id not in own)


def own_of(reading: Reading, ids: Iterable[UUID]) -> set[UUID]:
    """Those of these ids that are appointments here."""
    wanted = tuple(ids)
    if not wanted:
        return set()
    return set(reading.session.scalars(select(Appointment.id).where(Appointment.id.in_(wanted))))
