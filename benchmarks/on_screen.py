"""When a program has painted something, seen from outside: a dot of a screen of its own (X11)."""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ALL_PLANES, _Z_PIXMAP = 0xFFFFFFFF, 2  # XGetImage's own
_DOT = (200, 200)  # in every window that is measured; without a window manager they stand at 0, 0
_LIGHT = 0xC0  # of each color: the bare screen is black, and both windows are light
_LOOK_EVERY, _LONGEST = 0.001, 60.0  # seconds


@dataclass(frozen=True)
class Started:
    """From the start of a process until its window was there, in seconds; and what it had cost."""

    waited: float
    processor: float


class Screen:
    """An X server, and a program's window on it."""

    def __init__(self, display: str) -> None:
        self.display = display
        x = self._x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x.XDefaultRootWindow.restype = ctypes.c_ulong
        place, size, planes = [ctypes.c_int] * 2, [ctypes.c_uint] * 2, [ctypes.c_ulong]
        of_window = [ctypes.c_void_p, ctypes.c_ulong]
        x.XGetImage.argtypes = [*of_window, *place, *size, *planes, ctypes.c_int]
        x.XGetImage.restype = ctypes.c_void_p
        x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        x.XGetPixel.restype = ctypes.c_ulong
        x.XDestroyImage.argtypes = [ctypes.c_void_p]
        self._connection = x.XOpenDisplay(display.encode())
        if not self._connection:
            raise OSError(f"the display {display} does not answer")
        self._root = x.XDefaultRootWindow(self._connection)

    def start(self, program: Path, env: Mapping[str, str]) -> Started:
        """Start it, see its window painted, and end it at once. Raises OSError."""
        begun = time.perf_counter()
        process = subprocess.Popen(
            [program],
            env={**env, "DISPLAY": self.display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._wait(light=True)
            waited = time.perf_counter() - begun
            process.send_signal(signal.SIGSTOP)
            return Started(waited, _processor_seconds(process.pid))
        finally:
            process.kill()
            process.wait()
            self._wait(light=False)

    def _wait(self, *, light: bool) -> None:
        until = time.perf_counter() + _LONGEST
        while self._is_light() != light:
            if time.perf_counter() > until:
                raise OSError("no window was painted" if light else "the window does not go")
            time.sleep(_LOOK_EVERY)

    def _is_light(self) -> bool:
        x = self._x
        picture = x.XGetImage(
            self._connection, self._root, *_DOT, 1, 1, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP
        )
        dot = x.XGetPixel(picture, 0, 0)
        x.XDestroyImage(picture)
        return min(dot & 255, dot >> 8 & 255, dot >> 16 & 255) > _LIGHT


@contextmanager
def private_screen() -> Iterator[Screen]:
    """A screen that nobody else paints on. Raises OSError where there is no Xvfb."""
    server = shutil.which("Xvfb")
    if server is None:
        raise OSError("Xvfb is not installed")
    read, write = os.pipe()
    options = ["-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]
    running = subprocess.Popen(
        [server, "-displayfd", str(write), *options],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            number = said.readline().strip()
        if not number:
            raise OSError("Xvfb does not start")
        yield Screen(f":{number}")
    finally:
        running.terminate()
        running.wait()


def _processor_seconds(process: int) -> float:
    """Of all its threads so far; it stands still meanwhile."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e9
