"""Booking: what is refused, what wants a reason, and what is kept of it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.models.office import Closure, OfficeHours, Resource
from db.operations.calendar.book import book, change, move
from db.operations.calendar.mark import cancel
from db.queries.calendar.check import check
from db.queries.calendar.opened import check_move, open_appointment
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind, Role
from db.rules.findings import NeedsReason, Refused, Stale
from db.rules.ids import new_id
from db.texts import sentence
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, form, leave
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def test_a_booked_appointment_takes_worker_client_and_room(bench: Bench) -> None:
    mara, room, ada = bench.worker("mara"), bench.room("Blue Room"), on_file(bench)
    made = booked(bench, workers=(mara.id,), client_id=ada, room_id=room.id, remark=" key 4 ")
    opened = bench.read(open_appointment, made)
    assert opened.form.workers == (mara.id,) and opened.form.client_id == ada
    assert opened.form.room_id == room.id and opened.form.remark == "key 4"
    assert opened.form.starts_at == at(bench, "9:00")
    assert opened.status is AppointmentStatus.CONFIRMED and opened.booked_by == "Ana"


def test_a_worker_cannot_be_booked_twice_and_the_sentence_says_when(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        booked(bench, "9:30", "10:30", workers=(mara.id,))
    (finding,) = refused.value.findings
    words = sentence(finding).replace("\u00a0", " ")
    assert words == (
        "Mara is already booked on 3/3/2026 from 9:00 AM to 10:00 AM (Office visit). "
        "Choose a time from 10:00 AM on, or another worker."
    )
    assert str(refused.value) == "appointment.worker_busy"


def test_appointments_may_touch(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, "9:00", "10:00", workers=(mara.id,))
    booked(bench, "10:00", "11:00", workers=(mara.id,))
    booked(bench, "8:30", "9:00", workers=(mara.id,))


def test_rooms_clients_and_household_members_cannot_be_booked_twice(bench: Bench) -> None:
    room, ada, rosa = bench.room("Blue Room"), on_file(bench), on_file(bench, "Rosa Diaz")
    booked(bench, client_id=ada, room_id=room.id)
    for fields, code in (
        ({"room_id": room.id}, "appointment.room_taken"),
        ({"client_id": ada}, "appointment.client_busy"),
        ({"client_id": rosa, "household": (ada,)}, "appointment.household_member_busy"),
    ):
        with pytest.raises(Refused) as refused:
            booked(bench, "9:59", "11:00", **fields)
        assert codes(refused) == {code}


def test_a_clients_second_appointment_that_day_wants_a_reason_which_is_audited(
    bench: Bench,
) -> None:
    ada = on_file(bench)
    booked(bench, client_id=ada)
    second = form(bench, "14:00", "15:00", client_id=ada)
    with pytest.raises(NeedsReason) as refused:
        bench.write(book, second)
    assert codes(refused) == {"appointment.client_same_day"}
    bench.write(book, second, "She comes by bus only on Tuesdays")
    opened = bench.read(open_appointment, second.id)
    assert (opened.override_by, opened.override_reason) == (
        "Ana",
        "She comes by bus only on Tuesdays",
    )
    details = bench.session.scalars(
        select(AuditEvent.details).where(AuditEvent.record_id == second.id)
    ).one()
    assert "client_same_day" in details and "by bus only" in details


def test_a_reason_does_not_open_the_slot_for_others(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, "18:00", "19:00", workers=(mara.id,), reason="Father works late")
    with pytest.raises(Refused) as refused:
        booked(bench, "18:30", "19:30", workers=(mara.id,), reason="Mother works late")
    assert codes(refused) == {"appointment.worker_busy"}


def test_no_reason_helps_against_a_collision_or_leave(bench: Bench) -> None:
    mara = bench.worker("mara")
    leave(bench, mara.id, "12:00", "17:00")
    with pytest.raises(Refused) as refused:
        booked(bench, "11:30", "12:30", workers=(mara.id,), reason="It cannot wait")
    assert codes(refused) == {"appointment.on_leave_that_day"}
    assert not isinstance(refused.value, NeedsReason)


def test_hours_and_closures_are_soft(bench: Bench) -> None:
    mara, room = bench.worker("mara"), bench.room("Blue Room")
    bench.add(OfficeHours(weekday=1, opens=9 * 60, closes=17 * 60))
    bench.add(Closure(first_day=date(2026, 3, 4), last_day=date(2026, 3, 4), name="Founders"))
    early = bench.read(check, form(bench, "7:00", "8:00", workers=(mara.id,), room_id=room.id))
    assert {finding.code for finding in early} == {
        "appointment.outside_hours",
        "appointment.office_not_open",
    }
    closed = bench.read(check, form(bench, day=4, workers=(mara.id,)))
    assert [finding.code for finding in closed] == ["appointment.office_closed_that_day"]


def test_a_tentative_appointment_keeps_nobody_away_until_it_is_confirmed(bench: Bench) -> None:
    mara = bench.worker("mara")
    maybe = booked(bench, workers=(mara.id,), tentative=True)
    firm = form(bench, workers=(mara.id,))
    with pytest.raises(NeedsReason) as refused:
        bench.write(book, firm)
    assert codes(refused) == {"appointment.worker_busy_tentative"}
    bench.write(book, firm, "The other one will not come")
    opened = bench.read(open_appointment, maybe).form
    with pytest.raises(Refused) as taken:
        bench.write(change, replace(opened, tentative=False), "But it does")
    assert codes(taken) == {"appointment.worker_busy"}


def test_an_outside_commitment_takes_the_client_alone(bench: Bench) -> None:
    mara, ada = bench.worker("mara"), on_file(bench)
    booked(bench, client_id=ada, kind=AppointmentKind.OUTSIDE, place="Dr. Lee")
    with pytest.raises(Refused) as refused:
        booked(bench, "9:30", "10:30", client_id=ada, workers=(mara.id,))
    assert codes(refused) == {"appointment.client_outside"}
    with pytest.raises(Refused) as with_worker:
        booked(
            bench, "15:00", "16:00",
            client_id=ada, workers=(mara.id,), kind=AppointmentKind.OUTSIDE,
        )  # fmt: skip
    assert codes(with_worker) == {"appointment.outside_takes_client_only"}
    with pytest.raises(Refused) as nobody:
        booked(bench, kind=AppointmentKind.OUTSIDE)
    assert codes(nobody) == {"appointment.outside_needs_client"}


def test_an_appointment_that_takes_nobody_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        booked(bench)
    assert codes(refused) == {"appointment.takes_nobody"}


def test_a_save_that_is_sent_twice_books_once(bench: Bench) -> None:
    mara = bench.worker("mara")
    wanted = form(bench, workers=(mara.id,))
    assert bench.write(book, wanted) == bench.write(book, wanted)
    assert bench.session.query(Appointment).count() == 1


def test_a_room_for_two_holds_two(bench: Bench) -> None:
    room = bench.add(Resource(kind=ResourceKind.ROOM, name="Hall", capacity=2))
    booked(bench, "9:00", "11:00", room_id=room.id)
    booked(bench, "9:00", "10:00", room_id=room.id)
    booked(bench, "10:00", "11:00", room_id=room.id)
    with pytest.raises(Refused) as refused:
        booked(bench, "9:30", "10:30", room_id=room.id)
    assert codes(refused) == {"appointment.room_taken"}


def test_a_moved_appointment_takes_its_new_time_and_frees_the_old_one(bench: Bench) -> None:
    mara, ben = bench.worker("mara"), bench.worker("ben")
    made = booked(bench, workers=(mara.id,))
    assert bench.read(check_move, made, at(bench, "9:30"), at(bench, "10:30")) == ()
    version = bench.write(move, made, 1, at(bench, "9:30"), at(bench, "10:30"))
    booked(bench, "8:30", "9:30", workers=(mara.id,))
    bench.write(move, made, version, at(bench, "9:30"), at(bench, "10:30"), (mara.id, ben.id))
    booked(bench, "9:30", "10:30", workers=(mara.id,))
    assert bench.read(open_appointment, made).form.workers == (ben.id,)


def test_a_move_into_something_else_is_refused_and_changes_nothing(bench: Bench) -> None:
    mara = bench.worker("mara")
    booked(bench, "11:00", "12:00", workers=(mara.id,))
    made = booked(bench, workers=(mara.id,))
    with pytest.raises(Refused) as refused:
        bench.write(move, made, 1, at(bench, "10:30"), at(bench, "11:30"))
    assert codes(refused) == {"appointment.worker_busy"}
    assert bench.read(open_appointment, made).form.starts_at == at(bench, "9:00")
    (found,) = bench.read(check_move, made, at(bench, "10:30"), at(bench, "11:30"))
    assert found.code == "appointment.worker_busy"


def test_a_move_of_what_somebody_else_has_moved_is_stale(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,))
    bench.write(move, made, 1, at(bench, "11:00"), at(bench, "12:00"))
    with pytest.raises(Stale):
        bench.write(move, made, 1, at(bench, "13:00"), at(bench, "14:00"))


def test_a_remark_may_be_added_although_the_worker_is_on_leave_since(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,))
    leave(bench, mara.id, "8:00", "18:00")
    opened = bench.read(open_appointment, made).form
    bench.write(change, replace(opened, remark="Ben takes it over"))
    with pytest.raises(Refused):
        bench.write(
            change, replace(bench.read(open_appointment, made).form, ends_at=at(bench, "10:30"))
        )


def test_what_a_cancelled_appointment_took_is_free(bench: Bench) -> None:
    mara = bench.worker("mara")
    made = booked(bench, workers=(mara.id,))
    bench.write(cancel, made, 1, AppointmentStatus.CANCELLED_BY_CLIENT, "Bus strike")
    booked(bench, workers=(mara.id,))
    opened = bench.read(open_appointment, made)
    assert opened.cancel_reason == "Bus strike"
    with pytest.raises(Refused) as refused:
        bench.write(change, replace(opened.form, remark="?"))
    assert codes(refused) == {"appointment.is_over"}


def test_a_case_must_be_about_the_client(bench: Bench) -> None:
    ada, rosa = on_file(bench), on_file(bench, "Rosa Diaz")
    case = case_on_file(bench, rosa)
    with pytest.raises(Refused) as refused:
        booked(bench, client_id=ada, case_id=case)
    assert codes(refused) == {"appointment.case_of_others"}
    booked(bench, client_id=rosa, case_id=case)


def test_reception_keeps_the_case_that_it_does_not_see(bench: Bench) -> None:
    ada = on_file(bench)
    case = case_on_file(bench, ada)
    made = booked(bench, client_id=ada, case_id=case)
    desk = bench.as_role(Role.RECEPTIONIST)
    opened = desk.read(open_appointment, made).form
    assert opened.case_id is None
    desk.write(change, replace(opened, remark="Brings her papers"))
    assert bench.read(open_appointment, made).form.case_id == case


def test_unknown_workers_and_rooms_are_named_as_such(bench: Bench) -> None:
    with pytest.raises(Refused) as worker:
        bench.read(check, form(bench, workers=(new_id(),)))
    assert codes(worker) == {"appointment.unknown_worker"}
    mara = bench.worker("mara")
    with pytest.raises(Refused) as room:
        bench.read(check, form(bench, room_id=mara.id))
    assert codes(room) == {"appointment.unknown_room"}


def test_an_auditor_neither_books_nor_looks(bench: Bench) -> None:
    mara = bench.worker("mara")
    auditor = bench.as_role(Role.AUDITOR)
    for call in (auditor.read, auditor.write):
        with pytest.raises(Refused) as refused:
            call(book if call == auditor.write else check, form(bench, workers=(mara.id,)))
        assert codes(refused) == {"permission.denied"}
