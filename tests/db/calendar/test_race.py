"""Several processes on one encrypted file want the same slot: one gets it, the others learn why."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.appointment import Appointment, AppointmentResource
from db.models.office import Resource
from db.operations.audit_verifying import verify
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import AppointmentKind, ResourceKind
from db.rules.ids import new_id
from db.storage.engine import open_engines
from db.storage.place import classify
from tests.db.calendar.racers import KEY, NOW, ZONE, Answer, Racers, make_file

RACERS, ROUNDS = 4, 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def ana(folder: Path) -> UUID:
    return make_file(folder)


@pytest.fixture(scope="module")
def racers(folder: Path, ana: UUID) -> Iterator[Racers]:
    made = Racers(folder, ana, RACERS)
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
    folder: Path, ana: UUID, racers: Racers
) -> None:
    for number in range(ROUNDS):
        answers = racers.book_at_once([wanted(ana, number) for _ in range(RACERS)])
        losers = [answer for answer in answers if not answer.booked]
        assert len(losers) == RACERS - 1
        for answer in losers:
            assert answer.codes == ("appointment.worker_busy",)
            assert "Ana is already booked" in answer.words and "Meeting" in answer.words
    engines = open_engines(folder / "office.db", KEY, classify(folder))
    with engines.read() as session:
        appointments = session.scalar(select(func.count(Appointment.id)))
        rows = session.scalar(select(func.count()).select_from(AppointmentResource))
        assert appointments == rows == ROUNDS
        assert list(verify(session)) == []
    engines.dispose()


def test_one_of_two_shared_resources_is_enough_to_lose(
    folder: Path, ana: UUID, racers: Racers
) -> None:
    room = new_id()
    engines = open_engines(folder / "office.db", KEY, classify(folder))
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
