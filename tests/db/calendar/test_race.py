"""Several processes want the same slot of a file or a server: one gets it, others learn why."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.calendar import AppointmentRequest
from db.models.office import Resource
from db.models.staff import Staff
from db.operations.audit_verifying import verify
from db.operations.calendar.requests import book_waiting
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import AppointmentKind, RequestState, ResourceKind
from db.rules.ids import new_id
from tests.db.calendar.racers import (
    NOW,
    ZONE,
    Answer,
    Door,
    Racers,
    new_database,
    new_file,
    somebody,
)

RACERS, ROUNDS = 4, 8


@pytest.fixture(scope="module", params=["file", "server"])
def door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Door:
    if request.param == "file":
        return new_file(tmp_path_factory.mktemp("office"))
    return new_database(request.getfixturevalue("server"), "race")


@pytest.fixture(scope="module")
def ana(door: Door) -> UUID:
    return somebody(door)


@pytest.fixture(scope="module")
def racers(door: Door, ana: UUID) -> Iterator[Racers]:
    made = Racers(door, ana, RACERS)
    yield made
    made.stop()


def wanted(ana: UUID, number: int, room: UUID | None = None) -> AppointmentForm:
    starts = datetime(2026, 3, 3, 9, 0, tzinfo=ZONE) + timedelta(days=number)
    return AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.MEETING,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=50),
        workers=(ana,),
        room_id=room,
    )


def test_exactly_one_of_several_processes_gets_the_slot(
    door: Door, ana: UUID, racers: Racers
) -> None:
    for number in range(ROUNDS):
        answers = racers.book_at_once([wanted(ana, number) for _ in range(RACERS)])
        losers = [answer for answer in answers if not answer.booked]
        assert len(losers) == RACERS - 1
        for answer in losers:
            assert answer.codes == ("appointment.worker_busy",)
            assert "Ana is already booked" in answer.words and "Meeting" in answer.words
    engines = door()
    with engines.read() as session:
        appointments = session.scalar(select(func.count(Appointment.id)))
        rows = session.scalar(select(func.count()).select_from(AppointmentResource))
        assert appointments == rows == ROUNDS
        assert list(verify(session)) == []
    engines.dispose()


def test_one_of_two_shared_resources_is_enough_to_lose(
    door: Door, ana: UUID, racers: Racers
) -> None:
    room = new_id()
    engines = door()
    with engines.write() as session, session.begin():
        session.add(
            Resource(
                id=room, kind=ResourceKind.ROOM, name="Blue Room", created_at=NOW, changed_at=NOW
            )
        )
    engines.dispose()
    for number in range(ROUNDS):
        forms = [wanted(ana, ROUNDS + number, room) for _ in range(RACERS)]
        answers: list[Answer] = racers.book_at_once(forms)
        assert sorted(answer.booked for answer in answers) == [False] * (RACERS - 1) + [True]
        for answer in answers:
            if not answer.booked:
                assert set(answer.codes) == {
                    "appointment.worker_busy",
                    "appointment.room_taken",
                }


def test_three_resources_named_in_any_order_go_to_one_of_all_who_want_them(
    door: Door, racers: Racers, ana: UUID
) -> None:
    dice = random.Random(3)
    workers = [ana, somebody(door, "ben"), somebody(door, "cleo")]
    for number in range(ROUNDS):
        forms = [
            replace(wanted(ana, 2 * ROUNDS + number), workers=tuple(dice.sample(workers, 3)))
            for _ in range(RACERS)
        ]
        answers = racers.book_at_once(forms)
        assert sorted(answer.booked for answer in answers) == [False] * (RACERS - 1) + [True]
        refusals = {code for answer in answers for code in answer.codes}
        assert refusals == {"appointment.worker_busy"}


def test_a_days_last_place_goes_to_one_of_all_who_want_it_at_different_hours(
    door: Door, racers: Racers
) -> None:
    dora = somebody(door, "dora")
    engines = door()
    with engines.write() as session, session.begin():
        session.get_one(Staff, dora).most_a_day = 1
    engines.dispose()
    for number in range(ROUNDS // 2):
        day = wanted(dora, 3 * ROUNDS + number)
        hours = [timedelta(hours=hour) for hour in range(RACERS)]
        forms = [
            replace(day, id=new_id(), starts_at=day.starts_at + hour, ends_at=day.ends_at + hour)
            for hour in hours
        ]
        answers = racers.book_at_once(forms)
        assert sorted(answer.booked for answer in answers) == [False] * (RACERS - 1) + [True]
        for answer in answers:
            if not answer.booked:
                assert answer.codes == ("appointment.most_a_day",)
                assert "takes at most 1 a day" in answer.words


def test_one_of_several_who_book_for_the_same_who_waits_does_so_at_whatever_hour(
    door: Door, racers: Racers, ana: UUID
) -> None:
    for number in range(ROUNDS // 2):
        waits = who_waits(door, ana)
        day = wanted(ana, 4 * ROUNDS + number)
        hours = [timedelta(hours=hour) for hour in range(RACERS)]
        forms = [
            replace(day, id=new_id(), starts_at=day.starts_at + hour, ends_at=day.ends_at + hour)
            for hour in hours
        ]
        answers = racers.at_once(book_waiting, [(waits, 1, form) for form in forms])
        won = [form.id for form, one in zip(forms, answers, strict=True) if one.booked]
        told = {code for one in answers for code in one.codes}
        assert len(won) == 1 and told == {"record.stale"}, answers
        engines = door()
        with engines.read() as session:
            request = session.get_one(AppointmentRequest, waits)
            there = select(Appointment.id).where(Appointment.id.in_([one.id for one in forms]))
            assert list(session.scalars(there)) == won == [request.appointment_id]
            assert request.state is RequestState.BOOKED
        engines.dispose()


def who_waits(door: Door, ana: UUID) -> UUID:
    engines = door()
    row = AppointmentRequest(
        id=new_id(), state=RequestState.WAITING, kind=AppointmentKind.MEETING, minutes=50,
        subject="Review", wish="", urgent=False, staff_id=ana, requested_by_id=ana,
        withdrawn_because="", created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    with engines.write() as session, session.begin():
        session.add(row)
    engines.dispose()
    return row.id
