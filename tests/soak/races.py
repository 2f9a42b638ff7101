"""Many at once want the same hour of the same people, whom each names in another order."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

from benchmarks.waited_for import wanted
from db.office import Office
from db.operations.calendar.book import book
from db.queries.calendar.appointment_form import AppointmentForm
from db.rules.codes import AppointmentKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts import explain
from tests.soak.doors import Door
from tests.soak.workers import context

FIRST = datetime(2110, 1, 6, 14, tzinfo=UTC)  # where nobody else books
LENGTH = timedelta(minutes=30)
_WON = "won"
_PATIENCE = 120  # seconds for all to be at the start; nobody is waited for that long while running


@dataclass(frozen=True)
class Raced:
    """How often each number of winners came about, and what the others were told, by its codes."""

    winners: Mapping[int, int]
    told: Mapping[str, int]
    people: int = 3

    @property
    def passes(self) -> bool:
        """One each time, and the others were told that somebody is busy or was quicker."""
        told = (code for codes in self.told for code in codes.split(", "))
        return set(self.winners) == {1} and all(code.startswith("appointment.") for code in told)

    def words(self, runners: int, where: str = "") -> str:
        """The figures, for people."""
        whom = "person" if self.people == 1 else f"{self.people}, named in any order"
        return (
            f"{sum(self.winners.values())} rounds of {runners} processes{where} that want the same "
            f"hour of the same {whom}: winners a round {dict(self.winners)}; the others were told "
            f"{dict(self.told)}"
        )


def race(
    door: Door, *, rounds: int, runners: int = 8, seed: int = 1, people: int = 3,
    first: datetime = FIRST,
) -> Raced:  # fmt: skip
    """Let so many processes book at the same moment, so many times, each of these days once."""
    office = door("starter")
    workers = office.read(wanted).workers[:people]
    office.close()
    made, dice = context(), random.Random(seed)
    barrier = made.Barrier(runners)
    pipes, processes = [], []
    for number in range(runners):
        here, there = made.Pipe()
        process = made.Process(target=_run, args=(door, number, barrier, there), daemon=True)
        process.start()
        there.close()
        pipes.append(here)
        processes.append(process)
    winners: Counter[int] = Counter()
    told: Counter[str] = Counter()
    for number in range(rounds):
        begins = first + timedelta(days=number)
        for pipe in pipes:
            pipe.send((begins, dice.sample(workers, len(workers))))
        answers = Counter(pipe.recv() for pipe in pipes)
        winners[answers.pop(_WON, 0)] += 1
        told += answers
    for pipe, process in zip(pipes, processes, strict=True):
        pipe.send(None)
        process.join()
    return Raced(dict(sorted(winners.items())), dict(told), people)


def _run(door: Door, number: int, barrier: Any, pipe: Connection) -> None:
    office = door(f"racer-{number}")
    while (asked := pipe.recv()) is not None:
        begins, people = asked
        barrier.wait(_PATIENCE)
        pipe.send(_book(office, begins, people))
    office.close()


def _book(office: Office, begins: datetime, people: list[UUID]) -> str:
    form = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT,
        starts_at=begins,
        ends_at=begins + LENGTH,
        workers=tuple(people),
        subject="Review",
    )
    try:
        office.write(book, form, "It was asked for")
    except Refused as refused:
        assert "{" not in explain(refused)
        return ", ".join(sorted({finding.code for finding in refused.findings}))
    return _WON
