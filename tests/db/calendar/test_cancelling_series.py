"""Cancelling of a series what is ahead, and taking it back."""

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.operations.calendar.book_series import book_series
from db.operations.calendar.cancel_series import cancel_series, take_back_series
from db.queries.calendar.series_ahead import Which, series_ahead
from db.rules.codes import AppointmentStatus
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.calendar.made import booked, clock, form
from tests.db.calendar.repeated import DAYS, TUESDAYS, days_booked


def test_of_a_series_what_is_ahead_is_cancelled_and_comes_back_as_a_whole(bench: Bench) -> None:
    mara = bench.worker("mara")
    asked = form(bench, workers=(mara.id,))
    bench.write(book_series, asked, TUESDAYS)
    clock(bench, "12:00", 11)
    ids = bench.session.scalars(select(Appointment.id).order_by(Appointment.starts_at)).all()
    ahead = bench.read(series_ahead, ids[3])
    assert ahead is not None and (ahead.following, ahead.all) == (2, 3)
    by = AppointmentStatus.CANCELLED_BY_CLIENT
    following = bench.write(cancel_series, ids[3], 1, by, "Moved away", Which.FOLLOWING)
    assert days_booked(bench) == DAYS[:3]
    other = booked(bench, day=31, workers=(mara.id,))
    with pytest.raises(Refused):
        bench.write(take_back_series, following)
    assert days_booked(bench) == DAYS[:3]
    bench.write(cancel_series, other, 1, by)
    bench.write(take_back_series, following)
    assert days_booked(bench) == DAYS
    version = bench.session.get_one(Appointment, ids[3]).version
    everything = bench.write(cancel_series, ids[3], version, by, "", Which.ALL)
    assert len(everything) == 3
    assert days_booked(bench) == DAYS[:2], "what is over stays as it was"
    said = bench.session.scalars(select(AuditEvent.action)).all()
    assert said.count("appointment.series_cancelled") == 2
