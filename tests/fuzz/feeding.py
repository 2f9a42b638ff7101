"""Feeds a target, and looks what came of it: only a refusal, soon, with nothing outside touched."""

import os
import signal
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from db.rules.findings import Refused
from db.texts import explain

SECONDS = 20.0  # until it counts as hanging, also on a machine that is busy
MOST_MEMORY = 400 * 1024 * 1024  # bytes of Python's own
_OUTSIDE = Path("/outside")


@dataclass(frozen=True)
class Target:
    """Something that reads a file. `feed(content, folder)` may raise `Refused`, and nothing else.

    `folder` is empty; nothing beside it may be touched.
    """

    name: str
    content: st.SearchStrategy[Any]  # the bytes of a file, as a rule
    feed: Callable[[Any, Path], object]
    sound: bytes | None = None  # that one is read
    doses: int = 40  # in the tests


class Hangs(AssertionError):
    """It took longer than anybody would wait."""


def feed(target: Target, content: Any, *, memory: bool = False) -> bool:
    """Give it the content; whether it was taken. Raises what a person must never see."""
    with tempfile.TemporaryDirectory(prefix="caseroom-fuzz-") as temporary:
        around = Path(temporary)
        canary = around / "outside"
        canary.write_bytes(b"untouched")
        folder = around / "a" / "b"
        folder.mkdir(parents=True)
        if memory:
            tracemalloc.start()
        taken = False
        try:
            with _alarm():
                target.feed(content, folder)
            taken = True
        except Refused as refused:
            words = explain(refused)
            assert words and "Traceback" not in words
        finally:
            used = tracemalloc.get_traced_memory()[1] if memory else 0
            if memory:
                tracemalloc.stop()
        assert used < MOST_MEMORY, f"{target.name} took {used} bytes of memory"
        assert canary.read_bytes() == b"untouched"
        assert sorted(os.listdir(around)) == ["a", "outside"]
        assert os.listdir(around / "a") == ["b"]
        assert not _OUTSIDE.exists()
        return taken


@contextmanager
def _alarm() -> Iterator[None]:
    """Break off what hangs, where the system can."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not (
        threading.main_thread()
    ):
        yield
        return

    def ring(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        with suppress(TypeError):
            signal.signal(signal.SIGALRM, before)
