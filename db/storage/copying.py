"""Copying an encrypted database while others work on it, without making them wait for long.

On a shared drive one open reader makes a commit wait. So a copy goes in short steps that let go
of the lock between them. A step that finds that somebody has written since starts over; after
some of these the copy is made in one go, under one lock, unless that would hold others too long.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from db.storage.engine import give_key
from db.storage.timing import Timing

PAGES_A_STEP = 128  # half a mebibyte
PASSES = 3  # times that a copy in steps may start over
LONGEST_HOLD = 1.5  # seconds that one copy in one go may make others wait
LONGEST = 300.0  # seconds in steps, however slow the drive is
_WENT_ON = 0  # SQLITE_OK; while others hold the lock it is SQLITE_BUSY
_REST = 0.0005  # seconds between two steps; who waits to commit lets no step in before


class TooBusy(Exception):
    """Others write so much that no copy could be made without making them wait."""


class Stopped(Exception):
    """Nobody wants the copy any more."""


@dataclass(frozen=True)
class Copied:
    """How a copy went: pages, and the longest time in seconds that its lock was held."""

    pages: int
    held: float


def copy_database(
    source: Any,
    target: Path,
    data_key: bytes,
    timing: Timing,
    *,
    wanted: Callable[[], bool] = lambda: True,
    longest_hold: float = LONGEST_HOLD,
) -> Copied:
    """Copy what the driver's connection `source` reads to the new file `target`, same key.

    With a `longest_hold` of 0 others never wait for more than one step. Raises `TooBusy`,
    `Stopped` once nothing is `wanted`, or a driver's error; what was written until then stays
    for the caller to remove.
    """
    try:
        with _new_file(target, data_key) as copy:
            return _in_steps(source, copy, timing, wanted)
    except TooBusy:
        if not longest_hold:
            raise
    target.unlink()  # half of a copy is in it, and nothing can be taken back there
    with _new_file(target, data_key) as copy:
        return _in_one_go(source, copy, timing, wanted, longest_hold)


@contextmanager
def _new_file(target: Path, data_key: bytes) -> Iterator[Any]:
    """A connection to a new database that is written once, and as a whole."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    copy = driver.connect(str(target), isolation_level=None, check_same_thread=False)
    try:
        give_key(copy, data_key)
        copy.execute("PRAGMA cache_size = -1000")
        copy.execute("PRAGMA synchronous = OFF")  # the whole file is synchronised at the end
        copy.execute("PRAGMA journal_mode = OFF").fetchone()
        yield copy
    finally:
        copy.close()


def _in_steps(source: Any, copy: Any, timing: Timing, wanted: Callable[[], bool]) -> Copied:
    left: int | None = None
    passes, total, held = 1, 0, 0.0
    start = begun = timing.elapsed()

    def progress(status: int, remaining: int, pages: int) -> None:
        nonlocal begun, left, passes, held, total
        if not wanted():
            raise Stopped
        held, total = max(held, timing.elapsed() - begun), pages
        if left is not None and remaining >= left and status == _WENT_ON:
            passes += 1
        if passes > PASSES or begun - start > LONGEST:
            raise TooBusy
        left = remaining
        timing.pause(_REST)
        begun = timing.elapsed()

    source.backup(copy, pages=PAGES_A_STEP, progress=progress, sleep=0.05)
    return Copied(total, held)


def _in_one_go(
    source: Any, copy: Any, timing: Timing, wanted: Callable[[], bool], longest: float
) -> Copied:
    total = 0
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the lock
        begun = timing.elapsed()

        def progress(_: int, remaining: int, pages: int) -> None:
            nonlocal total
            total = pages
            if not wanted():
                raise Stopped
            if remaining and timing.elapsed() - begun > longest:
                raise TooBusy

        source.backup(copy, pages=PAGES_A_STEP, progress=progress, sleep=0.05)
        return Copied(total, timing.elapsed() - begun)
    finally:
        source.execute("ROLLBACK")
