"""Rooms that are made of others."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.room_parts import all_parts, part_findings, wholes_of

HALL, WEST, EAST, ATRIUM, BLUE = (UUID(int=n) for n in range(1, 6))
NAMES = {HALL: "Hall", WEST: "West", EAST: "East", ATRIUM: "Atrium", BLUE: "Blue"}
Made = Mapping[UUID, tuple[UUID, ...]]


def codes(room: UUID, parts: Made, capacity: int = 1, several: tuple[UUID, ...] = ()) -> list[str]:
    return [one.code for one in part_findings(room, capacity, parts, NAMES, several)]


def test_parts_of_parts_belong_to_the_whole() -> None:
    parts = {ATRIUM: (HALL, BLUE), HALL: (WEST, EAST)}
    assert set(all_parts(ATRIUM, parts)) == {HALL, BLUE, WEST, EAST}
    assert all_parts(BLUE, parts) == ()
    assert set(wholes_of(EAST, parts)) == {HALL, ATRIUM}
    assert codes(ATRIUM, parts) == []


@pytest.mark.parametrize(
    ("room", "parts"),
    [
        (HALL, {HALL: (HALL,)}),
        (HALL, {HALL: (WEST,), WEST: (HALL,)}),
        (WEST, {HALL: (WEST,), WEST: (EAST,), EAST: (HALL,)}),
    ],
)
def test_a_room_is_no_part_of_itself(room: UUID, parts: Made) -> None:
    assert codes(room, parts) == ["room.part_of_itself"]


def test_a_room_for_several_is_neither_a_part_nor_a_whole() -> None:
    assert codes(HALL, {HALL: (WEST,)}, capacity=2) == ["room.parts_take_one"]
    assert codes(WEST, {HALL: (WEST,)}, capacity=2) == ["room.parts_take_one"]
    assert codes(HALL, {HALL: (WEST, EAST)}, several=(EAST,)) == ["room.part_takes_several"]
    assert codes(BLUE, {HALL: (WEST,)}, capacity=4) == []


def test_what_is_no_room_is_no_part() -> None:
    assert codes(HALL, {HALL: (UUID(int=99),)}) == ["room.part_unknown"]


ROOMS = st.sampled_from(sorted(NAMES, key=lambda one: one.int))


@given(st.dictionaries(ROOMS, st.tuples(ROOMS, ROOMS)))
def test_whatever_is_written_there_looking_ends_and_nothing_stands_twice(parts: Made) -> None:
    for room in NAMES:
        found = all_parts(room, parts)
        assert len(set(found)) == len(found) and room not in found
        assert all((part in all_parts(w, parts)) for part in NAMES for w in wholes_of(part, parts))
