"""`kill -9` at random moments of people who save."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.soak.doors import Door
from tests.soak.judge import faults
from tests.soak.workers import Doomed


@dataclass(frozen=True)
class Killed:
    """What so many kills have shown."""

    kills: int
    acknowledged: int
    faults: Sequence[str]

    def told(self, place: str) -> str:
        """The figures, for people."""
        return (
            f"{self.kills} kill -9, {place}: {self.acknowledged} writes acknowledged; lost, torn "
            f"or doubled, or found by check: {len(self.faults)} "
            f"{' '.join(sorted(set(self.faults)))}"
        )


def kill(
    door: Door, *, kills: int, processes: int = 4, seed: int = 1, longest: float = 0.0
) -> Killed:
    """Kill one after the other of so many, each up to `longest` seconds after it said something.

    What a killed one had begun is sent again, with the same operation id, by whoever comes next.
    """
    door("first").close()  # a copy may still be kept as elsewhere
    doomed = [Doomed(door, number, seed) for number in range(processes)]
    for number in range(kills):
        doomed[number % processes].kill(longest)
    for one in doomed:
        one.stop()
    done = [deed for one in doomed for deed in one.done]
    office = door("judge")
    try:
        return Killed(kills, len(done), faults(office, done))
    finally:
        office.close()
