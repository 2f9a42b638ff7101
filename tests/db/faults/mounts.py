"""Small disks of their own for tests, where the system lets one mount them (Linux, as root)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

needs_mounts = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="only root on Linux mounts a small disk of its own",
)


@contextmanager
def small_disk(at: Path, kibibytes: int) -> Iterator[Path]:
    """A disk that holds so much and no more."""
    at.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(at))
    try:
        yield at
    finally:
        _run("umount", "--lazy", str(at))


@contextmanager
def readonly(folder: Path) -> Iterator[None]:
    """The folder cannot be written for a while; nobody may have a file open there."""
    _run("mount", "--bind", str(folder), str(folder))
    try:
        _run("mount", "-o", "remount,ro,bind", str(folder))
        yield
    finally:
        _run("umount", "--lazy", str(folder))


def fill(disk: Path, leave: int = 0) -> Path:
    """Use the disk up but for so many bytes; what is given can be removed again."""
    filler = disk / "somebody else's film"
    piece = bytes(4096)
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(piece)
        except OSError:
            pass
        size = file.tell()
        file.truncate(max(0, size - leave))
    return filler


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
