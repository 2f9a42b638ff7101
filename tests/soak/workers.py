"""Processes that work in one office, with Python and the program in memory before they begin."""

import multiprocessing
import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from db.storage.server_address import ServerAddress
from tests.soak.doors import Door
from tests.soak.person import WRITES, Deed, Person
from tests.soak.plain import Plain

START = "forkserver" if hasattr(os, "fork") else "spawn"


def context() -> Any:
    """How processes are made here; what they need is imported once for all of them."""
    made = multiprocessing.get_context(START)
    if START == "forkserver":
        made.set_forkserver_preload(["tests.soak.workers", "db.office.members"])
    return made


@dataclass
class Worked:
    """What one process did: its acknowledged writes, how many seconds each took, and the rest.

    `plain` is what their statements alone took on a server, where that was asked for.
    """

    deeds: list[Deed] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    reads: int = 0
    too_long: int = 0


def work(
    door: Door, twin: ServerAddress | None, number: int, seed: int, pause: float, barrier: Any,
    pipe: Connection,
) -> None:  # fmt: skip
    """Work until it is told to stop; says then what it did."""
    try:
        office = door(f"pc-{number}")
        plain = Plain(office, twin) if twin else None
        person, done = Person(office, seed + number, 90 * number), Worked()
        for kind in WRITES:  # what is done for the first time costs Python, which is not measured
            deed = person.deed(kind)
            if plain:
                plain.forget()
            deed.do(office)
            done.deeds.append(deed)
            if plain:
                plain.again()
        person.look("case")
        person.look("search")
    except BaseException:
        barrier.abort()  # nobody waits for one who does not come
        raise
    barrier.wait(timeout=200)
    while not pipe.poll(person.pause(pause)):
        kind = person.next_kind()
        if kind not in WRITES:
            person.look(kind)
            done.reads += 1
            continue
        deed = person.deed(kind)
        if plain:
            plain.forget()
        began = time.perf_counter()
        done.too_long += deed.do(office)
        done.waits.append(time.perf_counter() - began)
        done.deeds.append(deed)
        if plain:
            done.plain.append(plain.again())
    if plain:
        plain.close()
    office.close()
    pipe.send(done)


def save_and_say(door: Door, number: int, life: int, left: Deed | None, pipe: Connection) -> None:
    """Save for ever, and say before each write what it will be, and after it that it was done.

    `left` is what one who was killed had said and not acknowledged: it is sent again.
    """
    office = door(f"pc-{number}")
    # So many days for each life: one that is not killed for long books hundreds of hours.
    person = Person(office, number * 1000 + life, 4000 * number + 40 * life)
    while True:
        deed = left or person.deed(person.next_write())
        left = None
        pipe.send(deed)
        deed.do(office)
        pipe.send("done")


class Doomed:
    """Somebody who saves until they are killed, and whoever comes after them."""

    def __init__(self, door: Door, number: int, seed: int) -> None:
        self._arguments = (door, number)
        self._context = context()
        self._dice = random.Random(seed * 1000 + number)
        self._lives = 0
        self.done: list[Deed] = []
        self._open: Deed | None = None
        self._begin()

    def kill(self, longest: float) -> None:
        """Let it say a few things, kill it at a random moment, and let another one go on."""
        for _ in range(self._dice.randint(1, 6)):
            self._hear()
        if longest:
            time.sleep(self._dice.uniform(0, longest))
        self._end()
        self._begin()

    def stop(self) -> None:
        """Kill it for good, once what was left of the one before is done."""
        self._hear()
        self._hear()
        self._end()

    def _begin(self) -> None:
        self._pipe, there = self._context.Pipe()
        self._lives += 1
        self._process = self._context.Process(
            target=save_and_say,
            args=(*self._arguments, self._lives, self._open, there),
            daemon=True,
        )
        self._process.start()
        there.close()

    def _end(self) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()
        with suppress(EOFError, OSError):
            while True:
                self._hear()

    def _hear(self) -> None:
        said = self._pipe.recv()
        if isinstance(said, Deed):
            self._open = said
        elif self._open is not None:
            self.done.append(self._open)
            self._open = None
