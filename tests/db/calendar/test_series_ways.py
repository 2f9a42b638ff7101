"""Ways out for the days of a series that collide: each is free, and no two meet."""

from datetime import datetime

from sqlalchemy import event

from db.operations.calendar.book_series import book_series
from db.queries.calendar.series import check_series
from db.queries.calendar.series_ahead import Which
from db.queries.calendar.series_choices import Choices
from db.queries.calendar.series_ways import change_ways, series_ways
from db.rules.recurrence import Every, Repeats
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, form, leave
from tests.db.calendar.repeated import DAYS, TUESDAYS
from tests.db.calendar.test_changing_series import shifted
from tests.db.calendar.test_rules_read import place, travel


def test_each_day_is_offered_the_nearest_time_and_who_else_is_free(bench: Bench) -> None:
    mara, ben, cleo = bench.worker("mara"), bench.worker("ben"), bench.worker("cleo")
    red, blue = bench.room("Red Room"), bench.room("Blue Room")
    booked(bench, "9:30", "10:30", day=10, workers=(mara.id,))
    booked(bench, "9:00", "10:00", day=10, workers=(cleo.id,))
    leave(bench, mara.id, "8:00", "17:00", day=17)
    booked(bench, "9:00", "10:00", day=24, room_id=red.id, workers=(ben.id,))
    asked = form(bench, workers=(mara.id,), room_id=red.id)
    slots: list[str] = []
    connection = bench.session.connection()
    event.listen(connection.engine, "before_cursor_execute", lambda *said: slots.append(said[2]))
    found = bench.read(series_ways, asked, TUESDAYS)
    assert sum("slot" in one for one in slots) <= 4, "the check and the search, not day by day"
    assert [one.day for one in found] == DAYS[1:4]
    busy, away, room = found
    assert busy.shift == at(bench, "8:30", 10), "half past nine is taken"
    assert [one.name for one in busy.instead] == ["Ana", "Ben"]
    assert away.shift is not None and away.shift.date().day == 18, "she is away all day"
    assert {one.name for one in away.instead} >= {"Ben", "Cleo"}
    assert [(one.name, one.swap) for one in room.instead] == [("Blue Room", (red.id, blue.id))]
    choices = Choices(
        shifted={one.day: one.shift for one in (busy, away) if one.shift},
        instead={room.day: room.instead[0].swap},
    )
    settled = bench.read(check_series, asked, TUESDAYS, choices).occurrences
    assert len(settled) == 5 and not any(one.collides for one in settled)
    assert bench.write(book_series, asked, TUESDAYS, choices).count == 5


def test_two_that_collide_in_one_week_are_not_shifted_onto_each_other(bench: Bench) -> None:
    mara = bench.worker("mara")
    for day in (10, 12):
        leave(bench, mara.id, "8:00", "17:00", day=day)
    twice = Repeats(every=Every.WEEK, weekdays=frozenset({1, 3}), times=4)
    asked = form(bench, workers=(mara.id,))
    found = bench.read(series_ways, asked, twice)
    times: list[datetime] = [one.shift for one in found if one.shift is not None]
    assert len(times) == 2 and abs(times[0] - times[1]).total_seconds() >= 3600
    choices = Choices(shifted={one.day: one.shift for one in found if one.shift is not None})
    assert bench.write(book_series, asked, twice, choices).count == 4


def test_a_series_that_is_moved_is_not_in_its_own_way(bench: Bench) -> None:
    mara = bench.worker("mara")
    first = form(bench, workers=(mara.id,))
    bench.write(book_series, first, TUESDAYS)
    booked(bench, "11:00", "12:00", day=10, workers=(mara.id,))
    (only,) = bench.read(change_ways, shifted(bench, first.id, minutes=90), Which.ALL)
    assert only.day == DAYS[1]
    assert only.shift == at(bench, "10:00", 10), "where its own time was until then, as well"


def test_a_day_is_not_shifted_to_where_nobody_comes_in_time(bench: Bench) -> None:
    mara = bench.worker("mara")
    here, school = place(bench, "Here", is_office=True), place(bench, "School")
    travel(bench, here, school, 60)
    booked(bench, "9:00", "10:00", day=10, workers=(mara.id,), place_id=here)
    asked = form(bench, workers=(mara.id,), place_id=school)
    (tuesday,) = bench.read(series_ways, asked, TUESDAYS)
    assert tuesday.shift == at(bench, "11:00", 10), "an hour's way after what she has here"
