"""Asking a drive that may hang, without hanging with it.

A network drive that was lost says nothing for a minute. What is asked of it goes on a thread of
its own, and who waits leaves it behind once the drive is known to be gone.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_GLANCE = 0.2  # seconds between two looks at whether it is still worth waiting


class Left(Exception):
    """Nobody waits for the answer any more."""


class LeavingBehind:
    """Calls functions and waits for them as long as `hopeless` is not set."""

    def __init__(self, hopeless: threading.Event) -> None:
        self._hopeless = hopeless
        self._over = threading.Event()
        self._stand_ins: dict[int, tuple[int, float]] = {}  # who waits: for which thread, since

    def call(self, function: Callable[[], T]) -> T:
        """What the function gives or raises. Raises `Left` when it is not waited for any more."""
        outcome: list[T] = []
        error: list[BaseException] = []
        done = threading.Event()

        own = threading.get_ident()

        def run() -> None:
            self._stand_ins[own] = (threading.get_ident(), time.monotonic())
            try:
                outcome.append(function())
            except BaseException as raised:
                error.append(raised)
            finally:
                done.set()

        threading.Thread(target=run, daemon=True).start()
        try:
            while not done.wait(_GLANCE):
                if self._hopeless.is_set() or self._over.is_set():
                    raise Left
        finally:
            self._stand_ins.pop(own, None)
        if error:
            raise error[0]
        return outcome[0]

    def leave_all(self) -> None:
        """Wait for nothing any more that is not answered at once."""
        self._over.set()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Inside, this thread waits for the place itself, and cannot leave it behind."""
        own = threading.get_ident()
        self._stand_ins[own] = (own, time.monotonic())
        try:
            yield
        finally:
            self._stand_ins.pop(own, None)

    def stand_in(self, thread: int) -> int:
        """The thread that works for this one, which waits; or itself."""
        return self._stand_ins.get(thread, (thread, 0.0))[0]

    def longest(self) -> float:
        """For how many seconds somebody has been waiting."""
        begun = [since for _, since in tuple(self._stand_ins.values())]
        return time.monotonic() - min(begun) if begun else 0.0
