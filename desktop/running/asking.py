"""Asks the programs of this person that are open on this computer. Needs no Qt and no screen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from desktop.running.announced import Announced, announced
from desktop.running.ended import wait_for_process
from desktop.running.line import CONNECT_S, Line, connect, nobody_at

# What a program is asked, and what it says.
CLOSE, WHICH, COME, OPEN = "close", "which office", "come forward", "open"
CLOSING, MUST_BE_READ = "closing", "must be read"
IN_OFFICE, FREE, BUSY = "in an office", "free", "busy"
_TELL_S = 1.0
_LONGEST = 4096  # bytes of an answer


class Asked:
    """A question to one program."""

    def __init__(self, name: str, question: Mapping[str, Any]) -> None:
        self._line = _connected(name)
        self._heard = b""
        self._gone = self._line is None
        self.says = self.office = ""
        self.process = 0
        if self._line is not None:
            with suppress(OSError):  # it will not answer
                words = json.dumps(question).encode() + b"\n"
                self._line.write(words, time.monotonic() + _TELL_S)

    @property
    def reached(self) -> bool:
        """Whether there is a program."""
        return self._line is not None

    def answer(self, until: float) -> str:
        """What it says, or "" where it says nothing by then (`time.monotonic`)."""
        while not self.says and b"\n" not in self._heard and len(self._heard) <= _LONGEST:
            more = self._more(until)
            if not more:
                break
            self._heard += more
        if not self.says:
            self._understand()
        return self.says

    def ended(self, until: float) -> bool:
        """Whether it is gone by then: its end of the line is, and its process too."""
        while self._more(until) and time.monotonic() < until:
            pass
        return self._gone and wait_for_process(self.process, until)

    def close(self) -> None:
        """Ask nothing more."""
        if self._line is not None:
            self._line.close()

    def _more(self, until: float) -> bytes:
        """What it says next: nothing if nothing came by then, or it is gone."""
        if self._line is None or self._gone:
            return b""
        try:
            more = self._line.read(until)
        except OSError:
            return b""
        self._gone = not more
        return more

    def _understand(self) -> None:
        try:
            found = json.loads(self._heard.partition(b"\n")[0])
            says, office, process = found["says"], found["office"], found["process"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return
        if isinstance(says, str) and isinstance(office, str) and type(process) is int:
            self.says, self.office, self.process = says, office, process


def ask_all(question: Mapping[str, Any]) -> Iterator[tuple[Announced, Asked]]:
    """Ask every program that is open; what crashed ones left is taken away."""
    for program in announced():
        asked = Asked(program.name, question)
        if asked.reached:
            yield program, asked
        elif nobody_at(program.name):
            program.forget()


def _connected(name: str) -> Line | None:
    try:
        return connect(name, CONNECT_S)
    except (OSError, ValueError):
        return None
