"""Many at once want the same hour of the same people, whom each names in another order."""

import random
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Barrier
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

_FIRST = datetime(2110, 1, 6, 14, tzinfo=UTC)  # where nobody else books
_WON = "won"


@dataclass(frozen=True)
class Raced:
    """How often each number of winners came about, and what the others were told, by its codes."""

    winners: Mapping[int, int]
    told: Mapping[str, int]

    @property
    def passes(self) -> bool:
        """One each time, and the others were told that somebody is busy or was quicker."""
        told = (code for codes in self.told for code in codes.split(", "))
        return set(self.winners) == {1} and all(code.startswith("appointment.") for code in told)

    def words(self, runners: int) -> str:
        """The figures, for people."""
        return (
            f"{sum(self.winners.values())} rounds of {runners} who want the same hour of the same "
            f"three: winners a round {dict(self.winners)}; the others were told {dict(self.told)}"
        )


def race(door: Door, *, rounds: int, runners: int = 8, seed: int = 1) -> Raced:
    """Let so many book at the same moment, so many times."""
    offices = [door(f"racer-{number}") for number in range(runners)]
    barrier, dice = Barrier(runners), random.Random(seed)
    people = offices[0].read(wanted).workers[:3]
    winners: Counter[int] = Counter()
    told: Counter[str] = Counter()
    try:
        with ThreadPoolExecutor(runners) as pool:
            for number in range(rounds):
                begins = _FIRST + timedelta(days=number)
                orders = [dice.sample(people, len(people)) for _ in offices]
                runs = [
                    pool.submit(_run, office, begins, order, barrier)
                    for office, order in zip(offices, orders, strict=True)
                ]
                answers = Counter(run.result() for run in runs)
                winners[answers.pop(_WON, 0)] += 1
                told += answers
    finally:
        for office in offices:
            office.close()
    return Raced(dict(sorted(winners.items())), dict(told))


def _run(office: Office, begins: datetime, people: list[UUID], barrier: Barrier) -> str:
    form = AppointmentForm(
        id=new_id(),
        kind=AppointmentKind.OFFICE_VISIT,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=30),
        workers=tuple(people),
        subject="Review",
    )
    barrier.wait(30)
    try:
        office.write(book, form, "It was asked for")
    except Refused as refused:
        assert "{" not in explain(refused)
        return ", ".join(sorted({finding.code for finding in refused.findings}))
    return _WON
