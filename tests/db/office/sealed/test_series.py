"""A sealed file's series: the office's calendar is busy at each appointment of it, and follows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.office import Office
from db.operations.calendar.book import book
from db.operations.calendar.book_series import book_series
from db.operations.calendar.busy import busy_now
from db.operations.calendar.cancel_series import cancel_series, take_back_series
from db.operations.calendar.change_series import change_series
from db.operations.calendar.series_undo import change_series_back
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, range_appointments
from db.queries.calendar.series import check_series
from db.queries.calendar.series_ahead import Which
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.recurrence import Every, Repeats
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import ELEVEN, TEN, appointment
from tests.db.office.sealed.test_calendar import plain
from tests.db.office.secrets_in import WORDS, enter

DAILY = Repeats(every=Every.DAY, times=4)
WEEK = CalendarRange(ResourceKind.WORKER, date(2026, 3, 2), date(2026, 3, 8))
DAY = timedelta(days=1)


def days_seen(office: Office) -> list[int]:
    """The days on which somebody is busy, and no more is seen of it."""
    items = [one for one in office.read(range_appointments, WEEK) if one.hidden]
    assert {item.kind for item in items} == {AppointmentKind.OTHER}
    assert not any(word in repr(items) for word in WORDS)
    return [item.starts_at.day for item in items]


def test_a_series_is_booked_moved_taken_back_and_cancelled_and_the_office_is_busy_with_it(
    cabinet: Cabinet,
) -> None:
    inside = cabinet.open(cabinet.seal())
    form = appointment(inside, enter(inside))
    meeting = plain(cabinet.omar, cabinet.maria.user.id)
    away = replace(meeting, starts_at=TEN + 3 * DAY, ends_at=ELEVEN + 3 * DAY)
    cabinet.omar.write(book, away)
    found = inside.read(check_series, form, DAILY).occurrences
    assert [one.possible for one in found] == [True, True, True, False]
    with pytest.raises(Refused, match=r"repeats\.collides"):
        inside.write(book_series, form, DAILY)
    assert cabinet.ana.read(busy_now) == {}
    inside.write(book_series, form, replace(DAILY, times=2))
    assert days_seen(cabinet.sue) == [3, 4]
    other = replace(meeting, id=new_id(), starts_at=TEN + DAY, ends_at=ELEVEN + DAY)
    with pytest.raises(Refused, match=r"appointment\.worker_busy"):
        cabinet.omar.write(book, other)

    there = inside.read(open_appointment, form.id).form
    too_late = replace(there, starts_at=TEN + 2 * DAY, ends_at=ELEVEN + 2 * DAY)
    with pytest.raises(Refused, match=r"repeats\.collides"):
        inside.write(change_series, too_late, Which.ALL)
    each_onto_the_next = replace(there, starts_at=TEN + DAY, ends_at=ELEVEN + DAY)
    done = inside.write(change_series, each_onto_the_next, Which.ALL).result
    assert done is not None and days_seen(cabinet.omar) == [4, 5]
    inside.write(change_series_back, done)
    assert days_seen(cabinet.omar) == [3, 4]
    taken = [taken for busy in cabinet.ana.read(busy_now).values() for taken in busy.taken]
    assert len(taken) == 2 and all(thing.blocks for thing in taken)

    version = inside.read(open_appointment, form.id).form.version
    by = AppointmentStatus.CANCELLED_BY_CLIENT
    marked = inside.write(cancel_series, form.id, version, by).result
    assert cabinet.ana.read(busy_now) == {}
    inside.write(take_back_series, marked)
    assert days_seen(cabinet.omar) == [3, 4]
