"""The built program's start, to the sign-in window on the screen: against a bare window.

`python -m benchmarks.built_start [FOLDER]`, after `dev.py installer`. The bare one is a script of
six lines with the same libraries, built in the same way and trimmed by the same list. Both are
processes of their own under a screen of their own, started in turn, and seen from outside: the
clock stops when a dot of the window is painted. Compared are the medians of the processor time up
to then, so that a busy machine does not matter; the time waited is told beside it. Limit: 1.5.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.on_screen import Screen, Started, private_screen
from development.environment import ROOT
from installers.bundle import FOLDER

LIMIT = 1.5
ROUNDS = 15
WORK = ROOT / "build" / "bare-window"

BARE = """\
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(["bare", "-style", "Fusion"])
window = QMainWindow()
window.resize(560, 640)
window.show()
sys.exit(application.exec())
"""
SPEC = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from installers import contents, trimming
analysis = Analysis(
    ["bare.py"],
    excludes=contents.left_out(),
    module_collection_mode={{name: "pyc" for name in contents.EXCHANGEABLE}},
)
scripts = [entry for entry in analysis.scripts if entry[0] not in contents.NOT_BEFORE]
program = EXE(PYZ(analysis.pure), scripts, exclude_binaries=True, name="bare", console=False)
files = [each for each in analysis.binaries + analysis.datas if trimming.stays(each[0], each[1])]
COLLECT(program, files, name="bare")
"""


def main() -> int:
    """Print the ratio; 1 if it is above the limit. 0 with a sentence where nothing is measured."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / FOLDER
    built = folder / "caseroom"
    if not sys.platform.startswith("linux") or not built.is_file():
        print("built start: not measured, there is no built program for Linux (dev.py installer)")
        return 0
    try:
        bare = _bare_window(newer_than=built.stat().st_mtime)
        with private_screen() as screen, tempfile.TemporaryDirectory() as account:
            return _compared(screen, bare, built, _account(account))
    except OSError as error:
        print(f"built start: not measured, {error}")
        return 0


def _compared(screen: Screen, bare: Path, built: Path, env: dict[str, str]) -> int:
    times: dict[Path, list[Started]] = {bare: [], built: []}
    for number in range(ROUNDS + 1):  # the first ones read the files from the disk
        for program, known in times.items():
            started = screen.start(program, env)
            if number:
                known.append(started)
    costs = [statistics.median(one.processor for one in times[each]) for each in (bare, built)]
    waits = [statistics.median(one.waited for one in times[each]) for each in (bare, built)]
    best = [min(one.waited for one in times[each]) for each in (bare, built)]
    ratio = costs[1] / costs[0]
    for called, numbers in (("of CPU", costs), ("waited", waits), ("waited at best", best)):
        a, b = (round(1000 * number) for number in numbers)
        print(f"built start: bare window {a} ms, sign-in window {b} ms {called}: {b / a:.2f}")
    print(f"ratio {ratio:.2f} (limit {LIMIT})")
    return int(ratio > LIMIT)


def _account(folder: str) -> dict[str, str]:
    """An account with nothing in it."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    return {**kept, "HOME": folder, "CASEROOM_CONFIG_DIR": folder}


def _bare_window(newer_than: float) -> Path:
    """The bare program, built if there is none since the other one. Raises OSError."""
    program = WORK / "dist" / "bare" / "bare"
    if program.is_file() and program.stat().st_mtime > newer_than:
        return program
    if importlib.util.find_spec("PyInstaller") is None:
        raise OSError("PyInstaller is not installed here (dev.py installer)")
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "bare.py").write_text(BARE, "utf-8")
    (WORK / "bare.spec").write_text(SPEC, "utf-8")
    command = [sys.executable, "-m", "PyInstaller", "bare.spec", "--noconfirm", "--log-level=ERROR"]
    done = subprocess.run(command, cwd=WORK, stdin=subprocess.DEVNULL, check=False)
    if done.returncode or not program.is_file():
        raise OSError("the bare window could not be built")
    return program


if __name__ == "__main__":
    sys.exit(main())
