"""One byte of a file, held for as long as its holder lives: gone with the process, however it ends.

The byte lies far beyond the content, so that others can read the file while it is held.
"""

import os
import struct
from typing import Protocol

_AT = 1 << 30
_FLOCK = "hhqqi"  # struct flock of Linux, where it has 64 bits


class Locker(Protocol):
    """Takes and gives back the byte of an open file; tests play one that lies.

    `proves_own`: a second descriptor of one's own file is refused like anybody's.
    """

    @property
    def proves_own(self) -> bool: ...

    def take(self, descriptor: int) -> bool:
        """Take the byte if nobody holds it, without waiting; whether it is ours now."""

    def give_back(self, descriptor: int) -> None:
        """Let go of it."""


class OsLocker:
    """The operating system's own locks.

    On Windows and Linux they belong to the descriptor. POSIX alone (macOS) counts them by process:
    a process can take its own again, and closing any descriptor of the file lets go of it; there
    one's own file is never asked about.
    """

    @property
    def proves_own(self) -> bool:
        """Whether one's own lock can be tried from within the same program."""
        return os.name == "nt" or _by_descriptor() is not None

    def take(self, descriptor: int) -> bool:
        """Take the byte if nobody holds it. Raises `OSError` where there are no locks at all."""
        if os.name == "nt":
            return _windows(descriptor, take=True)
        try:
            _posix(descriptor, take=True)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def give_back(self, descriptor: int) -> None:
        """Let go of it."""
        if os.name == "nt":
            _windows(descriptor, take=False)
            return
        _posix(descriptor, take=False)


def _by_descriptor() -> int | None:
    """Linux's command for locks that belong to a descriptor, where its shape is known."""
    import fcntl

    return getattr(fcntl, "F_OFD_SETLK", None) if struct.calcsize("P") == 8 else None


def _posix(descriptor: int, *, take: bool) -> None:
    import fcntl

    command = _by_descriptor()
    if command is None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB if take else fcntl.LOCK_UN, 1, _AT)
        return
    kind = fcntl.F_WRLCK if take else fcntl.F_UNLCK
    fcntl.fcntl(descriptor, command, struct.pack(_FLOCK, kind, os.SEEK_SET, _AT, 1, 0))


def _windows(descriptor: int, *, take: bool) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")  # there is none but on Windows
    os.lseek(descriptor, _AT, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK if take else msvcrt.LK_UNLCK, 1)
    except OSError:
        return False
    return True
