"""A folder of this account alone, for copies that a program works on; it goes with the program.

What a killed program left is removed by the next that needs such a folder. Nothing is put into one
that could be read without a key.
"""

import os
import shutil
import stat
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

from db.storage.atomic import problem_with_file
from db.storage.one_at_a_time import one_at_a_time
from db.storage.problems import StorageProblem

_PREFIX = "caseroom-sealed-"
_IN_USE = "in-use"
_TRIES = 5


class PrivateFolder:
    """A new folder that nobody else on this computer may enter. Raises `StorageProblem`."""

    def __init__(self) -> None:
        self._held = ExitStack()
        remove_left()
        for _ in range(_TRIES):
            try:
                self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
                if self._held.enter_context(one_at_a_time(self.path / _IN_USE)):
                    return
            except FileNotFoundError:  # another program took it for one that was left
                continue
            except OSError as error:
                raise problem_with_file(error) from None
        raise StorageProblem("locked")

    def close(self) -> None:
        """Remove it, as far as the system allows it while somebody reads in it."""
        self._held.close()  # Windows removes no file that is open
        shutil.rmtree(self.path, ignore_errors=True)


def remove_left() -> None:
    """Remove what killed programs of this account left, as far as the system allows it."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if _is_mine(path) and _is_left(path):
                shutil.rmtree(path, ignore_errors=True)


def _is_mine(path: Path) -> bool:
    """Windows keeps such folders in each account's own."""
    with suppress(OSError):
        found = path.lstat()
        return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())
    return False


def _is_left(path: Path) -> bool:
    with suppress(OSError), one_at_a_time(path / _IN_USE) as ours:
        return ours
    return False
