"""A program under test: started, found on the accessibility bus, ended."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from tests.drivers import atspi_input as hands  # noqa: E402
from tests.drivers.atspi import Node  # noqa: E402
from tests.drivers.atspi_names import ROLES, Name, holds  # noqa: E402
from tests.drivers.atspi_waiting import SECONDS, NotThere, until  # noqa: E402

_A_MOMENT = 1.0  # seconds, in which a window manager gives a window the keyboard


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
        self._looked_for: Node | None = None
        _started.append(self)

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

        self._looked_for = until(look, f"{role} {title!r}; there are {self.windows()}", seconds)
        return self._looked_for

    def window_gone(self, title: Name, seconds: float = SECONDS) -> None:
        """Wait until no window has such a title."""
        until(
            lambda: not any(holds(node.name, title) for node in self.windows()),
            f"window {title!r} to close",
            seconds,
        )

    def has_keyboard(self) -> bool:
        """Whether one of its windows has it; where another one was looked for and opened later,
        that one."""
        try:
            windows = self.windows()
            active = next((node for node in windows if node.is_("active")), None)
        except GLib.Error:
            return False  # a window went meanwhile
        if active is None:
            return False
        wanted, last = self._looked_for, windows[-1]
        if wanted is None or last.accessible != wanted.accessible or active is last:
            self._looked_for = None  # had it once; what is clicked later decides
            _started.sort(key=lambda program: program is self)  # the last of them had it last
            return True
        return False

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


_started: list[Program] = []


def wait_for_the_keyboard() -> None:
    """Wait until a window has the keyboard: while one opens or closes nobody has it, or still the
    one before, and what is typed then is lost."""
    running = [program for program in _started if program.running]

    def given() -> bool:
        return any(program.has_keyboard() for program in running)

    if not running or given():
        return
    try:
        until(given, "a window with the keyboard", _A_MOMENT)
    except NotThere:  # a desktop under load may give it to nobody: a person clicks on the task bar
        hands.bring_forward(running[-1].process.pid)
        until(given, f"a window with the keyboard; there are {[p.windows() for p in running]}")


hands.before_keys.append(wait_for_the_keyboard)


def start() -> None:
    """Connect to the accessibility bus, and wait until it answers."""
    Atspi.init()
    Atspi.set_timeout(5000, 15000)  # milliseconds: for a call, for a program that starts
    until(lambda: Atspi.get_desktop(0) is not None, "the accessibility bus")
