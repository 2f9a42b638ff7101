"""Runs something in a process of its own, so that it may hang where nothing can break it off."""

import os
import signal
import traceback
import warnings
from collections.abc import Callable
from typing import NoReturn

from tests.fuzz.feeding import Hangs

SECONDS = 30  # of one run; what hangs is killed then


def apart(act: Callable[[], object], seconds: int = SECONDS) -> None:
    """Run it. Raises `AssertionError` with what it raised, `Hangs` if it never ended."""
    read_end, write_end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forking beside threads: the child is this one alone
        child = os.fork()
    if child == 0:
        _child(act, write_end, seconds)
    os.close(write_end)
    with open(read_end, "rb") as told:
        said = told.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        raise Hangs(said)
    assert status == 0, f"{said}\nthe process ended with status {status}"


def _child(act: Callable[[], object], told: int, seconds: int) -> NoReturn:
    code = 0
    try:
        # The system's own way: a call that waits for ever, and is begun again, ends as well.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        act()
    except BaseException:
        os.write(told, traceback.format_exc().encode())
        code = 1
    finally:
        os._exit(code)
