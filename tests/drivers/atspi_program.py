"""A program under test: started, found on the accessibility bus, ended."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from tests.drivers.atspi import Node  # noqa: E402
from tests.drivers.atspi_names import ROLES, Name, holds  # noqa: E402
from tests.drivers.atspi_waiting import SECONDS, until  # noqa: E402


class Program(Node):
    """A started program, found on the accessibility bus by its process id."""

    def __init__(self, command: Sequence[str], log: Path, env: Mapping[str, str] | None = None):
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                list(command),
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        super().__init__(until(self._on_the_bus, f"{command[0]} on the accessibility bus", 60))
        # No main loop runs here that would hear of changes: never answer from memory.
        self.accessible.set_cache_mask(Atspi.Cache.NONE)

    def _on_the_bus(self) -> Atspi.Accessible | None:
        if self.process.poll() is not None:
            words = self.log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"ended with exit code {self.process.returncode}: {words}")
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for n in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(n)
            if program is not None and program.get_process_id() == self.process.pid:
                return program if program.get_child_count() else None
        return None

    def windows(self) -> list[Node]:
        """The windows that show."""
        return [node for node in self.children() if node.is_("showing")]

    def window(
        self, title: Name | None = None, role: str = "window", seconds: float = SECONDS
    ) -> Node:
        """The last opened window whose title holds these words."""

        def look() -> Node | None:
            for node in reversed(self.windows()):
                if node.role in ROLES[role] and holds(node.name, title):
                    return node
            return None

        return until(look, f"{role} {title!r}; there are {self.windows()}", seconds)

    def window_gone(self, title: Name, seconds: float = SECONDS) -> None:
        """Wait until no window has such a title."""
        until(
            lambda: not any(holds(node.name, title) for node in self.windows()),
            f"window {title!r} to close",
            seconds,
        )

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def ended(self, seconds: float = SECONDS) -> int:
        """Wait for its end. Returns its exit code."""
        return self.process.wait(seconds)

    def stop(self) -> None:
        """End it, kindly first."""
        if self.running:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)


def start() -> None:
    """Connect to the accessibility bus, and wait until it answers."""
    Atspi.init()
    Atspi.set_timeout(5000, 15000)  # milliseconds: for a call, for a program that starts
    until(lambda: Atspi.get_desktop(0) is not None, "the accessibility bus")
