"""A private desktop: a session bus, a display, an accessibility bus and a window manager.

`python -m tests.acceptance.session COMMAND …` runs a command in it and ends with its exit code.
It starts itself again inside `dbus-run-session`, which brings the session bus.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from development.system import accessibility_launcher

SCREEN = "1600x1000x24"
_HERE = Path(__file__).resolve().parent
_INSIDE = "--inside"


def run(command: list[str]) -> int:
    """Run the command on a private desktop."""
    bus = ["dbus-run-session", "--", sys.executable, "-m", __spec__.name, _INSIDE]
    return subprocess.call([*bus, *command])


def run_inside(command: list[str]) -> int:
    """Start what a desktop needs, then the command. All of it ends with the command."""
    env = dict(os.environ)
    for name in ("WAYLAND_DISPLAY", "XAUTHORITY", "NO_AT_BRIDGE", "QT_QPA_PLATFORM"):
        env.pop(name, None)
    started: list[subprocess.Popen[bytes]] = []
    try:
        env["DISPLAY"] = _display(started, env)
        env |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        launcher = accessibility_launcher()
        if launcher is None:
            raise RuntimeError("at-spi-bus-launcher is not installed")
        started.append(_quietly([str(launcher), "--launch-immediately"], env))
        started.append(_quietly(["openbox", "--config-file", str(_HERE / "openbox.xml")], env))
        _wait(lambda: _manages_windows(env), "the window manager")
        return subprocess.call(command, env=env)
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(10)


def _display(started: list[subprocess.Popen[bytes]], env: dict[str, str]) -> str:
    """Start a display with a number that nobody uses. Returns its name."""
    reading, writing = os.pipe()
    # Without -noreset it would throw everybody out whenever the only client leaves.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN]
    command += ["-noreset", "-nolisten", "tcp"]
    process = subprocess.Popen(
        command, env=env, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    started.append(process)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()  # written when it is ready
    if not number:
        raise RuntimeError(f"Xvfb did not start (exit code {process.wait(10)})")
    return f":{number}"


def _quietly(command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _manages_windows(env: dict[str, str]) -> bool:
    asked = ["xdotool", "get_num_desktops"]
    return not subprocess.run(asked, env=env, capture_output=True, check=False).returncode


def _wait(ask: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 15
    while not ask():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} did not start")
        time.sleep(0.05)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(run_inside(words[1:]) if words[:1] == [_INSIDE] else run(words))
