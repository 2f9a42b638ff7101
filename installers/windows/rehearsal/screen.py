"""A screen that nobody looks at, and pictures of it."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from development.console import Trouble
from installers.windows.rehearsal import tools

_SIZE = "1400x900x24"
_LOOK_AGAIN = 0.2  # seconds
_SAME_LOOKS, _MOST_LOOKS = 10, 60


@dataclass(frozen=True)
class Screen:
    """The screen with this name."""

    display: str

    def titles(self) -> list[str]:
        """What stands on the windows that can be seen."""
        ask = ["search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        return self._tool("xdotool", *ask).splitlines()

    def wait_for(self, title: str, seconds: float = 60) -> bool:
        """Wait until a window with these words in its title can be seen."""
        return self._wait(lambda: any(title in known for known in self.titles()), seconds)

    def wait_until_gone(self, title: str, seconds: float = 60) -> bool:
        """Wait until no window has these words in its title any more."""
        return self._wait(lambda: not any(title in known for known in self.titles()), seconds)

    def press(self, title: str, *keys: str) -> None:
        """Press keys in the window with these words in its title."""
        self._activate(title)
        self._tool("xdotool", "key", "--delay", "60", *keys)

    def type(self, title: str, words: str) -> None:
        """Type words in the window with these words in its title."""
        self._activate(title)
        self._tool("xdotool", "type", "--delay", "60", words)

    def picture(self, file: Path) -> Path:
        """Save what the screen shows, once it stays the same for two seconds."""
        file.parent.mkdir(parents=True, exist_ok=True)
        before, same = b"", 0
        for _ in range(_MOST_LOOKS):
            self._tool("import", "-window", "root", "-trim", "+repage", str(file))
            now = file.read_bytes() if file.is_file() else b""
            same = same + 1 if now and now == before else 0
            if same >= _SAME_LOOKS:
                break
            before = now
            time.sleep(_LOOK_AGAIN)
        return file

    def _activate(self, title: str) -> None:
        self._tool(
            "xdotool", "search", "--onlyvisible", "--name", title, "windowactivate", "--sync"
        )

    def _wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > until:
                return False
            time.sleep(_LOOK_AGAIN)
        return True

    def _tool(self, name: str, *words: str) -> str:
        done = subprocess.run(
            [tools.find(name), *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen with framed windows, as long as it is wanted. Raises `Trouble`."""
    read, write = os.pipe()
    command = [tools.find("Xvfb"), "-displayfd", str(write), "-screen", "0", _SIZE]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([*command, "-nolisten", "tcp"], pass_fds=[write], **quiet)  # type: ignore[call-overload]
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        raise Trouble("Xvfb could not open a screen.")
    made = Screen(f":{number}")
    environment = {**os.environ, "DISPLAY": made.display}
    frames = subprocess.Popen([tools.find("openbox")], env=environment, **quiet)  # type: ignore[call-overload]
    try:
        yield made
    finally:
        frames.terminate()
        server.terminate()
        frames.wait()
        server.wait()
