"""A real Secret Service, unlocked, in an account with nothing in it.

`python -m tests.acceptance.secret_service COMMAND …` runs a command where one answers.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.acceptance.leftovers import MARK, end_leftovers

HERE = "CASEROOM_SECRET_SERVICE"
_INSIDE = "--inside"


def run(command: list[str]) -> int:
    """Run the command on a session bus of its own."""
    mark = f"secret-service-{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="cr-") as home:
        runtime = Path(home) / "run"
        runtime.mkdir(mode=0o700)
        env = {**os.environ, "HOME": home, "XDG_RUNTIME_DIR": str(runtime), HERE: "1", MARK: mark}
        for name in ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY",
                     "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):  # fmt: skip
            env.pop(name, None)
        inside = ["dbus-run-session", "--", sys.executable, "-m", __spec__.name, _INSIDE]
        try:
            return subprocess.call([*inside, *command], env=env)
        finally:
            end_leftovers(mark)


def run_inside(command: list[str]) -> int:
    """Unlock a new collection, then run the command."""
    daemon = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
    subprocess.run(daemon, input=b"pw\n", stdout=subprocess.DEVNULL, check=True, timeout=30)
    return subprocess.call(command)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(run_inside(words[1:]) if words[:1] == [_INSIDE] else run(words))
