"""The full doses on a PostgreSQL server of this computer, which keeps what it says it kept."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from db.storage.server_address import ServerAddress
from tests.db.server import Server
from tests.soak.doors import moved_to, on_server
from tests.soak.kills import kill
from tests.soak.load import Load, load
from tests.soak.network import network
from tests.soak.races import FIRST, race
from tests.soak.server_kills import strike

_SETTINGS = ("max_connections=300", "log_error_verbosity=terse")
_RACERS, _ROUNDS = 8, 100
_CLIENTS_FOR_PROCESSES = 1.6  # 40 for the 25 of a share: a server is for larger offices
_KILLS_OF_SERVER = 0.1  # for each kill of somebody who saves


def server_races(made: Path, seed: int) -> Iterator[tuple[str, bool]]:
    """Many who want the same hour there: of one person, and of three."""
    server = Server(_SETTINGS)
    try:
        door = on_server(moved_to(server, "raced", made))
        for number, people in enumerate((1, 3)):
            first = FIRST + timedelta(days=number * _ROUNDS)
            raced = race(
                door, rounds=_ROUNDS, runners=_RACERS, seed=seed, people=people, first=first
            )
            yield raced.words(_RACERS, " on a server"), raced.passes
    finally:
        server.stop()


def server_doses(made: Path, asked: argparse.Namespace) -> Iterator[tuple[str, bool]]:
    """Each in words, and whether it passed. `made` is an office in a folder."""
    server = Server(_SETTINGS)
    try:
        office = moved_to(server, "office", made)
        server.make("twin", template="office")
        twin = ServerAddress(server.host, "twin", server.port)
        worked = _worked(office, twin, asked)
        yield worked.told("server"), worked.passes
        # An office of its own again: the same days would be booked once more.
        office = moved_to(server, "far", made)
        server.make("far_twin", template="far")
        with network(office) as far, network(replace(twin, database="far_twin")) as far_twin:
            worked = _worked(far, far_twin, asked)
        yield worked.told("server behind an office's network"), worked.passes
        # Whoever is killed books where those who worked have booked, so it is another office.
        door = on_server(moved_to(server, "killed", made))
        killed = kill(door, kills=asked.kills // 2, seed=asked.seed, longest=0.03)
        yield killed.told("server"), not killed.faults
        struck = strike(
            server, door, kills=max(1, int(asked.kills * _KILLS_OF_SERVER)), seed=asked.seed
        )
        yield struck.told(), not struck.faults
    finally:
        server.stop()


def _worked(office: ServerAddress, twin: ServerAddress, asked: argparse.Namespace) -> Load:
    return load(
        on_server(office), processes=round(asked.processes * _CLIENTS_FOR_PROCESSES),
        seconds=asked.seconds, seed=asked.seed, pause=asked.pause, twin=twin,
    )  # fmt: skip
