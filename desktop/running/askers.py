"""Hears who comes to a door, in threads of its own: nobody who dawdles holds up anybody else."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from desktop.running.line import Door, Line

LONGEST = 16_384  # bytes of a question
MOST = 16  # askers at once
_PATIENCE_S = 5.0
_END_S = 1.0
_log = logging.getLogger(__name__)


class Askers:
    """Calls `asked(line, words)`, on a thread of its own, with the first words of each who comes,
    up to the end of the line. Then it stays, so that the other end sees ours, until one of both
    hangs up. Who says nothing for long, or too much, is let go of.
    """

    def __init__(self, door: Door, asked: Callable[[Line, bytes], object]) -> None:
        self._door, self._asked = door, asked
        self._lock = threading.Lock()
        self._lines: dict[Line, threading.Thread] = {}
        self._ended = False
        self._porter = threading.Thread(target=self._let_in, name="asked", daemon=True)
        self._porter.start()

    def end(self) -> None:
        """Nobody comes any more, and everybody who is there hears the end."""
        self._door.shut()
        with self._lock:
            self._ended = True
            there = dict(self._lines)
        for line in there:
            line.hang_up()
        until = time.monotonic() + _END_S
        for thread in [*there.values(), self._porter]:
            thread.join(max(0.0, until - time.monotonic()))

    def _let_in(self) -> None:
        try:
            while (line := self._door.accept()) is not None:
                self._welcome(line)
        except OSError as error:
            _log.warning("nothing can be asked any more: %s", type(error).__name__)

    def _welcome(self, line: Line) -> None:
        thread = threading.Thread(target=self._hear, args=(line,), name="asker", daemon=True)
        with self._lock:
            welcome = not self._ended and len(self._lines) < MOST
            if welcome:
                self._lines[line] = thread
                thread.start()
        if not welcome:
            line.close()

    def _hear(self, line: Line) -> None:
        # Of what goes wrong with a line nobody need know; a RuntimeError is from a signal whose
        # object has just gone.
        try:
            with suppress(OSError, RuntimeError):
                words = _first_words(line)
                if words is not None:
                    self._asked(line, words)
                    while line.read():
                        pass
        finally:
            with self._lock:
                del self._lines[line]
            line.close()


def _first_words(line: Line) -> bytes | None:
    """`None` if they are too long, or do not end. Raises `OSError`, as `TimeoutError`."""
    heard, until = b"", time.monotonic() + _PATIENCE_S
    while more := line.read(until):
        heard += more
        words, ended, _ = heard.partition(b"\n")
        if len(words) > LONGEST:
            return None
        if ended:
            return words
    return None
