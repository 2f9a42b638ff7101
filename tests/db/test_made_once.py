"""A statement that is composed once is asked as often as one likes, and by whoever may."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Select, bindparam, literal, select
from sqlalchemy.orm import Session

from db.queries.made_once import NOW, made_once
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser

READING = Reading(
    Session(),
    CurrentUser(new_id(), "ana", "Ana", Role.SUPERVISOR),
    datetime(2026, 11, 27, 9, tzinfo=UTC),
    ZoneInfo("UTC"),
)


def test_it_is_composed_once_for_each_user_in_each_role_and_for_each_shape() -> None:
    composed: list[tuple[object, ...]] = []

    @made_once
    def asked(reading: Reading, narrow: bool = False) -> Select[Any]:
        composed.append((reading.user.role, narrow))
        return select(literal(reading.user.user_name))

    lowered = replace(READING, user=replace(READING.user, role=Role.RECEPTIONIST))
    other = replace(READING, user=replace(READING.user, id=new_id()))
    for _ in range(2):
        assert asked(READING) is asked(replace(READING, now=datetime.now(UTC)))
        for reading in (lowered, other):
            assert asked(reading) is not asked(READING)
        assert asked(READING, True) is not asked(READING)
    assert composed.count((Role.SUPERVISOR, False)) == 2  # of two people
    assert composed.count((Role.RECEPTIONIST, False)) == 1
    assert composed.count((Role.SUPERVISOR, True)) == 1


def test_it_holds_nothing_that_differs_from_one_asking_to_the_next() -> None:
    @made_once
    def asked(reading: Reading) -> Select[Any]:
        return select(NOW + bindparam("more", type_=Integer))

    told = asked(READING).compile().params
    assert told == {"now": None, "more": None}


def test_where_there_are_too_many_they_are_composed_anew() -> None:
    @made_once
    def asked(reading: Reading) -> Select[Any]:
        return select(literal(1))

    first = asked(READING)
    for _ in range(100):
        asked(replace(READING, user=replace(READING.user, id=new_id())))
    assert asked(READING) is not first
