"""A computer that sleeps inside a write, as on a share whose server gave its lock to another one.

A real process is stopped (SIGSTOP) inside a write, has lost its lock, and goes on later, while
colleagues save. On a shared drive it must see that it slept, undo what it wrote, and do it anew
under a lock of its own.
"""

import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.waited_for import sign_in
from db.models.office import Fact
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused
from tests.soak.judge import faults
from tests.soak.person import Deed, Person
from tests.soak.workers import context


@dataclass(frozen=True)
class Slept:
    """What the sleepers were told, and what is wrong with what others saved meanwhile."""

    told: Sequence[str]
    late: int  # of the sleepers' own records, how many are there
    saved: int
    faults: Sequence[str]

    @property
    def passes(self) -> bool:
        """Nobody's commit is lost, neither a colleague's nor a sleeper's."""
        return not self.faults and set(self.told) == {"saved"} and self.late == len(self.told)

    def words(self) -> str:
        """The figures, for people."""
        return (
            f"{len(self.told)} stops inside a write, share: {self.saved} writes of others "
            f"acknowledged meanwhile; begun anew after it and kept: {self.late}; "
            f"lost, torn or doubled: {len(self.faults)} {' '.join(sorted(set(self.faults)))}"
        )


def sleep(folder: Path, naps: Sequence[float], seed: int = 1) -> Slept:
    """Stop a writer once for each nap, for so many seconds."""
    sign_in(folder, "first", shared=True).close()
    office = sign_in(folder, "colleague", shared=True)
    person = Person(office, seed, 0)
    told: list[str] = []
    saved: list[Deed] = []
    for number, nap in enumerate(naps):
        here, there = context().Pipe()
        sleeper = context().Process(target=_stop_inside, args=(folder, number, there), daemon=True)
        sleeper.start()
        there.close()
        here.recv()
        _until_stopped(sleeper.pid)
        until = time.monotonic() + nap
        while time.monotonic() < until or not saved:
            deed = person.deed(person.next_write())
            deed.do(office)
            saved.append(deed)
        os.kill(sleeper.pid, signal.SIGCONT)
        told.append(here.recv())
        sleeper.join()
    office.close()
    office = sign_in(folder, "judge", shared=True)
    try:
        return Slept(told, office.read(_late), len(saved), faults(office, saved))
    finally:
        office.close()


def naps(count: int, seed: int = 1) -> list[float]:
    """So many lengths between 2.5 and 10 seconds."""
    dice = random.Random(seed)
    return [dice.uniform(2.5, 10) for _ in range(count)]


def _until_stopped(pid: int) -> None:
    """Wait until the system says that the process stands still. It is nobody's child here."""
    while Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "T":
        os.sched_yield()


def _late(reading: Reading) -> int:
    found = select(func.count()).select_from(Fact).where(Fact.key.like("sleeper %"))
    return reading.session.scalar(found) or 0


def _stop_inside(folder: Path, number: int, pipe: Connection) -> None:
    office = sign_in(folder, f"laptop-{number}", shared=True)
    attempts = 0

    def write_and_stop(work: Work) -> None:
        nonlocal attempts
        attempts += 1
        work.session.add(Fact(key=f"sleeper {number}", value="late"))
        work.session.flush()
        if attempts > 1:
            return
        # POSIX: closing the file lets go of every lock that the process has on it.
        os.close(os.open(office.folder.database, os.O_RDWR))
        pipe.send("inside")
        os.kill(os.getpid(), signal.SIGSTOP)

    try:
        office.write(write_and_stop)
        pipe.send("saved")
    except Refused as refused:
        pipe.send(str(refused))
