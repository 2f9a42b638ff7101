"""Pointer, keyboard and camera of somebody who sits before the screen (X11, through xdotool)."""

import os
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

# Typing faster than this loses letters.
_KEY_MS = "12"
# A letter that is on no key is put on one for so long: the program must have asked for the new
# layout before it is taken off again.
_FOREIGN_KEY_MS = "150"

before_keys: list[Callable[[], object]] = []
"""What is waited for before keys are pressed; whoever starts programs knows where they would go."""


def _xdotool(*words: str) -> str:
    done = subprocess.run(
        ["xdotool", *words], check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout


@cache
def screen_size() -> tuple[int, int]:
    """Width and height of the screen in pixels."""
    width, height = _xdotool("getdisplaygeometry").split()
    return int(width), int(height)


def click(x: int, y: int, button: int = 1) -> None:
    """Move there and press."""
    _xdotool("mousemove", str(x), str(y), "click", str(button))


def double_click(x: int, y: int) -> None:
    """Move there and press twice."""
    _xdotool("mousemove", str(x), str(y), "click", "--repeat", "2", "--delay", "80", "1")


def click_both(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Press here and there, as fast as the pointer can be moved."""
    words: list[str] = []
    for x, y in (first, second):
        words += ["mousemove", str(x), str(y), "click", "1"]
    _xdotool(*words)


def drag(start: tuple[int, int], end: tuple[int, int], steps: int = 10) -> None:
    """Press at the start, move in steps (one jump is no drag to Qt), release at the end."""
    words = ["mousemove", str(start[0]), str(start[1]), "mousedown", "1"]
    for step in range(1, steps + 1):
        x = start[0] + (end[0] - start[0]) * step // steps
        y = start[1] + (end[1] - start[1]) * step // steps
        words += ["mousemove", str(x), str(y), "sleep", "0.02"]
    _xdotool(*words, "mouseup", "1")


def wheel(x: int, y: int, notches: int) -> None:
    """Turn the wheel there: down if positive, up if negative."""
    button = "5" if notches > 0 else "4"
    _xdotool("mousemove", str(x), str(y), "click", "--repeat", str(abs(notches)), button)


def keys(*combinations: str) -> None:
    """Press keys one after the other: keys("ctrl+k"), keys("Tab", "Return")."""
    _wait_for_the_keyboard()
    _xdotool("key", "--clearmodifiers", "--delay", "30", *combinations)


def bring_forward(process: int) -> None:
    """Put the last opened window of a program before the others, and give it the keyboard."""
    windows = _xdotool("search", "--onlyvisible", "--all", "--pid", str(process), "--name", ".")
    _xdotool("windowactivate", "--sync", windows.split()[-1])


def put_window(process: int, title: str, x: int, y: int) -> None:
    """Move a program's window there."""
    (window,) = _xdotool(
        "search", "--onlyvisible", "--all", "--pid", str(process), "--name", title
    ).split()
    _xdotool("windowmove", "--sync", window, str(x), str(y))


def type_text(text: str) -> None:
    """Type on the keyboard, in any script. A line break is the Return key."""
    _wait_for_the_keyboard()
    for run in re.findall(r"\n|[ -~]+|[^ -~\n]", text):
        if run == "\n":
            _xdotool("key", "--clearmodifiers", "Return")
        else:
            delay = _KEY_MS if run.isascii() else _FOREIGN_KEY_MS
            _xdotool("type", "--clearmodifiers", "--delay", delay, "--", run)


def _wait_for_the_keyboard() -> None:
    for wait in before_keys:
        wait()


def screenshot(path: Path) -> None:
    """A picture of the whole screen, taken by Qt in the program's own environment."""
    code = (
        "import sys\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([])\n"
        "assert app.primaryScreen().grabWindow(0).save(sys.argv[1])\n"
    )
    python = os.environ["CASEROOM_PYTHON"]
    variables = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0"}
    subprocess.run([python, "-c", code, str(path)], env=variables, check=True, timeout=60)
