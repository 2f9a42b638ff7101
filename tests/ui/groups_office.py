"""A real office with a group: two places, two members, one who waits, and its sessions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from db.operations.calendar.book import book
from db.operations.groups.members import AddMember, add_member
from db.operations.groups.save import save_group
from db.queries.groups.group_form import GroupForm
from db.queries.groups.session_form import session_form
from db.rules.ids import new_id
from tests.db.bench import Bench, make_bench
from tests.db.cases.made import a_case, a_client


@dataclass(frozen=True, slots=True)
class Parents:
    """The group, and its people by first name."""

    id: UUID
    people: dict[str, UUID]
    session: UUID  # this morning's, which is over


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = make_bench()
    yield made
    made.session.close()


@pytest.fixture
def parents(bench: Bench) -> Parents:
    """It is two in the afternoon: the session of nine o'clock is over."""
    room = bench.room("Room 2").id
    people = {}
    for first, last in (("Ada", "Lovelace"), ("Noah", "Reyes"), ("Ida", "Moss")):
        client = a_client(bench, first, last)
        people[first] = client.id
        a_case(bench, client, bench.user.id, date(2026, 1, 5))
    group = GroupForm(
        id=new_id(), name="Parents", leader_id=bench.user.id, room_id=room, capacity=2
    )
    bench.write(save_group, group)
    for client_id in people.values():
        join(bench, group.id, client_id)
    bench.pass_time(hours=-2)
    session = a_session(bench, group.id, bench.now + timedelta(hours=1))
    bench.pass_time(hours=6)
    return Parents(group.id, people, session)


def join(bench: Bench, group_id: UUID, client_id: UUID) -> UUID:
    """Somebody joins, or waits."""
    form = AddMember(id=new_id(), group_id=group_id, client_id=client_id, since=bench.now.date())
    bench.write(add_member, form)
    return form.id


def a_session(bench: Bench, group_id: UUID, at: datetime) -> UUID:
    """A session of an hour from that moment on."""
    starts_at = at.astimezone(bench.zone)
    form = bench.read(session_form, group_id, starts_at, starts_at + timedelta(hours=1))
    bench.write(book, form)
    return form.id
