"""Opening files that somebody else may have put there: plain ones only.

A pipe would be waited for without end, a device read without end, and a link lead elsewhere.
"""

import errno
import os
import stat
from pathlib import Path

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_AS_IT_LIES = getattr(os, "O_NOFOLLOW", 0)


class NotPlain(OSError):
    """A folder, a pipe, a device or a link lies where a file should."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"not a plain file: {path.name}")
        self.name = path.name


def open_plain(path: Path, mode: int, *, links: bool = False) -> int:
    """A descriptor of a plain file; with `links` also of one that a link leads to.

    Raises `OSError`: `FileNotFoundError` where there is none, `NotPlain` for anything else.
    """
    about = os.stat(path) if links else os.lstat(path)
    if not stat.S_ISREG(about.st_mode):
        raise NotPlain(path)
    descriptor = os.open(path, mode | _AT_ONCE | (0 if links else _AS_IT_LIES))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed in between
        os.close(descriptor)
        raise NotPlain(path)
    return descriptor


def read_plain(path: Path, most: int = -1) -> bytes:
    """A plain file, or one that a link leads to: all of it, or its first `most` bytes.

    Raises `OSError`.
    """
    with open(open_plain(path, os.O_RDONLY, links=True), "rb") as file:
        return file.read(most)


def is_strange(path: Path, *, links: bool = False) -> bool:
    """Whether anything but a plain file lies there; what cannot be asked about is not."""
    try:
        about = os.stat(path) if links else os.lstat(path)
    except OSError as error:
        return error.errno == errno.ELOOP  # a link that leads to itself
    return not stat.S_ISREG(about.st_mode)


def is_ours(path: Path) -> bool:
    """Whether a plain file lies there itself, to be copied: a link may lead to a private file of
    whoever makes the copy."""
    return path.is_file() and not path.is_symlink()
