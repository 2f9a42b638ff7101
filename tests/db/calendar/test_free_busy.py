"""Free or busy: a row for whoever the appointment takes, and no more than who asks may know."""

from typing import Any

import pytest
from sqlalchemy import event

from db.models.office import Closure
from db.operations.calendar.mark import cancel
from db.queries.calendar.free_busy import FreeBusy, HeldRow, free_busy
from db.rules.codes import AppointmentKind, AppointmentStatus, LeaveKind, ResourceKind, Role
from db.rules.findings import Refused
from db.rules.scheduling.free_busy import Hold
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, form, leave
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def told(row: HeldRow) -> list[tuple[str, str, Hold]]:
    """Its stretches, but for those in which nothing is known to be held."""
    return [
        (f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}", one.hold)
        for one in row.stretches
        if one.hold is not Hold.FREE
    ]


def asked(bench: Bench, *args: Any, days: int = 1, **fields: Any) -> FreeBusy:
    return bench.read(free_busy, form(bench, *args, **fields), days)


def test_a_row_for_each_worker_client_and_room_with_hours_leave_and_what_is_booked(
    bench: Bench,
) -> None:
    mara, ada, room = bench.worker("mara"), on_file(bench), bench.room("Blue Room")
    leave(bench, mara.id, "15:00", "17:00")
    booked(bench, workers=(mara.id,), client_id=ada, kind=AppointmentKind.INTAKE)
    booked(bench, "11:00", "12:00", room_id=room.id, tentative=True)
    found = asked(bench, "13:00", "14:00", workers=(mara.id,), client_id=ada, room_id=room.id)
    assert [(row.kind, row.name) for row in found.rows] == [
        (ResourceKind.WORKER, "Mara"),
        (ResourceKind.CLIENT, "Ada Lovelace"),
        (ResourceKind.ROOM, "Blue Room"),
    ]
    worker, client, blue = found.rows
    assert told(worker) == [
        ("00:00", "08:30", Hold.OUTSIDE),
        ("09:00", "10:00", Hold.BUSY),
        ("15:00", "17:00", Hold.AWAY),
        ("17:00", "00:00", Hold.OUTSIDE),
    ]
    assert worker.stretches[2].kind is AppointmentKind.INTAKE
    assert {one.leave for one in worker.stretches} == {None, LeaveKind.VACATION}
    assert told(client) == [("09:00", "10:00", Hold.BUSY)]
    assert told(blue) == [("11:00", "12:00", Hold.TENTATIVE)]


def test_what_is_moved_does_not_stand_in_its_own_way_nor_what_was_cancelled(bench: Bench) -> None:
    mara = bench.worker("mara")
    own = booked(bench, workers=(mara.id,))
    gone = booked(bench, "11:00", "12:00", workers=(mara.id,))
    bench.write(cancel, gone, 1, AppointmentStatus.CANCELLED_BY_CLIENT)
    (row,) = asked(bench, id=own, workers=(mara.id,)).rows
    assert {hold for _, _, hold in told(row)} == {Hold.OUTSIDE}


def test_a_room_for_two_is_busy_while_two_are_in_it(bench: Bench) -> None:
    room = bench.room("Big Room")
    room.capacity = 2
    bench.session.commit()
    booked(bench, "9:00", "11:00", room_id=room.id)
    booked(bench, "10:00", "12:00", room_id=room.id)
    (row,) = asked(bench, room_id=room.id).rows
    assert told(row) == [("10:00", "11:00", Hold.BUSY)]


def test_several_days_and_the_days_on_which_the_office_is_closed(bench: Bench) -> None:
    mara = bench.worker("mara")
    day = at(bench, "9:00", 4).date()
    bench.add(Closure(first_day=day, last_day=day, name="Founders' Day"))
    found = asked(bench, workers=(mara.id,), days=3)
    assert found.rows[0].stretches[-1].ends_at == at(bench, "0:00", 6)
    (closed,) = [one for one in found.rows[0].stretches if one.hold is Hold.CLOSED]
    assert (closed.name, closed.starts_at, closed.ends_at) == (
        "Founders' Day", at(bench, "0:00", 4), at(bench, "0:00", 5),
    )  # fmt: skip


def test_of_what_is_restricted_it_says_busy_and_no_more(bench: Bench) -> None:
    mara, rosa = bench.worker("mara"), on_file(bench, "Rosa Sentinel")
    case = case_on_file(bench, rosa, worker=mara.id, restricted=True)
    own = bench.as_role(Role.CASEWORKER, "mara")
    booked(
        own, workers=(mara.id,), client_id=rosa, case_id=case, kind=AppointmentKind.INTAKE,
        subject="Sentinel",
    )  # fmt: skip
    (row,) = asked(own, workers=(mara.id,)).rows
    assert AppointmentKind.INTAKE in {one.kind for one in row.stretches}
    for other in (bench, bench.as_role(Role.RECEPTIONIST), bench.as_role(Role.CASEWORKER, "ben")):
        found = asked(other, workers=(mara.id,))
        assert ("09:00", "10:00", Hold.BUSY) in told(found.rows[0])
        assert {one.kind for one in found.rows[0].stretches} == {None}
        assert "Sentinel" not in repr(found)
        with pytest.raises(Refused) as refused:
            asked(other, client_id=rosa)
        assert refused.value.has("client.unknown")


def test_what_is_booked_is_one_question_however_many_are_asked_for(bench: Bench) -> None:
    workers = tuple(bench.worker(name).id for name in ("mara", "ben", "cleo"))
    statements: list[str] = []
    engine = bench.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    asked(bench, workers=workers, days=7)
    assert sum("FROM appointment_resource" in one for one in statements) == 1
