"""Clocks and pauses that the storage takes from outside, so that tests can play sleep and time."""

import time
from collections.abc import Callable
from dataclasses import dataclass


def _boot_time() -> float:
    """Seconds since the start of the computer, the time it slept included.

    Where there is no such clock, `time.monotonic` counts; on Windows it includes sleep.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


@dataclass(frozen=True)
class Timing:
    """`elapsed` counts seconds, sleep included; `pause` waits for some."""

    elapsed: Callable[[], float] = _boot_time
    pause: Callable[[float], None] = time.sleep
