"""Waiting for what may never answer: a share that is gone, a server that says a byte a minute.

The thread that waits for the system is left behind when the time is over; it ends with the
system's answer, or with the program.
"""

import threading
from collections.abc import Callable, Generator, Iterator
from queue import Empty, Full, Queue
from typing import Any, TypeVar

from db.rules.findings import Refused, hard

T = TypeVar("T")
ANSWERS = 30.0  # seconds that a place has for something small
GOES_ON = 60.0  # seconds without a single byte of something large
_TRIES = 0.5  # seconds


def within(seconds: float, call: Callable[[], T]) -> T:
    """What `call` returns or raises; `Refused` "update.silent" if that takes longer."""
    answers: Queue[tuple[Any, BaseException | None]] = Queue(1)

    def ask() -> None:
        try:
            answers.put((call(), None))
        except BaseException as error:
            answers.put((None, error))

    threading.Thread(target=ask, name="update-place", daemon=True).start()
    try:
        answer, error = answers.get(timeout=seconds)
    except Empty:
        raise Refused(hard("update.silent")) from None
    if error is not None:
        raise error
    result: T = answer
    return result


def going_on(parts: Iterator[bytes], seconds: float = GOES_ON) -> Generator[bytes, None, None]:
    """The same parts, read ahead in a thread; `Refused` "update.silent" when none comes in time.

    Whoever stops asking ends the thread.
    """
    read: Queue[tuple[bytes, BaseException | None]] = Queue(4)
    ended = threading.Event()

    def hand_on(part: bytes, error: BaseException | None) -> None:
        while not ended.is_set():
            try:
                read.put((part, error), timeout=_TRIES)
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
        while True:
            try:
                part, error = read.get(timeout=seconds)
            except Empty:
                raise Refused(hard("update.silent")) from None
            if error is not None:
                raise error
            if not part:
                return
            yield part
    finally:
        ended.set()
