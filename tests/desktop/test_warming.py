"""What is imported while somebody types: nothing of Qt in a thread, and all of it by and by."""

import subprocess
import sys
from pathlib import Path

from development.environment import ROOT
from tests.db.office.desk import new_desk

IN_THREADS = """
import sys, threading
from pathlib import Path
import desktop.app
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from shiboken6 import Shiboken

door = OfficeDoor(Settings(Path(sys.argv[1])))
before = set(sys.modules)
for what in (door.warm, lambda: door.examine(sys.argv[2]), lambda: door.unlocked_user(sys.argv[2])):
    thread = threading.Thread(target=what)
    thread.start()
    thread.join()
new = {name: module for name, module in sys.modules.items() if name not in before}
assert "db.office.opening" in new
qt = [name for name in new if name.startswith("PySide6")]
made = [
    f"{name}.{kind}"
    for name, module in new.items()
    for kind, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, Shiboken.Object) and value.__module__ == name
]
sys.exit(" ".join(qt + made) or 0)
"""

ON_THE_SCREEN = """
import sys
from PySide6.QtWidgets import QApplication
from desktop import warming

application = QApplication([])
warming.import_plain()
warmed = warming.Warming()
warmed.begin()
while warmed._timer.isActive():
    application.processEvents()
before = set(sys.modules)
import desktop.entered, ui.main_window, ui.pages.clients, ui.pages.today
sys.exit(" ".join(set(sys.modules) - before) or 0)
"""


def run(code: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return done.stderr.strip() if done.returncode else ""


def test_no_class_of_qt_is_made_in_a_thread(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "office")
    desk.close()
    assert run(IN_THREADS, str(tmp_path / "settings.json"), str(desk.folder)) == ""


def test_all_that_the_first_window_needs_is_there_when_it_is_over() -> None:
    assert run(ON_THE_SCREEN) == ""
