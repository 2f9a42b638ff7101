"""Being in a folder, and being alone in it: so that nobody is in a folder that changes its name.

Windows moves no folder in which a file is open; elsewhere it goes, and who had it open writes on
into what bears another name now. So whoever opens an office shares a lock of the system on its
folder for as long as it is open, and who moves the folder holds it alone. The lock goes with the
process, however it ends. Where a place has no such locks, presence files are all there is.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file
from db.storage.problems import StorageProblem
from db.storage.timing import Timing

PATIENCE = 5.0  # seconds for which who comes in waits; to move a folder takes far less
_PAUSE = 0.02


class Hold:
    """Being in a folder, until `let_go`; `Hold()` is a hold on nothing."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor

    def let_go(self) -> None:
        """Be in it no more; once is enough, and twice does no harm."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)


def stay_in(folder: Path, timing: Timing | None = None) -> Hold:
    """Be in the folder that bears this name, together with others.

    Waits for who moves it. Raises `Refused`: "office.changing_places" where that takes too long,
    or `StorageProblem` where no folder is there.
    """
    timing = timing or Timing()
    start = timing.elapsed()
    while True:
        is_late = timing.elapsed() - start >= PATIENCE
        try:
            hold = _shared(folder)
        except StorageProblem:  # it has no name just now, or is gone
            if is_late:
                raise
            hold = None
        if hold is not None:
            return hold
        if is_late:
            raise Refused(hard("office.changing_places", "folder"))
        timing.pause(_PAUSE)


@contextmanager
def alone_in(*folders: Path) -> Iterator[None]:
    """Nobody else is in these folders, nor comes in. Raises `Refused` with "replace.in_use"."""
    held: list[Hold] = []
    try:
        for folder in folders:
            descriptor = _opened(folder)
            held.append(Hold(descriptor))
            if descriptor is not None and not _may_be_alone(descriptor):
                raise Refused(hard("replace.in_use"))
        yield
    finally:
        for hold in held:
            hold.let_go()


def is_being_moved(folder: Path) -> bool:
    """Whether somebody is at it who holds the folder alone."""
    with suppress(Refused, OSError):
        descriptor = _opened(folder)
        if descriptor is not None:
            try:
                return not _taken(descriptor, alone=False)
            finally:
                os.close(descriptor)
    return False


def _shared(folder: Path) -> Hold | None:
    """A hold on the folder of this name; None where somebody holds it alone, or moved it."""
    descriptor = _opened(folder)
    if descriptor is None:
        return Hold()
    try:
        if _taken(descriptor, alone=False) and _is_still(folder, descriptor):
            return Hold(descriptor)
    except OSError:  # there are no such locks here
        os.close(descriptor)
        return Hold()
    os.close(descriptor)
    return None


def _opened(folder: Path) -> int | None:
    """A descriptor of the folder itself; None where the system keeps who is in by other means."""
    if sys.platform == "win32":
        return None
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:  # it may be entered and not listed
        return None
    except OSError as error:
        raise problem_with_file(error) from None


def _may_be_alone(descriptor: int) -> bool:
    try:
        return _taken(descriptor, alone=True)
    except OSError:  # there are no such locks here
        return True


def _is_still(folder: Path, descriptor: int) -> bool:
    """Whether the name is still that folder's; another one has it after a move."""
    try:
        return os.path.samestat(os.stat(folder), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _taken(descriptor: int, *, alone: bool) -> bool:
    """Take the lock if it can be had at once. Raises `OSError` where there are none."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
