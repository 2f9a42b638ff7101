"""A pointer was opened while programs are open: the one in that office comes to the front."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TypeVar

from db.rules.findings import Refused
from desktop.pointers import read_pointer
from desktop.running.announced import announced

T = TypeVar("T")
_PATIENCE_S = 2.0


def handed_over(pointer: str) -> bool:
    """Whether a program that is open shows the pointer's office now, or asks there who signs in.

    May wait a moment. False for a pointer that cannot be read: the
    sign-in window says why.
    """
    if next(announced(), None) is None:
        return False
    until = time.monotonic() + _PATIENCE_S
    place = _by_then(until, lambda: _place_in(Path(pointer)), "")
    return place != "" and _given(place, until)


def _place_in(pointer: Path) -> str:
    try:
        return read_pointer(pointer)
    except Refused:
        return ""


def _given(place: str, until: float) -> bool:
    from desktop.running.asking import COME, FREE, IN_OFFICE, OPEN, WHICH, Asked, ask_all

    programs = list(ask_all({"ask": WHICH}))
    for _, asked in programs:
        asked.answer(until)
        asked.close()
    inside = [p for p in programs if p[1].says == IN_OFFICE]
    there = _by_then(until, lambda: [p for p in inside if same_place(p[1].office, place)], None)
    if there is None:
        return False
    free = [p for p in programs if p[1].says == FREE]
    for (program, asked), what in [(p, COME) for p in there] + [(p, OPEN) for p in free]:
        _let_come_forward(asked.process)
        told = Asked(program.name, {"ask": what, "office": place})
        done = told.answer(until) == what
        told.close()
        if done:
            return True
    return False


def _by_then(until: float, call: Callable[[], T], otherwise: T) -> T:
    """What `call` returns, unless it takes longer: a share that is gone answers after minutes, and
    nothing is to be seen meanwhile."""
    found: list[T] = []
    asking = Thread(target=lambda: found.append(call()), name="same-office", daemon=True)
    asking.start()
    asking.join(max(0.0, until - time.monotonic()))
    return found[0] if found else otherwise


def same_place(one: str, other: str) -> bool:
    """Whether two words for a place mean the same office: a drive's letter, a share's name."""
    if os.path.normcase(one) == os.path.normcase(other):
        return True
    if "://" in one or "://" in other:
        return False
    with suppress(OSError):
        return os.path.samefile(one, other)
    return False


def _let_come_forward(process: int) -> None:
    """Windows lets only the program that was just started be in front, or whom that one names."""
    if sys.platform == "win32" and process > 0:
        import ctypes

        ctypes.WinDLL("user32").AllowSetForegroundWindow(process)
