"""A series for tests: five Tuesdays from 3 March 2026 on; clocks are changed on the 8th."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from db.models.appointment import Appointment
from db.rules.codes import AppointmentStatus
from db.rules.recurrence import Every, Repeats
from tests.db.bench import Bench

TUESDAYS = Repeats(every=Every.WEEK, weekdays=frozenset({1}), times=5)
DAYS = [date(2026, 3, 3) + timedelta(weeks=week) for week in range(5)]


def days_booked(bench: Bench) -> list[date]:
    """The days on which an appointment of a series is to take place."""
    found = bench.session.scalars(
        select(Appointment.starts_at)
        .where(
            Appointment.series_id.is_not(None), Appointment.status == AppointmentStatus.CONFIRMED
        )
        .order_by(Appointment.starts_at)
    )
    return [datetime.fromtimestamp(starts, bench.zone).date() for starts in found]
