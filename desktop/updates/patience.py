"""Waiting for what may never answer: a share that is gone, a server that says a byte a minute.

The thread that waits for the system is left behind when the time is over; it ends with the
system's answer, or with the program. Whoever waits here is asked every half second whether they
still want it: `still()` raises what ends the waiting.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterator
from queue import Empty, Full, Queue
from typing import Any, TypeVar

from db.rules.findings import Refused, hard

T = TypeVar("T")
Still = Callable[[], object]
ANSWERS = 30.0  # seconds that a place has for something small
GOES_ON = 60.0  # seconds without a single byte of something large
_A_WHILE = 0.5  # seconds
_Answer = tuple[Any, BaseException | None]


def within(seconds: float, call: Callable[[], T], still: Still = lambda: None) -> T:
    """What `call` returns or raises; `Refused` "update.silent" if that takes longer."""
    answers: Queue[_Answer] = Queue(1)

    def ask() -> None:
        try:
            answers.put((call(), None))
        except BaseException as error:
            answers.put((None, error))

    threading.Thread(target=ask, name="update-place", daemon=True).start()
    result: T = _next(answers, seconds, still)
    return result


def going_on(
    parts: Iterator[bytes], seconds: float = GOES_ON, still: Still = lambda: None
) -> Generator[bytes, None, None]:
    """The same parts, read ahead in a thread; `Refused` "update.silent" when none comes in time.

    Whoever stops asking ends the thread.
    """
    read: Queue[_Answer] = Queue(4)
    ended = threading.Event()

    def hand_on(part: bytes, error: BaseException | None) -> None:
        while not ended.is_set():
            try:
                read.put((part, error), timeout=_A_WHILE)
                return
            except Full:
                continue

    def ask() -> None:
        try:
            for part in parts:
                if ended.is_set():
                    return
                hand_on(part, None)
            hand_on(b"", None)
        except BaseException as error:
            hand_on(b"", error)

    threading.Thread(target=ask, name="update-place", daemon=True).start()
    try:
        while part := _next(read, seconds, still):
            yield part
    finally:
        ended.set()


def _next(answers: "Queue[_Answer]", seconds: float, still: Still) -> Any:
    until = time.monotonic() + seconds
    while True:
        left = until - time.monotonic()
        try:
            answer, error = answers.get(timeout=max(0.0, min(left, _A_WHILE)))
        except Empty:
            if left <= 0:
                raise Refused(hard("update.silent")) from None
            still()
            continue
        if error is not None:
            raise error
        return answer
