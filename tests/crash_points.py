"""Plays an act that is struck before each thing it writes: killed, out of disk space, or cut off.

    for point, folder in crash_points(act, template, tmp_path):
        assert sound(folder), point

`act(folder)` does its work in a forked process, on a fresh copy of `template`, with everything it
needs opened by itself (connections do not survive a fork). What can be struck: making and opening
a file to write, each write (before it, and half way through it), fsync, rename, replace, unlink,
truncate, mkdir, rmdir, and each writing SQL statement, BEGIN and COMMIT among them. What a power
failure does to a disk's cache is not played.

What a kill leaves is what lies there at this moment: the act is played once and stands still at
each point while a copy is looked at, which nobody holds a lock of. Where a disk is full the act
goes on, so there it is played again for each point.

Functions taken by `from os import …` before the fork are not seen; `os.replace(…)` is.
"""

import hashlib
import os
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest

from db.rules.findings import Refused
from tests.striking import ON_DISK, Strike, Striker

__all__ = ["ON_DISK", "Point", "Strike", "crash_points", "needs_fork"]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes can fork")
_MOST = 3000


@dataclass(frozen=True)
class Point:
    """Where an act was struck, and what became of it: "killed", "done", "refused" or "raised".

    `words` are the codes of a refusal, or the traceback of what was raised. `before` are the steps
    that were passed since the last point, because a kill there would have left the same.
    """

    number: int
    step: str
    outcome: str
    words: str = ""
    before: tuple[str, ...] = ()


def crash_points(
    act: Callable[[Path], object],
    template: Path,
    beside: Path,
    strike: Strike = Strike.KILL,
    *,
    every: int = 1,
    alike: bool = False,
) -> Iterator[tuple[Point, Path]]:
    """Each point with the folder as the struck act left it; the last is the act that ran through.

    The folders lie in `beside` and bear the template's name; one is gone when the next is made.
    With `every` only each so-manieth point is played. Where a kill leaves what it left at the point
    before, it is not looked at again but where that which is `alike` is asked for.
    """
    where = beside / "struck"
    if strike is Strike.KILL:
        yield from _Once(act, template, where, every, alike).points()
        return
    for number in count(0, every):
        assert number < _MOST, "the act never ends"
        folder = _laid_out(template, where)
        with tempfile.TemporaryFile() as told:
            striker = Striker(number, strike, told.fileno())
            _, status = os.waitpid(_forked(act, folder, striker), 0)
            step, *rest = _said(told).split("\n", 1)
        yield _ended(number, step if step != "-" else "", "".join(rest), status), folder
        if step == "-":
            return


class _Once:
    """An act that is played once, and stands still before each thing it writes."""

    def __init__(
        self, act: Callable[[Path], object], template: Path, where: Path, every: int, alike: bool
    ) -> None:
        self._act, self._template, self._alike = act, template, alike
        self._where, self._going_on = where, where.with_name("going on")
        self._every = every

    def points(self) -> Iterator[tuple[Point, Path]]:
        """See `crash_points`."""
        folder = _laid_out(self._template, self._where)
        with tempfile.TemporaryFile() as told:
            child = _forked(self._act, folder, Striker(-1, Strike.KILL, told.fileno(), self._every))
            status = os.waitpid(child, os.WUNTRACED)[1]
            looked, digest = 0, b""
            try:
                while os.WIFSTOPPED(status):
                    steps = _said(told).split("\n")[:-1]
                    assert len(steps) < _MOST, "the act never ends"
                    now = _digest(self._where)
                    if self._alike or now != digest:
                        passed = tuple(steps[looked:-1])
                        looked, digest = len(steps), now
                        yield from self._as_killed(
                            Point(len(steps) - 1, steps[-1], "killed", before=passed), folder
                        )
                    os.kill(child, signal.SIGCONT)
                    status = os.waitpid(child, os.WUNTRACED)[1]
            finally:
                if os.WIFSTOPPED(status):
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
            *steps, said = ("\n" + _said(told)).split("\n-\n", 1)
        passed = tuple("".join(steps).split("\n")[1:])
        yield _ended(len(passed), "", said, status, passed[looked:]), folder

    def _as_killed(self, point: Point, folder: Path) -> Iterator[tuple[Point, Path]]:
        """A copy takes the place of what the act works on, which comes back unchanged."""
        self._where.rename(self._going_on)
        try:
            shutil.copytree(self._going_on, self._where, symlinks=True)
            yield point, folder
        finally:
            shutil.rmtree(self._where, ignore_errors=True)
            self._going_on.rename(self._where)


def _laid_out(template: Path, where: Path) -> Path:
    shutil.rmtree(where, ignore_errors=True)
    return Path(shutil.copytree(template, where / template.name))


def _digest(folder: Path) -> bytes:
    """Of everything in it: names, what files hold, and where links lead."""
    found = hashlib.blake2b()
    for path in sorted(folder.rglob("*")):
        found.update(f"{path.relative_to(folder)}\0".encode())
        if path.is_symlink():
            found.update(os.readlink(path).encode())
        elif path.is_file():
            content = path.read_bytes()
            found.update(b"%d\0" % len(content) + content)
    return found.digest()


def _forked(act: Callable[[Path], object], folder: Path, striker: Striker) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forking beside threads: the child is this one alone
        child = os.fork()
    if child == 0:
        _child(lambda: act(folder), striker)
    return child


def _said(told: BinaryIO) -> str:
    """Everything that was said so far."""
    return os.pread(told.fileno(), os.fstat(told.fileno()).st_size, 0).decode()


def _ended(number: int, step: str, said: str, status: int, before: tuple[str, ...] = ()) -> Point:
    outcome, _, words = said.partition("\n")
    assert outcome, f"the process ended with status {status} before it said how: {step}"
    return Point(number, step, outcome, words, before)


def _child(act: Callable[[], object], striker: Striker) -> NoReturn:
    code = 0
    try:
        striker.lie_in_wait()
        try:
            act()
            outcome = "done\n"
        except Refused as refused:
            outcome = "refused\n" + " ".join(finding.code for finding in refused.findings)
        except BaseException:
            outcome = "raised\n" + traceback.format_exc()
        if not striker.struck:
            striker.say("-\n")
        striker.say(outcome)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        code = 1
    finally:
        os._exit(code)
