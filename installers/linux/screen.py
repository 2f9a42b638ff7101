"""A display of its own, outside the Debian that is tried: nothing of it helps the program to find
what it needs."""

import subprocess
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from installers.bundle import NotBuilt

SOCKETS = Path("/tmp/.X11-unix")
_QUIET = subprocess.DEVNULL
_ALIKE = 5  # looks, some tenths of a second apart


class Screen(AbstractContextManager["Screen"]):
    """Begins and ends with the block. `name` is for DISPLAY."""

    name = ""

    def __enter__(self) -> "Screen":
        size = ["-screen", "0", "1280x800x24", "-nolisten", "tcp", "-ac"]
        command = ["Xvfb", *size, "-displayfd", "1"]  # it takes a free number, and says which
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=_QUIET, text=True)
        assert self._server.stdout is not None
        number = self._server.stdout.readline().strip()
        if not number:
            raise NotBuilt("The display did not start.")
        self.name = f":{number}"
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.terminate()
        self._server.communicate()

    def shows(self, title: str) -> bool:
        """Whether a window with these words in its title is there."""
        return self._do("xdotool", "search", "--onlyvisible", "--name", title)

    def focus(self, title: str) -> None:
        """Let a window have the keys: there is nobody else here who would give them to it."""
        self._do("xdotool", "search", "--onlyvisible", "--name", title, "windowfocus", "--sync")

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

    def comes_to_rest(self, otherwise: str) -> None:
        """Wait until what stands on it stays as it is. Raises `NotBuilt` with these words."""
        seen: deque[bytes] = deque(maxlen=_ALIKE)

        def rests() -> bool:
            seen.append(self._run("import", "-window", "root", "-depth", "8", "rgb:-").stdout)
            return len(seen) == _ALIKE and seen[-1] != b"" and len(set(seen)) == 1

        wait_until(rests, otherwise)

    def _do(self, *command: str) -> bool:
        return not self._run(*command).returncode

    def _run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        known = {"DISPLAY": self.name, "PATH": "/usr/local/bin:/usr/bin:/bin"}
        return subprocess.run(command, env=known, capture_output=True, check=False)


def wait_until(happened: Callable[[], bool], otherwise: str, seconds: float = 90) -> None:
    """Look until it is so. Raises `NotBuilt` with these words when it does not come."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise NotBuilt(otherwise)
        time.sleep(0.2)
