"""Memory as a place for what tests write, where the computer has room for it.

A save waits until the disk has it, and the tests save so often that they waited for the disk as
long as they worked. None of them asks whether a disk keeps its promise: they strike programs, not
the power.
"""

import os
import sys
from pathlib import Path

_MEMORY = Path("/dev/shm")
_GIB = 1024**3
_ROOM, _SPARE = 6 * _GIB, 10 * _GIB  # a run writes some 3.5 GiB; programs want memory too


def in_memory(place: Path = _MEMORY) -> Path | None:
    """Where a folder stands in memory; None where it may not, or would be too small."""
    if not sys.platform.startswith("linux") or not os.access(place, os.W_OK | os.X_OK):
        return None
    there = os.statvfs(place)
    if there.f_flag & os.ST_NOEXEC:  # a server is started from there
        return None
    enough = there.f_bavail * there.f_frsize >= _ROOM and _free_memory() >= _SPARE
    return place if enough else None


def _free_memory() -> int:
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        name, _, amount = line.partition(":")
        if name == "MemAvailable":
            return int(amount.split()[0]) * 1024
    return 0
