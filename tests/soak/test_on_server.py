"""Small doses on a real server; nothing here fails on a time."""

import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from db.storage.server_address import ServerAddress
from tests.db.server import Server
from tests.soak.doors import moved_to, on_server
from tests.soak.kills import kill
from tests.soak.load import load
from tests.soak.network import network
from tests.soak.races import race
from tests.soak.server_kills import strike
from tests.soak.test_small_doses import forks

kills = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


@pytest.fixture(scope="module")
def address(made: Path, lasting_server: Server) -> ServerAddress:
    return moved_to(lasting_server, "soak", made)


@forks
def test_of_eight_who_want_the_same_hour_one_gets_it(address: ServerAddress) -> None:
    found = race(on_server(address), rounds=4)
    assert found.passes, found.words(8)
    assert sum(found.told.values()) == 4 * 7


@forks
@pytest.mark.parametrize("away", [False, True], ids=["here", "behind a network"])
def test_nothing_is_lost_where_two_work_at_once(
    made: Path, lasting_server: Server, away: bool
) -> None:
    address = moved_to(lasting_server, lasting_server.unused("worked"), made)
    twin = replace(address, database=lasting_server.unused("twin"))
    lasting_server.make(twin.database, template=address.database)
    with ExitStack() as stack:
        if away:
            address = stack.enter_context(network(address))
            twin = stack.enter_context(network(twin))
        found = load(on_server(address), processes=2, seconds=1, pause=0.0, twin=twin)
    assert found.faults == []
    assert min(found.writes) > 0
    assert len(found.plain) == len(found.waits)


@forks
@kills
def test_nothing_is_lost_or_doubled_where_four_are_killed(address: ServerAddress) -> None:
    assert kill(on_server(address), kills=4, processes=1).faults == []


@kills
def test_nothing_is_lost_or_doubled_where_the_server_is_killed(
    address: ServerAddress, lasting_server: Server
) -> None:
    found = strike(lasting_server, on_server(address), kills=1)
    assert found.faults == []
    assert found.sent_again > 0
