"""Bringing an installer into a folder of this person alone, where it is what the notice says.

What broke off goes on where it was, and all of it is hashed anew. `held` checks it once more and
keeps it open until it was started: between the check and the use nobody can put another there.
"""

import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from db.rules.findings import Refused, hard
from db.storage.atomic import write_whole
from db.storage.one_at_a_time import one_at_a_time
from db.storage.plain_file import open_plain
from db.storage.problems import StorageProblem
from desktop.updates.notice import NOTICE_FILE, Installer
from desktop.updates.patience import ANSWERS, GOES_ON, going_on, within
from desktop.updates.places import PART, Place

Progress = Callable[[int, int], object]
_IN_USE = "in-use"
SPARE = 16 * 1024 * 1024  # bytes that stay free on the disk
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def fetch(
    place: Place,
    installer: Installer,
    folder: Path,
    progress: Progress = lambda done, total: None,
    silence: float = GOES_ON,
) -> Path:
    """The installer's file in `folder`, complete and checked; it is not read again if it is there.

    `progress(done, total)` counts bytes; what it raises ends it, and what is there stays for the
    next time. Raises `Refused` "update.…".
    """
    try:
        make_private(folder)
        with one_at_a_time(folder / _IN_USE) as ours:
            if not ours:
                raise Refused(hard("update.fetched_elsewhere"))
            return _fetched(place, installer, folder, progress, silence)
    except OSError as error:
        raise problem_here(error) from None


@contextmanager
def held(file: Path, installer: Installer) -> Iterator[None]:
    """Check a fetched installer again, and let nobody change it until the end of the block.

    On Windows it is open in a way that refuses writers. Elsewhere the folder, which is this
    person's alone, is what keeps others away. Raises `Refused` "update.not_the_file".
    """
    try:
        descriptor = _open_alone(file)
    except OSError:
        raise Refused(hard("update.not_the_file")) from None
    with open(descriptor, "rb") as opened:
        if not _is(opened, installer):
            raise Refused(hard("update.not_the_file"))
        yield


def lay_beside(file: Path, notice: bytes) -> None:
    """Put a notice beside a fetched installer, for whoever installs that and checks for himself.

    Raises `Refused`.
    """
    try:
        write_whole(file.with_name(NOTICE_FILE), notice, mode=0o600)
    except StorageProblem as problem:
        full = problem.has("storage.full")
        raise Refused(hard("update.disk_full" if full else "update.disk_says_no")) from None


def forget_others(folder: Path, keep: str = "") -> None:
    """Remove what was fetched of other versions than that of a hash, as far as possible."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in (_IN_USE, keep[:16]) and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)


def make_private(folder: Path) -> None:
    """Make the folder, or see that it is this person's alone. Raises `Refused` and `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    mine = os.name == "nt" or found.st_uid == os.getuid()
    if not stat.S_ISDIR(found.st_mode) or not mine:
        raise Refused(hard("update.folder_not_ours", folder=str(folder)))
    if os.name != "nt" and found.st_mode & 0o077:
        folder.chmod(0o700)


def problem_here(error: OSError) -> Refused:
    """What is wrong on this computer's own disk."""
    return Refused(hard("update.disk_full" if error.errno in _FULL else "update.disk_says_no"))


def _fetched(
    place: Place, installer: Installer, folder: Path, progress: Progress, silence: float
) -> Path:
    forget_others(folder, keep=installer.sha256)
    room = folder / installer.sha256[:16]
    make_private(room)
    file, part = room / installer.name, room / f"{installer.name}.part"
    with suppress(Refused), held(file, installer):
        return file
    if _copied(place, installer, part, progress, silence):
        os.replace(part, file)
        return file
    part.unlink()
    raise Refused(hard("update.not_the_file"))


def _copied(
    place: Place, installer: Installer, part: Path, progress: Progress, silence: float
) -> bool:
    """Whether the whole is what the notice says. What was there of it before may have been spoiled:
    then it is read from its beginning.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(part, flags, 0o600), "r+b") as file:
        begin = file.seek(0, os.SEEK_END)
        if begin >= installer.size:
            begin = 0
        if shutil.disk_usage(part.parent).free < installer.size - begin + SPARE:
            raise Refused(hard("update.disk_full"))
        for start in (begin, 0) if begin else (0,):
            _read_on(place, installer, file, start, progress, silence)
            if _is(file, installer):
                return True
    return False


def _read_on(
    place: Place,
    installer: Installer,
    file: BinaryIO,
    begin: int,
    progress: Progress,
    silence: float,
) -> None:
    done = begin

    def still() -> None:
        progress(done, installer.size)

    wait = min(ANSWERS, silence)
    done, parts = within(wait, lambda: place.parts(installer.name, begin), still)
    file.seek(done)
    file.truncate()
    with closing(going_on(parts, silence, still)) as pieces:
        for piece in pieces:
            done += len(piece)
            if done > installer.size:
                file.truncate(0)
                raise Refused(hard("update.not_the_file"))
            file.write(piece)
            progress(done, installer.size)
    file.flush()
    os.fsync(file.fileno())
    if done < installer.size:
        raise Refused(hard("update.broke_off"))


def _is(file: BinaryIO, installer: Installer) -> bool:
    file.seek(0)
    found, size = hashlib.sha256(), 0
    while part := file.read(PART):
        found.update(part)
        size += len(part)
    return size == installer.size and found.hexdigest() == installer.sha256


def _open_alone(file: Path) -> int:
    """A descriptor of the file. Windows lets nobody write, rename or remove it meanwhile."""
    if sys.platform != "win32":
        return open_plain(file, os.O_RDONLY)
    import ctypes
    import msvcrt

    reading, only_reading, existing, as_it_lies = 0x80000000, 1, 3, 0x00200000
    create = ctypes.windll.kernel32.CreateFileW
    create.restype = ctypes.c_void_p
    handle = create(str(file), reading, only_reading, None, existing, as_it_lies, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        raise OSError(f"not opened: {file.name}")
    return msvcrt.open_osfhandle(handle, os.O_RDONLY)
