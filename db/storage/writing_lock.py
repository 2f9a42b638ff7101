"""A lock of the operating system that writers of a small database hold, one after the other.

Whoever copies the database without its key holds it as well, and so copies a whole state. The
system lets go of it when a program ends, however it ends.
"""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.storage.atomic import problem_with_file
from db.storage.problems import StorageProblem
from db.storage.timing import Timing

FILE = "writing.lock"
_PAUSE = 0.02  # seconds
_HOW = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)  # nothing is made elsewhere


@contextmanager
def writing_lock(
    folder: Path, seconds: float = 30.0, timing: Timing | None = None
) -> Iterator[None]:
    """Hold the lock of the database in this folder.

    Raises `StorageProblem`: "locked" when others hold it for that long, "gone" or "readonly".
    """
    timing = timing or Timing()
    try:
        descriptor = os.open(folder / FILE, _HOW, 0o666)
    except OSError as error:
        raise problem_with_file(error) from None
    try:
        start = timing.elapsed()
        while not _taken(descriptor):
            if timing.elapsed() - start > seconds:
                raise StorageProblem("locked")
            timing.pause(random.uniform(_PAUSE / 2, _PAUSE))
        try:
            yield
        finally:
            _let_go(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
