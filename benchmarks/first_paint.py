"""From starting a process to its first painted window: the sign-in window against a bare one.

`python -m benchmarks.first_paint`. Both are processes of their own, started in turn, that end as
soon as their window has been painted; compared are the medians of the processor time that the
operating system counts for the whole process, so that a busy machine does not matter. Limit: 1.5.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile

LIMIT = 1.5
ROUNDS = 15

_END = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
keeper = Painted()
"""

BARE = (
    _END
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(["bare", "-style", "Fusion"])
window = QMainWindow()
window.resize(560, 640)
window.installEventFilter(keeper)
window.show()
application.exec()
"""
)

OURS = (
    _END
    + """
from desktop.app import Program, make_application
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
settings = Settings()
application = make_application(settings)
program = Program(application, settings, OfficeDoor(settings))
program.crashes.install()
program.show_sign_in()
program.sign_in_window.installEventFilter(keeper)
application.exec()
"""
)


def surroundings(folder: str) -> dict[str, str]:
    """An account with nothing in it, and a program that is compiled, as an installed one is."""
    env = {**os.environ, "CASEROOM_CONFIG_DIR": folder, "PYTHONPYCACHEPREFIX": f"{folder}/cache"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def cost(code: str, folder: str) -> float:
    """Processor seconds of one process."""
    env = surroundings(folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code], env=env, check=True, timeout=60, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the ratio; 1 if it is above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        for code in (BARE, OURS):
            cost(code, folder)
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(cost(BARE, folder))
            ours.append(cost(OURS, folder))
    a, b = statistics.median(bare), statistics.median(ours)
    print(f"first paint: bare window {a * 1000:.0f} ms of CPU, sign-in window {b * 1000:.0f} ms")
    print(f"ratio {b / a:.2f} (limit {LIMIT})")
    return int(b / a > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
