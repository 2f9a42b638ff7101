"""Sealed appointments: the office's calendar says "busy" and nobody is booked twice."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.appointment import Appointment
from db.office import Office
from db.office.sealed import SealedOffice
from db.office.sealed.calendar import busy_of
from db.operations.calendar.book import book, move
from db.operations.calendar.busy import busy_now
from db.operations.calendar.mark import cancel, take_back
from db.operations.office_settings.lists import save_room
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.calendar.check import check
from db.queries.calendar.items import CalendarItem
from db.queries.calendar.next_free import NextFree, next_free
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, range_appointments
from db.queries.reading import Reading
from db.rules.codes import AppointmentKind, AppointmentStatus, ResourceKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.office_form import RoomForm
from development.environment import ROOT
from tests.db.office.desk import OWN
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import ELEVEN, TEN, appointment
from tests.db.office.secrets_in import WORDS, enter

TUESDAY = CalendarRange(ResourceKind.WORKER, date(2026, 3, 3), date(2026, 3, 3))


def booked(inside: SealedOffice) -> AppointmentForm:
    form = appointment(inside, enter(inside))
    inside.write(book, form)
    return form


def plain(who: Office, worker: UUID) -> AppointmentForm:
    """A meeting of a worker in the office's own calendar, at the same time."""
    return AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OTHER,
        starts_at=TEN,
        ends_at=ELEVEN,
        workers=(worker,),
        subject="Staff meeting",
    )


def seen(office: Office) -> tuple[CalendarItem, ...]:
    return office.read(range_appointments, TUESDAY)


def test_the_office_sees_that_the_worker_is_busy_and_no_more(cabinet: Cabinet) -> None:
    form = booked(cabinet.open(cabinet.seal()))
    for who in (cabinet.omar, cabinet.ana, cabinet.maria):
        (item,) = seen(who)
        assert item.id == form.id and item.hidden
        assert item.kind is AppointmentKind.OTHER
        assert [one.name for one in item.workers] == ["Maria"]
        assert not any(word in repr(item) for word in WORDS)
        with pytest.raises(Refused, match=r"appointment\.unknown"):
            who.read(open_appointment, form.id)
        with pytest.raises(Refused, match=r"appointment\.unknown"):
            who.write(cancel, form.id, item.version, AppointmentStatus.CANCELLED_BY_OFFICE)


def test_the_office_cannot_book_the_worker_at_that_time(cabinet: Cabinet) -> None:
    booked(cabinet.open(cabinet.seal()))
    with pytest.raises(Refused, match=r"appointment\.worker_busy"):
        cabinet.omar.write(book, plain(cabinet.omar, cabinet.maria.user.id))
    cabinet.omar.write(book, plain(cabinet.omar, cabinet.omar.user.id))


def test_the_file_cannot_book_a_worker_who_is_taken_in_the_office(cabinet: Cabinet) -> None:
    cabinet.omar.write(book, plain(cabinet.omar, cabinet.maria.user.id))
    inside = cabinet.open(cabinet.seal())
    form = appointment(inside, enter(inside))
    with pytest.raises(Refused, match=r"appointment\.worker_busy"):
        inside.write(book, form)
    assert [one.code for one in inside.read(check, form)][:1] == ["appointment.worker_busy"]
    assert cabinet.ana.read(busy_now) == {}


def test_two_sealed_files_do_not_book_the_same_worker_either(cabinet: Cabinet) -> None:
    booked(cabinet.open(cabinet.seal(label="one")))
    other = cabinet.open(cabinet.seal(label="two"))
    form = appointment(other, enter(other))
    with pytest.raises(Refused, match=r"appointment\.worker_busy"):
        other.write(book, form)


def test_what_was_booked_between_the_question_and_the_write_is_refused(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules see nothing, the office's own guard does: neither calendar keeps anything."""
    inside = cabinet.open(cabinet.seal())
    form = appointment(inside, enter(inside))
    cabinet.omar.write(book, plain(cabinet.omar, cabinet.maria.user.id))
    monkeypatch.setattr("db.queries.calendar.taken.taken_elsewhere", lambda *_, **__: ())
    with pytest.raises(Refused, match=r"appointment\.taken_meanwhile"):
        inside.write(book, form)
    assert cabinet.ana.read(busy_now) == {}
    assert inside.read(_ids) == []


def test_moving_and_cancelling_follow(cabinet: Cabinet) -> None:
    inside = cabinet.open(cabinet.seal())
    form = booked(inside)
    version = inside.read(open_appointment, form.id).form.version
    later = ELEVEN + (ELEVEN - TEN)
    version = inside.write(move, form.id, version, ELEVEN, later).result or 0
    assert {busy.starts_at for busy in cabinet.ana.read(busy_now).values()} == {
        int(ELEVEN.timestamp())
    }
    marked = inside.write(cancel, form.id, version, AppointmentStatus.CANCELLED_BY_CLIENT).result
    assert cabinet.ana.read(busy_now) == {}
    cabinet.omar.write(book, plain(cabinet.omar, cabinet.maria.user.id))
    inside.write(take_back, marked)
    assert len(cabinet.ana.read(busy_now)) == 1


def test_members_see_the_offices_appointments_as_busy_beside_their_own(cabinet: Cabinet) -> None:
    cabinet.omar.write(book, plain(cabinet.omar, cabinet.omar.user.id))
    inside = cabinet.open(cabinet.seal())
    form = booked(inside)
    items = {item.id: item for item in seen(inside)}
    assert not items.pop(form.id).hidden
    (other,) = items.values()
    assert other.hidden and other.subject == "" and [w.name for w in other.workers] == ["Omar"]
    wanted = NextFree(minutes=60, begin=TEN, workers=(cabinet.omar.user.id,), limit=1)
    assert inside.read(next_free, wanted)[0].starts_at >= ELEVEN


def test_marks_do_not_tell_which_appointments_belong_together(cabinet: Cabinet) -> None:
    inside = cabinet.open(cabinet.seal())
    form = booked(inside)
    later = replace(form, id=new_id(), starts_at=ELEVEN, ends_at=ELEVEN + (ELEVEN - TEN))
    inside.write(book, later, "twice in one day")
    marks = {busy.mark for busy in cabinet.ana.read(busy_now).values()}
    assert len(marks) == 2


STOP = """
import os, sys
from pathlib import Path
from uuid import UUID
from db.office import open_office
from db.office.sealed import open_sealed
from db.office.standing import Office
from db.operations.calendar.book import book
from datetime import UTC, datetime
from tests.db.office.desk import CHEAP
from tests.db.office.sealed.matter import appointment
from tests.db.office.secrets_in import Entered
folder, password, sealed_id, client, case = sys.argv[1:]
now = lambda: datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
office = open_office(Path(folder), "maria", password, device="killed", cost=CHEAP, clock=now)
inside = open_sealed(office, UUID(sealed_id))
keep = inside._before_commit
def stop(work):
    keep(work)
    os.kill(os.getpid(), 9)
inside._before_commit = stop
ids = Entered(UUID(client), UUID(case), None, None, None)
inside.write(book, appointment(inside, ids))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.only_in_folder("files of a sealed file")
def test_killed_between_the_two_calendars_the_next_opening_sets_it_right(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    inside = cabinet.open(sealed_id)
    ids = enter(inside)
    arguments = [str(cabinet.desk.folder), OWN, str(sealed_id), str(ids.client), str(ids.case)]
    done = subprocess.run([sys.executable, "-c", STOP, *arguments], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert len(cabinet.ana.read(busy_now)) == 1
    assert inside.read(_ids) == []
    cabinet.open(sealed_id)
    assert cabinet.ana.read(busy_now) == {}


def test_what_the_office_lost_of_a_sealed_file_comes_back(cabinet: Cabinet) -> None:
    """As after restoring the office alone."""
    sealed_id = cabinet.seal()
    form = booked(cabinet.open(sealed_id))
    cabinet.ana.write(_forget)
    cabinet.open(sealed_id)
    assert set(cabinet.ana.read(busy_now)) == {form.id}


def _ids(reading: Reading) -> list[UUID]:
    return list(reading.session.scalars(select(Appointment.id)))


def _forget(work: Reading) -> None:
    for row in work.session.scalars(select(Appointment)):
        work.session.delete(row)


def test_a_room_that_is_given_parts_takes_them_for_a_sealed_appointment_too(
    cabinet: Cabinet,
) -> None:
    hall, west = (RoomForm(new_id(), ResourceKind.ROOM, name) for name in ("Hall", "West"))
    for room in (hall, west):
        cabinet.ana.write(save_room, room)
    sealed = cabinet.seal()
    inside = cabinet.open(sealed)
    form = replace(appointment(inside, enter(inside)), room_id=hall.id)
    inside.write(book, form)
    inside.close()
    cabinet.ana.write(save_room, replace(hall, parts=(west.id,)), 1)
    again = cabinet.open(sealed)
    (busy,) = again.read(busy_of, {form.id})
    assert busy == cabinet.ana.read(busy_now)[form.id]
    assert {thing.id for thing in busy.taken} == {cabinet.maria.user.id, hall.id, west.id}
    assert again.read(open_appointment, form.id).form.room_id == hall.id
    with pytest.raises(Refused, match=r"appointment\.room_taken"):
        cabinet.omar.write(
            book, replace(plain(cabinet.omar, cabinet.omar.user.id), room_id=west.id)
        )


def rooms(cabinet: Cabinet) -> tuple[RoomForm, RoomForm]:
    """A hall, and what may become a part of it."""
    hall, west = (RoomForm(new_id(), ResourceKind.ROOM, name) for name in ("Hall", "West"))
    for room in (hall, west):
        cabinet.ana.write(save_room, room)
    return hall, west


def takes(office: Office, made: AppointmentForm) -> set[UUID]:
    return {one.id for one in office.read(busy_now)[made.id].taken}


def test_a_file_that_is_open_while_a_room_is_given_parts_books_them_as_well(
    cabinet: Cabinet,
) -> None:
    hall, _ = rooms(cabinet)
    inside = cabinet.open(cabinet.seal())
    ids = enter(inside)
    east = RoomForm(new_id(), ResourceKind.ROOM, "East")  # which the file has not heard of either
    cabinet.ana.write(save_room, east)
    cabinet.ana.write(save_room, replace(hall, parts=(east.id,)), 1)
    form = replace(appointment(inside, ids), room_id=hall.id)
    inside.write(book, form)
    assert takes(cabinet.ana, form) == {cabinet.maria.user.id, hall.id, east.id}
    (own,) = inside.read(busy_of, {form.id})
    assert {thing.id for thing in own.taken} == takes(cabinet.ana, form)
    with pytest.raises(Refused, match=r"appointment\.room_taken"):
        cabinet.omar.write(
            book, replace(plain(cabinet.omar, cabinet.omar.user.id), room_id=east.id)
        )


def test_what_becomes_a_part_while_the_whole_is_being_booked_is_taken_in_the_office(
    cabinet: Cabinet,
) -> None:
    hall, west = rooms(cabinet)
    inside = cabinet.open(cabinet.seal())
    form = replace(appointment(inside, enter(inside)), room_id=hall.id)

    def books(work: Work) -> None:
        book(work, form)
        cabinet.ana.write(save_room, replace(hall, parts=(west.id,)), 1)

    inside.write(books)
    assert takes(cabinet.ana, form) == {cabinet.maria.user.id, hall.id, west.id}
    again = cabinet.open(inside.record.id)
    (own,) = again.read(busy_of, {form.id})
    assert {thing.id for thing in own.taken} == takes(cabinet.ana, form)
