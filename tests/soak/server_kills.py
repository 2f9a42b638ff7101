"""`kill -9` of a whole server while people save, and its start from the same folder.

A killed process leaves to the system what it had written, so what a power cut does to a disk is
not tried by this; that nothing is acknowledged before it is written is.
"""

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.office import Office
from db.rules.findings import Refused
from tests.db.server import Server
from tests.soak.doors import Door
from tests.soak.judge import faults
from tests.soak.person import Deed, Person

_FIRST_DAY = 20_000  # from 2030: where nobody else books
_NOT_ACKNOWLEDGED = ("storage.server_gone", "storage.unsure")
_ONE_LIFE = 60  # seconds that a server may take to come back


@dataclass(frozen=True)
class Struck:
    """What so many kills of the server have shown."""

    kills: int
    acknowledged: int
    sent_again: int
    faults: Sequence[str]

    def told(self) -> str:
        """The figures, for people."""
        return (
            f"{self.kills} kill -9 of the server: {self.acknowledged} writes acknowledged, "
            f"{self.sent_again} of them sent again; lost, torn or doubled, or found by check: "
            f"{len(self.faults)} {' '.join(sorted(set(self.faults)))}"
        )


@dataclass
class _Saving:
    """What those who save, and whoever kills the server, know of each other."""

    up: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    done: list[Deed] = field(default_factory=list)
    sent_again: int = 0
    broken: list[BaseException] = field(default_factory=list)
    acknowledged: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))


def strike(server: Server, door: Door, *, kills: int, people: int = 3, seed: int = 1) -> Struck:
    """Kill the server so many times, each time after a few more writes were acknowledged."""
    dice, saving = random.Random(seed), _Saving()
    saving.up.set()
    offices = [door(f"pc-{number}") for number in range(people)]
    people_there = [Person(one, seed + n, _FIRST_DAY + 900 * n) for n, one in enumerate(offices)]
    workers = [
        threading.Thread(target=_save, args=(office, person, saving))
        for office, person in zip(offices, people_there, strict=True)
    ]
    for worker in workers:
        worker.start()
    try:
        for _ in range(kills):
            for _ in range(dice.randint(3, 12)):
                assert saving.acknowledged.acquire(timeout=_ONE_LIFE), saving.broken
            saving.up.clear()
            server.kill()
            server.start()
            saving.up.set()
    finally:
        saving.over.set()
        for worker in workers:
            worker.join(_ONE_LIFE)
        for office in offices:
            office.close()
    if saving.broken:
        raise saving.broken[0]
    judge = door("judge")
    try:
        return Struck(kills, len(saving.done), saving.sent_again, faults(judge, saving.done))
    finally:
        judge.close()


def _save(office: Office, person: Person, saving: _Saving) -> None:
    """Save until it is over. What the server did not answer is sent again as it was."""
    try:
        while not saving.over.is_set():
            deed = person.deed(person.next_write())
            while not _was_done(deed, office):
                saving.sent_again += 1
                assert saving.up.wait(_ONE_LIFE)
            saving.done.append(deed)
            saving.acknowledged.release()
    except BaseException as problem:
        saving.broken.append(problem)


def _was_done(deed: Deed, office: Office) -> bool:
    try:
        deed.do(office)
    except Refused as refused:
        if not any(refused.has(code) for code in _NOT_ACKNOWLEDGED):
            raise
        return False
    return True
