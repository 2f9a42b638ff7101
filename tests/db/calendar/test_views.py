"""What calendar, board, day sheet and client's list show, and what they keep to themselves."""

from datetime import date
from uuid import UUID

import pytest

from db.models.office import Closure
from db.operations.calendar.mark import cancel, mark
from db.queries.calendar.choices import booking_choices, booking_client
from db.queries.calendar.day_sheet import day_sheet_data
from db.queries.calendar.next_free import NextFree, next_free
from db.queries.calendar.of_client import appointments_of_client
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, calendar_days, range_appointments
from db.queries.calendar.reception import BoardState, reception_board
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, Role
from db.rules.findings import Refused
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, leave
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


def week(kind: ResourceKind = ResourceKind.WORKER, *ids: UUID) -> CalendarRange:
    return CalendarRange(kind, MONDAY, FRIDAY, ids or None)


def test_a_week_by_worker_has_a_column_for_each_with_hours_leave_and_closures(
    bench: Bench,
) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    leave(bench, mara.id, "13:00", "23:00")
    bench.add(Closure(first_day=FRIDAY, last_day=FRIDAY, name="Founders' Day"))
    days = bench.read(calendar_days, week())
    assert [column.name for column in days.columns] == ["Ana", "Ben", "Mara"]
    column = days.columns[2]
    assert column.open[0].starts_at == at(bench, "8:30", 2) and len(column.open) == 5
    assert [(away.starts_at, away.ends_at) for away in column.away] == [
        (at(bench, "13:00"), at(bench, "23:00"))
    ]
    assert [(closed.day, closed.name) for closed in days.closed] == [(FRIDAY, "Founders' Day")]
    assert days.columns[1].id == ben.id and days.items == ()


def test_items_say_what_with_whom_and_where(bench: Bench) -> None:
    mara, room, ada = bench.worker("mara"), bench.room("Blue Room"), on_file(bench)
    booked(bench, kind=AppointmentKind.INTAKE, workers=(mara.id,), client_id=ada, room_id=room.id)
    (item,) = bench.read(range_appointments, week(ResourceKind.ROOM))
    assert (item.kind, item.client_name) == (AppointmentKind.INTAKE, "Ada Lovelace")
    assert [one.name for one in (*item.workers, *item.rooms)] == ["Mara", "Blue Room"]
    assert item.starts_at.hour == 9 and item.takes(mara.id) and item.takes(room.id)


def test_only_the_asked_workers_and_days_are_there_and_what_reaches_over_midnight(
    bench: Bench,
) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    night = booked(
        bench, workers=(mara.id,), starts_at=at(bench, "22:00", 1), ends_at=at(bench, "6:00", 2),
        reason="Emergency",
    )  # fmt: skip
    booked(bench, workers=(ben.id,))
    booked(bench, day=9, workers=(mara.id,))
    found = bench.read(range_appointments, week(ResourceKind.WORKER, mara.id))
    assert [item.id for item in found] == [night]


def test_cancelled_ones_are_shown_only_if_asked_for(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,))
    bench.write(cancel, made, 1, AppointmentStatus.CANCELLED_BY_CLIENT)
    assert bench.read(range_appointments, week()) == ()
    asked = CalendarRange(ResourceKind.WORKER, MONDAY, FRIDAY, None, cancelled=True)
    assert [item.id for item in bench.read(range_appointments, asked)] == [made]


def restricted(bench: Bench) -> tuple[UUID, UUID, UUID]:
    """A restricted client's appointment with Mara, booked by Mara who is on the case."""
    mara = bench.worker("mara")
    rosa = on_file(bench, "Rosa Sentinel")
    case = case_on_file(bench, rosa, worker=mara.id, restricted=True)
    own = bench.as_role(Role.CASEWORKER, "mara")
    made = booked(
        own, workers=(mara.id,), client_id=rosa, case_id=case, kind=AppointmentKind.INTAKE,
        subject="Sentinel", place="Sentinel Street", remark="Sentinel",
        room_id=bench.room("Blue Room").id,
    )  # fmt: skip
    return made, mara.id, rosa


def test_others_see_of_a_restricted_client_only_that_mara_is_busy(bench: Bench) -> None:
    made, mara, rosa = restricted(bench)
    (item,) = bench.as_role(Role.CASEWORKER, "mara").read(range_appointments, week())
    assert item.client_name == "Rosa Sentinel" and not item.hidden
    for other in (bench, bench.as_role(Role.RECEPTIONIST), bench.as_role(Role.CASEWORKER, "ben")):
        (item,) = other.read(range_appointments, week())
        assert item.hidden and item.takes(mara) and item.kind is AppointmentKind.OTHER
        assert "Sentinel" not in repr(item) and str(rosa) not in repr(item)
        board = other.read(reception_board, TUESDAY)
        assert "Sentinel" not in repr(board) and board.rows[0].workers == ("Mara",)
        sheet = other.read(day_sheet_data, mara, TUESDAY)
        assert sheet.lines[0].busy and "Sentinel" not in repr(sheet.lines)
        with pytest.raises(Refused) as unknown:
            other.read(open_appointment, made)
        assert unknown.value.has("appointment.unknown")
        with pytest.raises(Refused) as refused:
            booked(other, workers=(mara,))
        assert refused.value.has("appointment.worker_busy")
        assert "Sentinel" not in repr(refused.value.findings)
        assert "intake" not in repr(refused.value.findings)


def test_when_a_restricted_client_is_free_is_nobody_elses_business(bench: Bench) -> None:
    _, _, rosa = restricted(bench)
    for ask in (
        lambda: bench.read(next_free, NextFree(minutes=30, begin=bench.now, client_id=rosa)),
        lambda: bench.read(booking_client, rosa),
        lambda: bench.read(appointments_of_client, rosa),
        lambda: booked(bench, "15:00", "16:00", client_id=rosa),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.has("client.unknown")


def test_the_case_is_not_shown_to_reception(bench: Bench) -> None:
    ada = on_file(bench)
    mara = bench.worker("mara")
    booked(bench, client_id=ada, workers=(mara.id,), case_id=case_on_file(bench, ada, "2026-0099"))
    (seen,) = bench.read(range_appointments, week())
    assert seen.case_number == "2026-0099"
    (item,) = bench.as_role(Role.RECEPTIONIST).read(range_appointments, week())
    assert item.case_id is None and "0099" not in repr(item)


def test_the_board_says_who_is_expected_late_waiting_done_or_did_not_come(bench: Bench) -> None:
    mara = bench.worker("mara")
    people = [on_file(bench, f"Client {name}") for name in ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff")]
    made = [
        booked(
            bench, f"{9 + n}:00", f"{9 + n}:45",
            client_id=one, workers=(mara.id,), subject="Sentinel", remark="Sentinel",
        )
        for n, one in enumerate(people)
    ]  # fmt: skip
    clock(bench, "11:55", 3)
    bench.write(mark, made[0], 1, AppointmentStatus.COMPLETED)
    bench.write(mark, made[1], 1, AppointmentStatus.NO_SHOW)
    bench.write(mark, made[3], 1, AppointmentStatus.ARRIVED)
    bench.write(cancel, made[5], 1, AppointmentStatus.CANCELLED_BY_CLIENT)
    clock(bench, "12:10", 3)
    board = bench.as_role(Role.RECEPTIONIST).read(reception_board)
    assert [row.state for row in board.rows] == [
        BoardState.DONE,
        BoardState.NO_SHOW,
        BoardState.LATE,
        BoardState.WAITING,
        BoardState.EXPECTED,
        BoardState.CANCELLED,
    ]
    assert [row.minutes for row in board.rows] == [0, 0, 70, 15, 0, 0]
    assert board.count(BoardState.WAITING, BoardState.LATE) == 2
    assert board.rows[3].workers == ("Mara",) and "Sentinel" not in repr(board)


def test_home_visits_and_outside_commitments_are_nobodys_to_receive(bench: Bench) -> None:
    ada = on_file(bench)
    booked(bench, client_id=ada, kind=AppointmentKind.HOME_VISIT)
    booked(bench, "15:00", "16:00", client_id=ada, kind=AppointmentKind.OUTSIDE, reason="School")
    assert bench.read(reception_board, TUESDAY).rows == ()


def test_marks_stand_beside_the_name_on_the_board(bench: Bench) -> None:
    booked(bench, client_id=on_file(bench, do_not_confirm=True))
    (row,) = bench.read(reception_board, TUESDAY).rows
    assert [finding.code for finding in row.marks] == ["contact.do_not_confirm"]


def test_a_clients_appointments_and_no_shows(bench: Bench) -> None:
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    first = booked(bench, client_id=ada)
    booked(bench, "9:00", "10:00", 4, client_id=rosa, household=(ada,))
    clock(bench, "11:00", 3)
    bench.write(mark, first, 1, AppointmentStatus.NO_SHOW)
    found = bench.read(appointments_of_client, ada)
    assert [item.client_name for item in found.coming] == ["Rosa Diaz"]
    assert [item.id for item in found.past] == [first]
    assert (found.no_shows, found.kept_or_missed) == (1, 1)
    assert bench.read(booking_client, ada).attendance.missed == 1


def test_the_form_offers_workers_rooms_and_what_belongs_to_the_client(bench: Bench) -> None:
    bench.worker("mara"), bench.room("Blue Room")
    choices = bench.read(booking_choices)
    assert [one.name for one in (*choices.workers, *choices.rooms)] == ["Ana", "Mara", "Blue Room"]
    ada = on_file(bench)
    case_on_file(bench, ada, "2026-0011")
    assert [one.name for one in bench.read(booking_client, ada).cases] == ["2026-0011"]
    assert bench.as_role(Role.RECEPTIONIST).read(booking_client, ada).cases == ()


def test_the_day_sheet_of_a_worker_has_leave_closures_marks_and_reasons(bench: Bench) -> None:
    mara = bench.worker("mara")
    bench.add(Closure(first_day=TUESDAY, last_day=TUESDAY, name="Snow"))
    leave(bench, mara.id, "13:00", "17:00")
    booked(
        bench, workers=(mara.id,), client_id=on_file(bench, do_not_confirm=True),
        place="At the library", reason="Court date on Wednesday",
    )  # fmt: skip
    sheet = bench.read(day_sheet_data, mara.id, TUESDAY)
    (line,) = sheet.lines
    assert (sheet.whose, line.client, line.place) == ("Mara", "Ada Lovelace", "At the library")
    assert line.override_reason == "Court date on Wednesday" and line.marks
    assert len(sheet.notices) == 2 and "Snow" in sheet.notices[0] and "Mara" in sheet.notices[1]


def test_next_free_suits_worker_client_and_room(bench: Bench) -> None:
    mara, room, ada = bench.worker("mara"), bench.room("Blue Room"), on_file(bench)
    booked(bench, "8:30", "11:00", workers=(mara.id,))
    booked(bench, "11:00", "12:00", client_id=ada)
    booked(bench, "12:30", "15:00", room_id=room.id)
    leave(bench, mara.id, "16:00", "18:00")
    asked = NextFree(
        minutes=30, begin=at(bench, "7:00"), workers=(mara.id,), client_id=ada, room_id=room.id
    )
    found = bench.read(next_free, asked)
    assert len(found) == 10
    starts = [slot.starts_at for slot in found]
    assert starts[:4] == [
        at(bench, "12:00"),
        at(bench, "15:00"),
        at(bench, "15:15"),
        at(bench, "15:30"),
    ]
    assert starts[4] == at(bench, "8:30", 4)
    assert all(slot.starts_at.tzinfo == bench.zone for slot in found)


def test_next_free_offers_nothing_in_the_past_or_at_night(bench: Bench) -> None:
    clock(bench, "17:50", 2)
    found = bench.read(next_free, NextFree(minutes=60, begin=at(bench, "9:00", 2)))
    assert found[0].starts_at == at(bench, "8:00", 3)


def test_the_own_time_of_an_appointment_that_is_moved_is_free(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, "8:30", "9:30", workers=(mara.id,))
    asked = NextFree(minutes=60, begin=at(bench, "8:30"), workers=(mara.id,), without=made)
    assert bench.read(next_free, asked)[0].starts_at == at(bench, "8:30")
