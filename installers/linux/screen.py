"""A display of its own, outside the Debian that is tried: nothing of it helps the program to find
what it needs."""

import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from installers.bundle import NotBuilt

SOCKETS = Path("/tmp/.X11-unix")
_QUIET = subprocess.DEVNULL


class Screen(AbstractContextManager["Screen"]):
    """Begins and ends with the block. `name` is for DISPLAY."""

    def __init__(self, number: int = 77) -> None:
        self.name = f":{number}"
        self._socket = SOCKETS / f"X{number}"

    def __enter__(self) -> "Screen":
        command = ["Xvfb", self.name, "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-ac"]
        self._server = subprocess.Popen(command, stdout=_QUIET, stderr=_QUIET)
        wait_until(self._socket.exists, "The display did not start.")
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.terminate()
        self._server.wait()
        self._socket.unlink(missing_ok=True)

    def shows(self, title: str) -> bool:
        """Whether a window with these words in its title is there."""
        return self._do("xdotool", "search", "--onlyvisible", "--name", title)

    def keys(self, *keys: str) -> None:
        """Press keys, by their names."""
        self._do("xdotool", "key", "--delay", "40", *keys)

    def type(self, words: str) -> None:
        """Type into what has the focus."""
        self._do("xdotool", "type", "--delay", "20", words)

    def picture(self, file: Path) -> None:
        """Save what stands on it."""
        if not self._do("import", "-window", "root", str(file)):
            raise NotBuilt(f"No picture could be taken ({file.name}).")

    def _do(self, *command: str) -> bool:
        known = {"DISPLAY": self.name, "PATH": "/usr/local/bin:/usr/bin:/bin"}
        return not subprocess.run(command, env=known, capture_output=True, check=False).returncode


def wait_until(happened: Callable[[], bool], otherwise: str, seconds: float = 90) -> None:
    """Look until it is so. Raises `NotBuilt` with these words when it does not come."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise NotBuilt(otherwise)
        time.sleep(0.2)
