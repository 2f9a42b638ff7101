"""Writing small files so that they are there whole or not at all."""

import errno
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from db.storage.plain_file import NotPlain
from db.storage.problems import StorageProblem

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_SYNC = {errno.EINVAL, errno.EBADF, errno.EACCES, getattr(errno, "ENOTSUP", errno.EINVAL)}
_READERS_GO = (0.02, 0.05, 0.1, 0.2, 0.4)  # seconds


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Replace a file by this content; whatever happens, the old or the new one is there.

    Raises `StorageProblem`: "storage.full", "storage.readonly" or "storage.gone".
    """
    temporary = temporary_beside(path)
    try:
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
        )
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise problem_with_file(error) from None


def temporary_beside(path: Path) -> Path:
    """A new hidden name in the same folder, so that a rename does not cross disks."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def replace(written: Path, path: Path) -> None:
    """Give a written file its final name, and let that reach the disk. Raises `OSError`.

    Windows refuses to replace a file that somebody is reading at the moment (a colleague who
    signs in, a virus scanner), so a few more tries are made there.
    """
    for pause in _READERS_GO if os.name == "nt" else ():
        try:
            os.replace(written, path)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(written, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let a rename in the folder reach the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:  # some file systems know no such thing
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)


def problem_with_file(error: OSError) -> StorageProblem:
    """The refusal for an operating system's error."""
    if isinstance(error, NotPlain):
        return StorageProblem("not_plain", name=error.name)
    if error.errno in _NO_SPACE:
        return StorageProblem("full")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return StorageProblem("readonly")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StorageProblem("gone")
    return StorageProblem("input_output")
