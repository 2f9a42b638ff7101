"""One byte of a file, held for as long as its holder lives: gone with the process, however it ends.

The byte lies far beyond the content, so that others can read the file while it is held.
"""

import os
from typing import Protocol

_AT = 1 << 30


class Locker(Protocol):
    """Takes and gives back the byte of an open file; tests play one that lies."""

    def take(self, descriptor: int) -> bool:
        """Take the byte if nobody holds it, without waiting; whether it is ours now."""

    def give_back(self, descriptor: int) -> None:
        """Let go of it."""


class OsLocker:
    """The operating system's own locks.

    POSIX counts them by process: a process can take its own again, and closing any descriptor of
    the file lets go of it. So one's own file is never asked about.
    """

    def take(self, descriptor: int) -> bool:
        """Take the byte if nobody holds it. Raises `OSError` where there are no locks at all."""
        if os.name == "nt":
            return _windows(descriptor, take=True)
        import fcntl

        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _AT)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def give_back(self, descriptor: int) -> None:
        """Let go of it."""
        if os.name == "nt":
            _windows(descriptor, take=False)
            return
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, _AT)


def _windows(descriptor: int, *, take: bool) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")  # there is none but on Windows
    os.lseek(descriptor, _AT, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK if take else msvcrt.LK_UNLCK, 1)
    except OSError:
        return False
    return True
