"""Plays an act again and again, each time struck one step later: killed, or out of disk space.

    for point, folder in crash_points(act, template, tmp_path):
        assert sound(folder), point

`act(folder)` does its work in a forked process, on a fresh copy of `template`, with everything it
needs opened by itself (connections do not survive a fork). The process is struck before the first
thing that it writes, then before the second, and so on; the last round runs through. What can be
struck: making and opening a file to write, each write (before it, and half way through it),
fsync, rename, replace, unlink, truncate, mkdir, rmdir, and each writing SQL statement, BEGIN and
COMMIT among them. What a power failure does to a disk's cache is not played.

Functions taken by `from os import …` before the fork are not seen; `os.replace(…)` is.
"""

import builtins
import errno
import io
import os
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest
import sqlcipher3.dbapi2 as driver

from db.rules.findings import Refused

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes can fork")
_CALLS = (
    "write", "pwrite", "sendfile", "replace", "rename", "link", "symlink", "unlink", "remove",
    "rmdir", "mkdir", "fsync", "truncate", "ftruncate",
)  # fmt: skip
_TAKES_SPACE = {"open", "write", "pwrite", "sendfile", "mkdir", "fsync", "half a write", "SQL"}
_WRITING = {"BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP",
            "VACUUM", "REINDEX"}  # fmt: skip
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_MOST = 3000


class Strike(Enum):
    """What happens at the point."""

    KILL = "kill -9"
    FULL = "the disk is full from here on"


@dataclass(frozen=True)
class Point:
    """Where an act was struck, and what became of it: "killed", "done", "refused" or "raised".

    `words` are the codes of a refusal, or the traceback of what was raised.
    """

    number: int
    step: str
    outcome: str
    words: str = ""


def crash_points(
    act: Callable[[Path], object],
    template: Path,
    beside: Path,
    strike: Strike = Strike.KILL,
    *,
    every: int = 1,
) -> Iterator[tuple[Point, Path]]:
    """Each point with the folder as the struck act left it; the last is the act that ran through.

    The folders lie in `beside` and bear the template's name; one is gone when the next is made.
    With `every` only each so-manieth point is played.
    """
    where = beside / "struck"
    for number in count(0, every):
        assert number < _MOST, "the act never ends"
        shutil.rmtree(where, ignore_errors=True)
        folder = where / template.name
        shutil.copytree(template, folder)
        point = _played(lambda folder=folder: act(folder), number, strike)  # type: ignore[misc]
        yield point, folder
        if not point.step:
            return


def _played(act: Callable[[], object], number: int, strike: Strike) -> Point:
    read_end, write_end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forking beside threads: the child is this one alone
        child = os.fork()
    if child == 0:
        _child(act, _Striker(number, strike, write_end), write_end)
    os.close(write_end)
    with open(read_end, "rb") as told:
        said = told.read().decode()
    _, status = os.waitpid(child, 0)
    step, _, rest = said.partition("\n")
    outcome, _, words = rest.partition("\n")
    if os.WIFSIGNALED(status):
        outcome = "killed"
    assert outcome, f"the process ended with status {status} before it said anything: {said}"
    return Point(number, step if step != "-" else "", outcome, words)


def _child(act: Callable[[], object], striker: "_Striker", told: int) -> NoReturn:
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


class _Striker:
    """Counts what an act writes, and strikes at one of it."""

    def __init__(self, number: int, strike: Strike, told: int) -> None:
        self.left = number
        self.strike = strike
        self.struck = False
        self._told = told
        self._write = os.write

    def say(self, words: str) -> None:
        self._write(self._told, words.encode())

    def at(self, step: str, what: object, error: type[Exception] = OSError) -> None:
        """The act is about to do this."""
        if not self.struck and self.left == 0:
            self.struck = True
            self.say(" ".join(f"{step} {what}".split()) + "\n")
            if self.strike is Strike.KILL:
                os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        if self.struck and step in _TAKES_SPACE:
            if error is OSError:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            raise error("database or disk is full")

    def lie_in_wait(self) -> None:
        """Put itself before everything that writes, in this process."""
        for name in _CALLS:
            if hasattr(os, name):
                setattr(os, name, self._before(name, getattr(os, name)))
        os_open, file_open = os.open, io.open

        def low(path: Any, flags: int, *more: Any, **named: Any) -> int:
            if flags & _FOR_WRITING:
                self.at("open", path)
            return os_open(path, flags, *more, **named)

        def high(file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
            if not set(mode) & set("wax+") or "opener" in named:
                return file_open(file, mode, buffering, *more, **named)
            if not isinstance(file, int):
                self.at("open", file)
            raw = _Counted(file, mode.replace("t", "").replace("b", ""), named.get("closefd", True))
            raw.striker = self
            if buffering == 0:
                return raw
            kind = io.BufferedRandom if "+" in mode else io.BufferedWriter
            buffered = kind(raw)
            if "b" in mode:
                return buffered
            text = {k: v for k, v in named.items() if k in ("encoding", "errors", "newline")}
            return io.TextIOWrapper(buffered, *more, **text)

        os.open = low
        builtins.open = io.open = high
        self._before_sql()

    def _before(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **named: Any) -> Any:
            self.at(name, " ".join(str(a) for a in args if isinstance(a, str | os.PathLike | int)))
            return real(*args, **named)

        return step

    def _before_sql(self) -> None:
        def look(sql: str) -> None:
            word = sql.lstrip().partition(" ")[0].upper()
            if word in _WRITING:
                self.at("SQL", sql[:60], driver.OperationalError)

        class Cursor(driver.Cursor):  # type: ignore[misc]
            def execute(self, sql: str, *more: Any) -> Any:
                look(sql)
                return super().execute(sql, *more)

            def executemany(self, sql: str, *more: Any) -> Any:
                look(sql)
                return super().executemany(sql, *more)

        class Connection(driver.Connection):  # type: ignore[misc]
            def cursor(self, factory: Any = Cursor) -> Any:
                return super().cursor(factory)  # `execute` asks for one as well

        connect = driver.connect
        driver.connect = lambda *args, **named: connect(*args, **named, factory=Connection)


class _Counted(io.FileIO):
    """A file whose writes can be struck, also half way."""

    striker: _Striker

    def write(self, content: Any) -> int:
        whole = memoryview(content).cast("B")
        half = len(whole) // 2
        self.striker.at("write", self.name)
        if half:
            super().write(whole[:half])
            self.striker.at("half a write", self.name)
        super().write(whole[half:])
        return len(whole)
