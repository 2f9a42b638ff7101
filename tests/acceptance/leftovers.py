"""What a scene started and left behind is ended: known by a mark in its environment."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

MARK = "CASEROOM_SCENE"


def end_leftovers(mark: str, seconds: float = 3.0) -> None:
    """End every process that carries the mark, kindly first. The caller must not carry it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in _marked(mark):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, number)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not any(_marked(mark)):
                return
            time.sleep(0.05)


def _marked(mark: str) -> Iterator[int]:
    wanted = f"{MARK}={mark}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # ended meanwhile, or somebody else's
        if wanted in variables:
            yield int(folder.name)
