"""Two processes give the last place of a group away at once: one client gets it, others wait."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.appointment import AppointmentResource
from db.models.client import Client
from db.models.group import GroupMember, SupportGroup
from db.operations.groups.members import AddMember, Joined, add_member, take_from_waiting
from db.rules.codes import MemberState
from db.rules.ids import new_id
from tests.db.calendar.racers import NOW, Door, Racers, new_database, new_file, somebody

RACERS, ROUNDS = 2, 4


@pytest.fixture(scope="module", params=["file", "server"])
def door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Door:
    if request.param == "file":
        return new_file(tmp_path_factory.mktemp("office"))
    return new_database(request.getfixturevalue("server"), "places")


@pytest.fixture(scope="module")
def ana(door: Door) -> UUID:
    return somebody(door)


@pytest.fixture(scope="module")
def racers(door: Door, ana: UUID) -> Iterator[Racers]:
    made = Racers(door, ana, RACERS)
    yield made
    made.stop()


def a_group(door: Door, ana: UUID, number: int) -> tuple[UUID, list[UUID]]:
    """A group with two places, one of which is taken, and clients who want the other."""
    group, when = new_id(), {"created_at": NOW, "changed_at": NOW}
    clients = [new_id() for _ in range(RACERS + 1)]
    engines = door()
    with engines.write() as session, session.begin():
        session.add(
            SupportGroup(id=group, name=f"Group {number}", leader_id=ana, capacity=2, **when)
        )
        session.add_all(
            Client(
                id=one, number=f"C-{number}{n}", first_name="Ada", last_name=f"L{n}",
                sort_name=f"l{n} ada", **when,
            )
            for n, one in enumerate(clients)
        )  # fmt: skip
        session.flush()
        session.add(
            GroupMember(
                group_id=group, client_id=clients.pop(), state=MemberState.MEMBER,
                since=NOW.date(), **when,
            )
        )  # fmt: skip
    engines.dispose()
    return group, clients


def test_one_of_all_who_want_the_last_place_gets_it_and_the_others_wait(
    door: Door, ana: UUID, racers: Racers
) -> None:
    for number in range(ROUNDS):
        group, clients = a_group(door, ana, number)
        forms = [
            (AddMember(id=new_id(), group_id=group, client_id=one, since=NOW.date()),)
            for one in clients
        ]
        answers = racers.at_once(add_member, forms)
        states = [one.result.state for one in answers if isinstance(one.result, Joined)]
        assert sorted(states) == [MemberState.MEMBER] + [MemberState.WAITING] * (RACERS - 1)


def test_a_free_place_is_given_to_one_of_those_who_wait(
    door: Door, ana: UUID, racers: Racers
) -> None:
    group, clients = a_group(door, ana, ROUNDS)
    waiting = [new_id() for _ in clients]
    engines = door()
    with engines.write() as session, session.begin():
        session.add_all(
            GroupMember(
                id=one, group_id=group, client_id=client, state=MemberState.WAITING,
                since=NOW.date(), created_at=NOW, changed_at=NOW,
            )
            for one, client in zip(waiting, clients, strict=True)
        )  # fmt: skip
    answers = racers.at_once(take_from_waiting, [(one, 1, "The worst off") for one in waiting])
    assert sorted(one.booked for one in answers) == [False] * (RACERS - 1) + [True]
    assert {one.codes for one in answers if not one.booked} == {("group.full",)}
    with engines.read() as session:
        has = GroupMember.group_id == group, GroupMember.state == MemberState.MEMBER
        assert session.scalar(select(func.count()).where(*has)) == 2
        assert session.scalar(select(func.count()).select_from(AppointmentResource)) == 0
    engines.dispose()
