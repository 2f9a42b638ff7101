"""Processes that book on one real office file at the same moment, and stay for the next round."""

import multiprocessing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.models.staff import Staff
from db.operations import audit
from db.operations.calendar.book import book
from db.operations.work import Work
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.storage.engine import Engines, open_engines
from db.storage.place import Place, classify
from db.storage.schema import upgrade_engine
from db.texts import explain
from tests.db.bench import TestSigner

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
KEY = bytes(range(32))


@dataclass(frozen=True)
class Answer:
    """What a racer got: booked, or the codes and the words of the refusal."""

    booked: bool
    codes: tuple[str, ...] = ()
    words: str = ""


def make_file(folder: Path) -> UUID:
    """An encrypted office file with one member of staff, whose id is given."""
    upgrading = open_engines(folder / "office.db", KEY, _place(folder), foreign_keys=False)
    upgrade_engine(upgrading.engine)
    upgrading.dispose()
    engines = open_engines(folder / "office.db", KEY, _place(folder))
    ana = Staff(
        id=new_id(), user_name="ana", display_name="Ana", role=Role.SUPERVISOR,
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    with engines.write() as session, session.begin():
        session.add(ana)
    engines.dispose()
    return ana.id


def _place(folder: Path) -> Place:
    return classify(folder)


class Racers:
    """So many processes with a connection each; `book_at_once` sends each its form."""

    def __init__(self, folder: Path, user_id: UUID, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._barrier = barrier = context.Barrier(count)  # kept, or the children find it gone
        self._pipes = []
        self._processes = []
        for number in range(count):
            here, there = context.Pipe()
            process = context.Process(
                target=_race, args=(folder, user_id, number, barrier, there), daemon=True
            )
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def book_at_once(self, forms: list[AppointmentForm]) -> list[Answer]:
        for pipe, form in zip(self._pipes, forms, strict=True):
            pipe.send(form)
        return [pipe.recv() for pipe in self._pipes]

    def stop(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(timeout=20)


def _race(folder: Path, user_id: UUID, number: int, barrier: Barrier, pipe: Any) -> None:
    engines = open_engines(folder / "office.db", KEY, _place(folder))
    signer = TestSigner()
    user = CurrentUser(user_id, "ana", "Ana", Role.SUPERVISOR)
    while (form := pipe.recv()) is not None:
        barrier.wait(timeout=60)
        pipe.send(_book(engines, user, signer, f"pc-{number}", form))
    engines.dispose()


def _book(
    engines: Engines, user: CurrentUser, signer: TestSigner, device: str, form: AppointmentForm
) -> Answer:
    try:
        with engines.write() as session, session.begin():
            work = Work(session, user, NOW, ZONE, new_id(), signer, device)
            book(work, form)
            session.flush()
            audit.append(work)
    except Refused as refused:
        return Answer(False, tuple(one.code for one in refused.findings), explain(refused))
    return Answer(True)
