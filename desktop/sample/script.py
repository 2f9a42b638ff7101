"""What happened in the sample office, in the order of time, done through the real operations.

Each step is done by one of the colleagues at a moment of the past: operations see that person
and that clock, so permissions, rules, signatures and the audit log are those of a lived-in office.
"""

import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.office import Office, Together

_STEPS_A_TRANSACTION = 150


class Ids:
    """UUIDv7 from a seed and a moment, so that the same plan gives the same ids again."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(f"caseroom ids {seed}")

    def at(self, moment: datetime) -> UUID:
        """A new id that sorts by its moment."""
        milliseconds = int(moment.timestamp() * 1000) & (1 << 48) - 1
        value = milliseconds << 80 | 0x7 << 76 | self._dice.getrandbits(12) << 64
        return UUID(int=value | 0b10 << 62 | self._dice.getrandbits(62))


@dataclass
class Clock:
    """The clock of every colleague's program while the sample is made."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


Do = Callable[..., Any]
"""`do(user_name, operation, *args)`: have a colleague do something; gives its result."""


@dataclass(order=True)
class _Step:
    moment: datetime
    number: int
    act: Callable[[Do], None] = field(compare=False)


class Script:
    """Steps to be done, sorted by their moments."""

    def __init__(self, zone: ZoneInfo, ids: Ids) -> None:
        self.zone = zone
        self.ids = ids
        self._steps: list[_Step] = []

    def moment(self, day: date, at: time = time(9)) -> datetime:
        """A wall time in the office."""
        return datetime.combine(day, at, self.zone)

    def add(self, moment: datetime, act: Callable[[Do], None]) -> None:
        """Do this at that moment; steps of the same moment stay in the order they were added."""
        self._steps.append(_Step(moment, len(self._steps), act))

    def play(
        self,
        offices: dict[str, Office],
        clock: Clock,
        progress: Callable[[int, int], object] | None = None,
    ) -> None:
        """Do all steps, some hundred in a transaction."""
        steps = sorted(self._steps)
        first = next(iter(offices.values()))
        for start in range(0, len(steps), _STEPS_A_TRANSACTION):
            with ExitStack() as stack:
                together: Together = stack.enter_context(first.together())

                def do(user: str, operation: Callable[..., Any], *args: Any, **more: Any) -> Any:
                    return together.write(offices[user], operation, *args, **more)  # noqa: B023

                for step in steps[start : start + _STEPS_A_TRANSACTION]:
                    clock.moment = step.moment
                    step.act(do)
            if progress:
                progress(min(start + _STEPS_A_TRANSACTION, len(steps)), len(steps))


def later(moment: datetime, minutes: float) -> datetime:
    """So many minutes later."""
    return moment + timedelta(minutes=minutes)
