"""So many processes on one office: what they wait for, and whether anything of it is lost."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.waited_for import sign_in
from tests.soak.judge import faults
from tests.soak.workers import Worked, context, work

LIMIT_P99 = 0.25  # seconds
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

    def percentile(self, part: float) -> float:
        """So many of the writes took no longer."""
        waits = sorted(self.waits)
        return waits[min(len(waits) - 1, int(len(waits) * part))]

    @property
    def evenness(self) -> float:
        """What the slowest wrote, for each write of the fastest."""
        return min(self.writes) / max(self.writes)

    @property
    def passes(self) -> bool:
        """Nothing lost, nobody starved, and nobody waited for long."""
        quick = self.percentile(0.99) <= LIMIT_P99
        return not self.faults and quick and self.evenness >= LIMIT_STARVED

    def told(self, place: str) -> str:
        """The figures, for people."""
        p50, p95, p99 = (self.percentile(part) * 1000 for part in (0.5, 0.95, 0.99))
        return (
            f"{len(self.writes)} processes, {place}, {self.seconds:.0f} s: {sum(self.writes)} "
            f"writes and {self.reads} reads; a write waits p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
            f"p99 {p99:.0f} ms (limit {LIMIT_P99 * 1000:.0f}), at most {max(self.waits):.2f} s; "
            f"median of all processes {statistics.median(self.writes):.0f} writes, slowest for "
            f"fastest {self.evenness:.2f} (limit {LIMIT_STARVED}); {self.too_long} sent again; "
            f"lost, torn or doubled: {len(self.faults)} {' '.join(sorted(set(self.faults)))}"
        )


def load(
    folder: Path, *, shared: bool, processes: int, seconds: float, seed: int = 1, pause: float = 0.5
) -> Load:
    """Let them work for so long, with pauses of this mean length (seconds) between their acts."""
    sign_in(folder, "first", shared=shared).close()  # a copy may still be kept as elsewhere
    made = context()
    barrier = made.Barrier(processes + 1)
    pipes, workers = [], []
    for number in range(processes):
        here, there = made.Pipe()
        arguments = (folder, shared, number, seed, pause, barrier, there)
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
    office = sign_in(folder, "judge", shared=shared)
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
    )
