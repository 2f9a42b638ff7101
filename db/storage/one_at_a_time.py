"""One at a time, among all programs on this computer that use the same local folder."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.storage.problems import StorageProblem

_TRIES, _PAUSE = 100, 0.02  # seconds


@contextmanager
def one_at_a_time(file: Path) -> Iterator[bool]:
    """Whether it is this program's turn, until the end of the block; nobody waits.

    The system lets go of the lock when a program is killed. The file is for nothing else, since
    on POSIX closing it lets go of every lock that the process has on it. A lock on a file that was
    taken away meanwhile is nobody's turn. Raises `OSError`.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _locked(descriptor) and _lies_there(descriptor, file)
    finally:
        os.close(descriptor)


@contextmanager
def my_turn(file: Path) -> Iterator[None]:
    """Wait for the turn, two seconds at most. Raises `StorageProblem` "locked", and `OSError`."""
    for _ in range(_TRIES):
        with one_at_a_time(file) as ours:
            if ours:
                yield
                return
        time.sleep(_PAUSE)
    raise StorageProblem("locked")


def _lies_there(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(file))
    except FileNotFoundError:
        return False


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
