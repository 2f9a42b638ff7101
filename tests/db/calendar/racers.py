"""Processes that book, or do something else, at the same moment, and stay for the next round.

They share one real office file, or the database of a real server.
"""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.models.staff import Staff
from db.office.blaming import blaming
from db.operations import audit
from db.operations.calendar.book import book
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines, open_engines
from db.storage.place import classify
from db.storage.schema import upgrade_engine
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from db.texts import explain
from tests.db.bench import TestSigner
from tests.db.server import Server, make_tables

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
KEY = bytes(range(32))


@dataclass(frozen=True)
class Answer:
    """What a racer got: booked, or the codes and the words of the refusal."""

    booked: bool
    codes: tuple[str, ...] = ()
    words: str = ""
    result: object = None


Door = Callable[[], Engines]  # can be sent to another process


def new_file(folder: Path) -> Door:
    """An encrypted office file, empty."""
    upgrading = open_engines(folder / "office.db", KEY, classify(folder), foreign_keys=False)
    upgrade_engine(upgrading.engine)
    upgrading.dispose()
    return partial(_open_file, folder)


def new_database(server: Server, name: str) -> Door:
    """An office's database on a server, empty."""
    server.make(name)
    address = ServerAddress(server.host, name, server.port)
    engines = open_server(address, "postgres", "")
    make_tables(engines.engine)
    engines.dispose()
    return partial(open_server, address, "postgres", "")


def somebody(door: Door, name: str = "ana") -> UUID:
    """A new member of staff, whose id is given."""
    engines = door()
    ana = Staff(
        id=new_id(), user_name=name, display_name=name.title(), role=Role.SUPERVISOR,
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    with engines.write() as session, session.begin():
        session.add(ana)
    engines.dispose()
    return ana.id


def _open_file(folder: Path) -> Engines:
    return open_engines(folder / "office.db", KEY, classify(folder))


class Racers:
    """So many processes with a connection each; `book_at_once` sends each its form, `at_once` what
    each calls an operation with."""

    def __init__(self, door: Door, user_id: UUID, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._barrier = barrier = context.Barrier(count)  # kept, or the children find it gone
        self._pipes = []
        self._processes = []
        for number in range(count):
            here, there = context.Pipe()
            process = context.Process(
                target=_race, args=(door, user_id, number, barrier, there), daemon=True
            )
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def book_at_once(self, forms: list[AppointmentForm]) -> list[Answer]:
        return self.at_once(book, [(form,) for form in forms])

    def at_once(self, operation: Callable[..., Any], told: list[tuple[Any, ...]]) -> list[Answer]:
        for pipe, one in zip(self._pipes, told, strict=True):
            pipe.send((operation, one))
        return [pipe.recv() for pipe in self._pipes]

    def stop(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(timeout=20)


def _race(door: Door, user_id: UUID, number: int, barrier: Barrier, pipe: Any) -> None:
    engines = door()
    signer = TestSigner()
    user = CurrentUser(user_id, "ana", "Ana", Role.SUPERVISOR)
    while (asked := pipe.recv()) is not None:
        barrier.wait(timeout=60)
        pipe.send(_do(engines, user, signer, f"pc-{number}", *asked))
    engines.dispose()


def _do(
    engines: Engines,
    user: CurrentUser,
    signer: TestSigner,
    device: str,
    operation: Callable[..., Any],
    told: tuple[Any, ...],
) -> Answer:
    try:
        with blaming(), engines.write() as session, session.begin():
            work = Work(session, user, NOW, ZONE, new_id(), signer, device)
            result = operation(work, *told)
            session.flush()
            audit.append(work)
    except Refused as refused:
        return Answer(False, tuple(one.code for one in refused.findings), explain(refused))
    return Answer(True, result=result)
