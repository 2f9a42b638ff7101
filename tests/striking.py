"""Stands before everything that a process writes, and strikes at one of it: see `crash_points`."""

import builtins
import errno
import io
import os
import signal
import time
from collections.abc import Callable
from enum import Enum
from typing import Any

import sqlcipher3.dbapi2 as driver

_CALLS = (
    "write", "pwrite", "sendfile", "replace", "rename", "link", "symlink", "unlink", "remove",
    "rmdir", "mkdir", "fsync", "truncate", "ftruncate",
)  # fmt: skip
_TAKES_SPACE = {"open", "write", "pwrite", "sendfile", "mkdir", "fsync", "half a write", "SQL"}
_WRITING = {"BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP",
            "VACUUM", "REINDEX"}  # fmt: skip
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CLOCKS = ("monotonic", "clock_gettime")


class Strike(Enum):
    """What happens at the point."""

    KILL = "kill -9"
    FULL = "the disk is full from here on"
    GONE = "the drive is gone from here on"


ON_DISK = (Strike.KILL, Strike.FULL)  # what can come about where no drive is in between
_FAILS = {
    Strike.FULL: (errno.ENOSPC, "database or disk is full"),
    Strike.GONE: (errno.EIO, "disk I/O error"),
}


class Striker:
    """Counts what an act writes, and strikes before one of it.

    With `every` it stops before each so-manieth for whoever looks at what a kill would have left,
    until it is let go on; no clock goes on meanwhile.
    """

    def __init__(self, number: int, strike: Strike, told: int, every: int = 0) -> None:
        self.left = number
        self.struck = False
        self._strike = strike
        self._every = every
        self._steps = 0
        self._told = told
        self._write = os.write
        self._clocks = {name: getattr(time, name) for name in _CLOCKS}
        self._stood_still = 0.0

    def say(self, words: str) -> None:
        self._write(self._told, words.encode())

    def at(self, step: str, what: object, error: type[Exception] = OSError) -> None:
        """The act is about to do this."""
        if self._every:
            self.say(" ".join(f"{step} {what}".split()) + "\n")
            if self._steps % self._every == 0:
                self._stand_still()
            self._steps += 1
            return
        if not self.struck and self.left == 0:
            self.struck = True
            self.say(" ".join(f"{step} {what}".split()) + "\n")
            if self._strike is Strike.KILL:
                os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        if self.struck and (self._strike is Strike.GONE or step in _TAKES_SPACE):
            number, words = _FAILS[self._strike]
            raise OSError(number, os.strerror(number)) if error is OSError else error(words)

    def _stand_still(self) -> None:
        since = self._clocks["monotonic"]()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._stood_still += self._clocks["monotonic"]() - since

    def _clock(self, name: str) -> Callable[..., float]:
        real = self._clocks[name]
        return lambda *which: real(*which) - self._stood_still

    def lie_in_wait(self) -> None:
        """Put itself before everything that writes, in this process."""
        for name in _CALLS:
            if hasattr(os, name):
                setattr(os, name, self._before(name, getattr(os, name)))
        for name in _CLOCKS:
            setattr(time, name, self._clock(name))
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

    striker: Striker

    def write(self, content: Any) -> int:
        whole = memoryview(content).cast("B")
        half = len(whole) // 2
        self.striker.at("write", self.name)
        if half:
            super().write(whole[:half])
            self.striker.at("half a write", self.name)
        super().write(whole[half:])
        return len(whole)
