"""Waiting for what comes when it comes: a scene never sleeps."""

import time
from collections.abc import Callable
from typing import TypeVar

from gi.repository import GLib

T = TypeVar("T")

SECONDS = 10.0
_PAUSE = 0.04
_OF_WHAT_WAS_WAITED = 1 / 20
_LONGEST_PAUSE = 1.0


class NotThere(AssertionError):
    """What a scene expects to see did not come in time."""


def until(ask: Callable[[], T | None], what: str, seconds: float = SECONDS) -> T:
    """Ask again and again until the answer is true. What vanishes meanwhile is asked for again.

    The longer it has taken, the longer it may go unseen: looking costs the program as much as it
    costs who looks.
    """
    begun = time.monotonic()
    end = begun + seconds
    last: object = None
    while True:
        try:
            answer = ask()
            if answer:
                return answer
            last = answer
        except (GLib.Error, NotThere, StopIteration) as error:
            last = error
        now = time.monotonic()
        if now >= end:
            raise NotThere(f"waited {seconds:g} s for {what}; last: {last!r}")
        pause = max(_PAUSE, (now - begun) * _OF_WHAT_WAS_WAITED)
        time.sleep(min(pause, _LONGEST_PAUSE, end - now))
