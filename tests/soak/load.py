"""So many processes on one office: what they wait for, and whether anything of it is lost."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from db.storage.server_address import ServerAddress
from tests.soak.doors import Door
from tests.soak.judge import faults
from tests.soak.workers import Worked, context, work

LIMIT_P99 = 0.25  # seconds
LIMIT_RATIO = 1.5  # on a server, of p99 to that of the statements alone
LIMIT_STARVED = 0.1  # of the writes of the one who wrote most


@dataclass(frozen=True)
class Load:
    """What a run has shown. Waits in seconds."""

    waits: Sequence[float]
    writes: Sequence[int]
    reads: int
    too_long: int
    seconds: float
    faults: Sequence[str]
    plain: Sequence[float] = ()  # what the statements of the writes alone took, on a server

    def percentile(self, part: float) -> float:
        """So many of the writes took no longer."""
        return _percentile(self.waits, part)

    @property
    def ratio(self) -> float:
        """The p99 of the writes for that of their statements alone."""
        return self.percentile(0.99) / _percentile(self.plain, 0.99)

    @property
    def evenness(self) -> float:
        """What the slowest wrote, for each write of the fastest."""
        return min(self.writes) / max(self.writes)

    @property
    def passes(self) -> bool:
        """Nothing lost, nobody starved, and nobody waited for long."""
        quick = self.ratio <= LIMIT_RATIO if self.plain else self.percentile(0.99) <= LIMIT_P99
        return not self.faults and quick and self.evenness >= LIMIT_STARVED

    def told(self, place: str) -> str:
        """The figures, for people."""
        p50, p95, p99 = (self.percentile(part) * 1000 for part in (0.5, 0.95, 0.99))
        limit = f"limit {LIMIT_P99 * 1000:.0f}"
        if self.plain:
            alone = ", ".join(
                f"{_percentile(self.plain, part) * 1000:.0f}" for part in (0.5, 0.95, 0.99)
            )
            limit = f"the statements alone {alone}: {self.ratio:.2f}×, limit {LIMIT_RATIO}"
        return (
            f"{len(self.writes)} processes, {place}, {self.seconds:.0f} s: {sum(self.writes)} "
            f"writes and {self.reads} reads; a write waits p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
            f"p99 {p99:.0f} ms ({limit}), at most {max(self.waits):.2f} s; "
            f"median of all processes {statistics.median(self.writes):.0f} writes, slowest for "
            f"fastest {self.evenness:.2f} (limit {LIMIT_STARVED}); {self.too_long} sent again; "
            f"lost, torn or doubled: {len(self.faults)} {' '.join(sorted(set(self.faults)))}"
        )


def load(
    door: Door, *, processes: int, seconds: float, seed: int = 1, pause: float = 0.5,
    twin: ServerAddress | None = None,
) -> Load:  # fmt: skip
    """Let them work for so long, with pauses of this mean length (seconds) between their acts.

    Where there is a `twin` of the office's database, each write's statements are sent to it too.
    """
    door("first").close()  # a copy may still be kept as elsewhere
    made = context()
    barrier = made.Barrier(processes + 1)
    pipes, workers = [], []
    for number in range(processes):
        here, there = made.Pipe()
        arguments = (door, twin, number, seed, pause, barrier, there)
        worker = made.Process(target=work, args=arguments, daemon=True)
        worker.start()
        there.close()
        pipes.append(here)
        workers.append(worker)
    barrier.wait(timeout=300)
    began = time.monotonic()
    time.sleep(seconds)
    for pipe in pipes:
        pipe.send("stop")
    found: list[Worked] = [pipe.recv() for pipe in pipes]
    took = time.monotonic() - began
    for worker in workers:
        worker.join()
    office = door("judge")
    try:
        wrong = faults(office, [deed for one in found for deed in one.deeds])
    finally:
        office.close()
    return Load(
        waits=[wait for one in found for wait in one.waits],
        writes=[len(one.waits) for one in found],
        reads=sum(one.reads for one in found),
        too_long=sum(one.too_long for one in found),
        seconds=took,
        faults=wrong,
        plain=[wait for one in found for wait in one.plain],
    )


def _percentile(waits: Sequence[float], part: float) -> float:
    waits = sorted(waits)
    return waits[min(len(waits) - 1, int(len(waits) * part))]
