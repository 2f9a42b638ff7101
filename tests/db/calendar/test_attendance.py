"""Whether people came, from appointments that one may know of; and what a mark remembers."""

from datetime import date

from db.models.appointment import Appointment
from db.operations.calendar.mark import cancel, mark, take_back
from db.queries.calendar.attendance import attendance_of
from db.queries.calendar.of_client import appointments_of_client
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.reception import BoardState, reception_board
from db.rules.attendance import Attendance
from db.rules.codes import AppointmentStatus, Role
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

S = AppointmentStatus


def test_the_board_says_how_often_somebody_did_not_come(bench: Bench) -> None:
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    missed = booked(bench, client_id=ada)
    kept = booked(bench, "13:00", "14:00", client_id=ada, reason="Twice a day")
    booked(bench, "9:00", "10:00", 4, client_id=ada)
    booked(bench, "10:00", "11:00", 4, client_id=rosa)
    clock(bench, "15:00", 3)
    bench.write(mark, missed, 1, S.NO_SHOW)
    bench.write(mark, kept, 1, S.COMPLETED)
    rows = bench.read(reception_board, date(2026, 3, 4)).rows
    assert [row.attendance for row in rows] == [Attendance(1, 2, date(2026, 3, 3)), Attendance()]


def test_what_was_missed_in_a_case_that_one_may_not_know_of_is_not_counted(bench: Bench) -> None:
    """The client is known to reception by another appointment, and the restricted case is not."""
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    secret = case_on_file(bench, rosa, "2026-0008", worker=bench.user.id, restricted=True)
    hidden = booked(bench, client_id=ada, case_id=None)
    clock(bench, "11:00", 3)
    bench.write(mark, hidden, 1, S.NO_SHOW)
    bench.session.get_one(Appointment, hidden).case_id = secret
    bench.session.commit()
    assert bench.read(attendance_of, [ada])[ada].missed == 1
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    assert rita.read(attendance_of, [ada]) == {}
    found = rita.read(appointments_of_client, ada)
    assert (found.no_shows, found.kept_or_missed) == (0, 0)


def test_in_progress_is_told_since_when_and_comes_back_after_a_cancelling_by_mistake(
    bench: Bench,
) -> None:
    made = booked(bench, client_id=on_file(bench))
    clock(bench, "8:50", 3)
    arrived = bench.write(mark, made, 1, S.ARRIVED)
    clock(bench, "9:05", 3)
    within = bench.write(mark, made, arrived.version, S.IN_PROGRESS)
    clock(bench, "9:15", 3)
    called_off = bench.write(cancel, made, within.version, S.CANCELLED_BY_CLIENT, "Ill: a fever")
    (row,) = bench.read(reception_board).rows
    assert (row.state, row.cancel_reason) == (BoardState.CANCELLED, "Ill: a fever")
    bench.write(take_back, called_off)
    (row,) = bench.read(reception_board).rows
    assert (row.state, row.since, row.minutes) == (BoardState.IN_PROGRESS, at(bench, "9:05"), 10)
    assert row.cancel_reason == ""
    assert bench.read(open_appointment, made).arrived_at == at(bench, "8:50")


def test_taking_in_progress_back_leaves_them_waiting_since_they_came(bench: Bench) -> None:
    made = booked(bench, client_id=on_file(bench))
    clock(bench, "8:50", 3)
    arrived = bench.write(mark, made, 1, S.ARRIVED)
    clock(bench, "9:05", 3)
    within = bench.write(mark, made, arrived.version, S.IN_PROGRESS)
    bench.write(take_back, within)
    (row,) = bench.read(reception_board).rows
    assert (row.state, row.since) == (BoardState.WAITING, at(bench, "8:50"))
    bench.session.expire_all()
    assert bench.session.get_one(Appointment, made).begun_at is None


def test_what_is_asked_for_is_booked_as_requested_keeps_nobody_away_and_is_confirmed(
    bench: Bench,
) -> None:
    mara = bench.worker("mara")
    asked = booked(bench, client_id=on_file(bench), workers=(mara.id,), requested=True)
    opened = bench.read(open_appointment, asked)
    assert opened.status is S.REQUESTED and opened.form.requested
    assert bench.session.get_one(Appointment, asked).taken[0].blocks == 0
    bench.write(mark, asked, 1, S.CONFIRMED)
    bench.session.expire_all()
    assert {row.blocks for row in bench.session.get_one(Appointment, asked).taken} == {1}
