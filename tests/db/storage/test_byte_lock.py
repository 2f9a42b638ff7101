"""Windows' way of locking, played: there is no Windows where this runs."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from db.storage.byte_lock import OsLocker, _windows


class Msvcrt(ModuleType):
    """LockFile: a byte is held by one descriptor; which one, says where the file stands."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, mode: int, length: int) -> None:
        assert length == 1
        about, place = os.fstat(descriptor), os.lseek(descriptor, 0, os.SEEK_CUR)
        byte = (about.st_ino, place)
        if mode == self.LK_UNLCK:
            if self.held.pop(byte, None) != descriptor:
                raise PermissionError
        elif byte in self.held:
            raise PermissionError
        else:
            self.held[byte] = descriptor


@pytest.fixture
def msvcrt(monkeypatch: pytest.MonkeyPatch) -> Msvcrt:
    made = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", made)
    return made


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Two descriptors of one file."""
    file = tmp_path / "beat.json"
    file.write_bytes(b"who is here")
    first, second = (os.open(file, os.O_RDWR) for _ in range(2))
    yield first, second
    os.close(first)
    os.close(second)


def test_a_byte_far_behind_the_content_is_held_by_one(msvcrt: Msvcrt, two: tuple[int, int]) -> None:
    mine, theirs = two
    assert _windows(mine, take=True)
    assert not _windows(theirs, take=True)
    ((_, place),) = msvcrt.held
    assert place > 1024 * 1024
    assert _windows(mine, take=False)
    assert _windows(theirs, take=True)


def test_the_systems_own_locks_are_given_to_one_at_a_time(two: tuple[int, int]) -> None:
    locker, (mine, theirs) = OsLocker(), two
    assert locker.take(mine)
    if locker.proves_own:
        assert not locker.take(theirs)
        locker.give_back(mine)
        assert locker.take(theirs)
