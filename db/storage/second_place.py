"""A second place for backups: a copy counts when it was read again and is the same."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path, PureWindowsPath

from db.storage.atomic import problem_with_file, replace, temporary_beside
from db.storage.problems import StorageProblem

_PIECE = 1024 * 1024


def copy_verified(file: Path, folder: Path) -> Path:
    """Copy a file into a folder that is there; nothing is left of a copy that does not fit.

    Raises `StorageProblem`: "second_gone" without the folder, "second_differs", or what is wrong
    with a disk.
    """
    if not folder.is_dir():
        raise StorageProblem("second_gone")
    target = folder / file.name
    passing = temporary_beside(target)
    try:
        with open(file, "rb") as source, open(passing, "xb") as out:
            shutil.copyfileobj(source, out, _PIECE)
            out.flush()
            os.fsync(out.fileno())
        if _digest(passing) != _digest(file):
            raise StorageProblem("second_differs")
        replace(passing, target)
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
    return target


def same_drive(one: Path, other: Path) -> bool:
    """Whether two folders seem to share a drive or a server, and so would be lost together.

    Not known is no: two folders of one NAS under two names look like two places.
    """
    host = _server(one)
    if host or _server(other):
        return host == _server(other)
    try:
        return os.stat(one).st_dev == os.stat(other).st_dev
    except OSError:
        return False


def _server(folder: Path) -> str:
    """The server of a network path, in small letters; "" for a folder of this computer."""
    drive = PureWindowsPath(folder).drive
    return drive.lstrip("\\").split("\\")[0].lower() if drive.startswith("\\\\") else ""


def _digest(file: Path) -> bytes:
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").digest()
