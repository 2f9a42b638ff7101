"""Halves and the whole of a room exclude each other: by the rule, and by the database itself."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from db.models.appointment import AppointmentResource
from db.operations.calendar.book import book, change
from db.operations.calendar.book_series import book_series
from db.operations.calendar.mark import cancel
from db.operations.office_settings.lists import save_room
from db.queries.calendar.check import check
from db.queries.calendar.next_free import NextFree, next_free
from db.queries.calendar.opened import open_appointment
from db.queries.calendar.range_view import CalendarRange, calendar_days
from db.queries.office_settings import rooms
from db.rules.codes import AppointmentStatus, ResourceKind
from db.rules.findings import Refused
from db.rules.office_form import RoomForm
from db.texts import sentence
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, clock, form
from tests.db.calendar.repeated import TUESDAYS

TUESDAY = 3


class House:
    """A hall of two halves, and an atrium around it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.west, self.east = bench.room("West half").id, bench.room("East half").id
        self.hall, self.atrium = bench.room("Hall").id, bench.room("Atrium").id
        self.blue = bench.room("Blue Room").id

    def make(self, room: UUID, *parts: UUID, **more: object) -> None:
        opened = next(one for one in self.bench.read(rooms) if one.form.id == room)
        self.bench.write(save_room, replace(opened.form, parts=parts, **more), opened.version)

    def parts(self, room: UUID) -> set[UUID]:
        (found,) = (one.form for one in self.bench.read(rooms) if one.form.id == room)
        assert isinstance(found, RoomForm)
        return set(found.parts)


@pytest.fixture
def house(bench: Bench) -> House:
    made = House(bench)
    made.make(made.hall, made.west, made.east)
    return made


def rows(bench: Bench, appointment_id: UUID) -> dict[UUID, ResourceKind]:
    found = select(AppointmentResource).where(AppointmentResource.appointment_id == appointment_id)
    bench.session.expire_all()
    return {one.resource_id: one.kind for one in bench.session.scalars(found)}


def test_who_books_the_whole_takes_its_halves(bench: Bench, house: House) -> None:
    made = booked(bench, room_id=house.hall)
    part = ResourceKind.ROOM_PART
    assert rows(bench, made) == {house.hall: ResourceKind.ROOM, house.west: part, house.east: part}
    assert bench.read(open_appointment, made).form.room_id == house.hall
    day = at(bench, "9:00").date()
    (item,) = bench.read(calendar_days, CalendarRange(ResourceKind.ROOM, day, day)).items
    assert [one.name for one in item.rooms] == ["Hall"]
    assert item.takes(house.west) and not item.takes(house.blue)


def test_the_whole_and_a_half_exclude_each_other_and_two_halves_do_not(
    bench: Bench, house: House
) -> None:
    booked(bench, room_id=house.west)
    booked(bench, room_id=house.east)
    with pytest.raises(Refused) as refused:
        bench.write(book, form(bench, room_id=house.hall))
    assert {one.code for one in refused.value.findings} == {"appointment.room_taken"}
    assert "West half (part of Hall)" in sentence(refused.value.findings[0])
    booked(bench, "11:00", "12:00", room_id=house.hall)
    (finding,) = bench.read(check, form(bench, "11:30", "12:30", room_id=house.east))
    assert "East half (part of Hall)" in sentence(finding)


def test_parts_of_parts_are_taken_as_well(bench: Bench, house: House) -> None:
    house.make(house.atrium, house.hall, house.blue)
    booked(bench, room_id=house.atrium)
    for room in (house.hall, house.west, house.blue):
        with pytest.raises(Refused):
            bench.write(book, form(bench, room_id=room))


def test_the_database_itself_keeps_a_half_from_who_has_not_asked(
    bench: Bench, house: House
) -> None:
    booked(bench, room_id=house.hall)
    other = booked(bench, "13:00", "14:00", room_id=house.west)
    starts, ends = (int(at(bench, clock).timestamp()) for clock in ("9:30", "10:30"))
    with pytest.raises(DatabaseError, match="double_booking"):
        bench.session.execute(
            AppointmentResource.__table__.update()
            .where(
                AppointmentResource.appointment_id == other,
                AppointmentResource.resource_id == house.west,
            )
            .values(starts_at=starts, ends_at=ends)
        )
    bench.session.rollback()


def test_moving_to_another_room_leaves_the_halves_free(bench: Bench, house: House) -> None:
    made = booked(bench, room_id=house.hall)
    opened = bench.read(open_appointment, made).form
    bench.write(change, replace(opened, room_id=house.blue))
    booked(bench, room_id=house.west)
    assert set(rows(bench, made)) == {house.blue}


def test_a_cancelled_whole_leaves_its_halves_free(bench: Bench, house: House) -> None:
    made = booked(bench, room_id=house.hall)
    bench.write(cancel, made, 1, AppointmentStatus.CANCELLED_BY_OFFICE, "ill")
    booked(bench, room_id=house.west)


def test_next_free_of_the_whole_looks_at_its_halves(bench: Bench, house: House) -> None:
    booked(bench, "9:00", "12:00", room_id=house.east)
    asked = NextFree(minutes=60, begin=at(bench, "9:00"), room_id=house.hall, limit=1)
    (slot,) = bench.read(next_free, asked)
    assert slot.starts_at == at(bench, "12:00")


def test_bookings_take_new_parts_when_the_room_gets_them(bench: Bench, house: House) -> None:
    made = booked(bench, room_id=house.hall)
    past = booked(bench, day=2, starts="11:00", ends="12:00", room_id=house.hall)
    clock(bench, "8:00", TUESDAY)
    house.make(house.hall, house.west, house.blue)
    assert set(rows(bench, made)) == {house.hall, house.west, house.blue}
    assert set(rows(bench, past)) == {house.hall, house.west, house.east}
    booked(bench, room_id=house.east)
    house.make(house.hall)
    assert set(rows(bench, made)) == {house.hall}


def test_a_part_of_a_part_reaches_those_who_booked_the_outer_whole(
    bench: Bench, house: House
) -> None:
    house.make(house.atrium, house.hall)
    made = booked(bench, room_id=house.atrium)
    house.make(house.hall, house.west, house.east, house.blue)
    assert house.blue in rows(bench, made)


def test_what_would_collide_is_listed_and_nothing_is_saved(bench: Bench, house: House) -> None:
    made = booked(bench, room_id=house.hall)
    booked(bench, "9:30", "10:30", room_id=house.blue)
    with pytest.raises(Refused) as refused:
        house.make(house.hall, house.west, house.east, house.blue)
    (finding,) = refused.value.findings
    assert finding.code == "room.parts_collide"
    words = sentence(finding)
    assert "Hall is booked" in words and "Blue Room from 9:30" in words
    assert house.parts(house.hall) == {house.west, house.east}
    assert house.blue not in rows(bench, made)


def test_what_contains_itself_is_refused(bench: Bench, house: House) -> None:
    with pytest.raises(Refused) as refused:
        house.make(house.west, house.hall)
    assert refused.value.has("room.part_of_itself")
    with pytest.raises(Refused) as refused:
        house.make(house.east, capacity=3)
    assert refused.value.has("room.parts_take_one")


def test_a_series_of_the_whole_keeps_its_halves_on_each_day(bench: Bench, house: House) -> None:
    bench.write(book_series, form(bench, room_id=house.hall), TUESDAYS)
    with pytest.raises(Refused):
        bench.write(book, form(bench, day=17, room_id=house.west))
    booked(bench, day=18, room_id=house.west)
