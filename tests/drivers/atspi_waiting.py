"""Waiting for what comes when it comes: a scene never sleeps."""

import time
from collections.abc import Callable
from typing import TypeVar

from gi.repository import GLib

T = TypeVar("T")

SECONDS = 10.0


class NotThere(AssertionError):
    """What a scene expects to see did not come in time."""


def until(ask: Callable[[], T | None], what: str, seconds: float = SECONDS) -> T:
    """Ask again and again until the answer is true. What vanishes meanwhile is asked for again."""
    end = time.monotonic() + seconds
    last: object = None
    while True:
        try:
            answer = ask()
            if answer:
                return answer
            last = answer
        except (GLib.Error, NotThere, StopIteration) as error:
            last = error
        if time.monotonic() >= end:
            raise NotThere(f"waited {seconds:g} s for {what}; last: {last!r}")
        time.sleep(0.04)
