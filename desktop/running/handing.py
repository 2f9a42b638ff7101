"""A pointer was opened while programs are open: the one in that office comes to the front."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from db.rules.findings import Refused
from desktop.pointers import read_pointer
from desktop.running.announced import announced

_PATIENCE_S = 2.0


def handed_over(pointer: str) -> bool:
    """Whether a program that is open shows the pointer's office now, or asks there who signs in.

    May wait a moment. False for a pointer that cannot be read: the
    sign-in window says why.
    """
    if next(announced(), None) is None:
        return False
    try:
        place = read_pointer(Path(pointer))
    except Refused:
        return False
    return _given(place)


def _given(place: str) -> bool:
    from desktop.running.asking import COME, FREE, IN_OFFICE, OPEN, WHICH, Asked, ask_all

    until = time.monotonic() + _PATIENCE_S
    programs = list(ask_all({"ask": WHICH}))
    for _, asked in programs:
        asked.answer(until)
        asked.close()
    there = [p for p in programs if p[1].says == IN_OFFICE and same_place(p[1].office, place)]
    free = [p for p in programs if p[1].says == FREE]
    for (program, asked), what in [(p, COME) for p in there] + [(p, OPEN) for p in free]:
        _let_come_forward(asked.process)
        told = Asked(program.name, {"ask": what, "office": place})
        done = told.answer(until) == what
        told.close()
        if done:
            return True
    return False


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
