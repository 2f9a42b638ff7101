"""Appointments for tests, in one line each. Days are of the week of Monday 2 March 2026."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from db.models.staff import Leave
from db.operations.calendar.book import book
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import AppointmentKind, LeaveKind
from db.rules.ids import new_id
from tests.db.bench import Bench

TUESDAY = 3


def at(bench: Bench, clock: str, day: int = TUESDAY) -> datetime:
    """A time on the office's clock, "9:30"."""
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=bench.zone)


def form(
    bench: Bench, starts: str = "9:00", ends: str = "10:00", day: int = TUESDAY, **fields: Any
) -> AppointmentForm:
    """An office visit on a Tuesday, if nothing else is said."""
    given: dict[str, Any] = {
        "id": new_id(),
        "kind": AppointmentKind.OFFICE_VISIT,
        "starts_at": at(bench, starts, day),
        "ends_at": at(bench, ends, day),
    }
    return AppointmentForm(**(given | fields))


def booked(bench: Bench, *args: Any, reason: str = "", **fields: Any) -> UUID:
    """Book an appointment and give its id."""
    wanted = form(bench, *args, **fields)
    bench.write(book, wanted, reason)
    return wanted.id


def leave(bench: Bench, worker: UUID, starts: str, ends: str, day: int = TUESDAY) -> None:
    """A worker's leave."""
    bench.add(
        Leave(
            staff_id=worker,
            starts_at=int(at(bench, starts, day).timestamp()),
            ends_at=int(at(bench, ends, day).timestamp()),
            kind=LeaveKind.VACATION,
        )
    )


def clock(bench: Bench, time: str, day: int) -> None:
    """Set the bench's clock."""
    bench.clock[0] = at(bench, time, day).astimezone(UTC)
