"""What the sign-in window shows first does not wait for the database, keys or spreadsheets.

The lists are what a process has imported when its first window has been painted, no more and no
less: whoever imports something new there sees it here, and says that it is worth the wait.
"""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from development.environment import ROOT

# Of others than Python itself.
PACKAGES = "PySide6 db desktop platformdirs shiboken6 shibokensupport signature_bootstrap ui"
_OF_THE_RUN = {"__main__", "__feature__", "_distutils_hack"}  # and of how it is installed here
# Of Python's own, beyond what a bare window has.
LIBRARY = "copy dataclasses faulthandler gc json resource"
# Ours: the packages that hold them are there as well.
MODULES = """
    db.rules.findings db.storage.plain_file db.texts.catalog db.version
    desktop.__main__ desktop.app desktop.appearance desktop.crash desktop.frozen
    desktop.jobs desktop.logs desktop.places desktop.screen desktop.settings desktop.sign_in
    desktop.version desktop.warming
    ui.sign_in_card ui.sign_in_window ui.theme.following ui.theme.fonts ui.theme.look
    ui.theme.palette ui.theme.stylesheet ui.theme.tokens ui.waiting ui.widgets.access_keys
    ui.widgets.banner ui.widgets.buttons ui.widgets.choice ui.widgets.field ui.widgets.inputs
    ui.widgets.text
"""

_TELL = """
import os, sys
from PySide6.QtCore import QTimer
def tell():
    known = {name: hasattr(module, "Qt") for name, module in sys.modules.items()}
    import json
    print(json.dumps(known))
    sys.stdout.flush()
    os._exit(0)
def painted(window, event):
    QTimer.singleShot(0, tell)  # once all that is in the window has been painted as well
"""
BARE = (
    _TELL
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
QMainWindow.paintEvent = painted
application = QApplication(["bare", "-style", "Fusion"])
window = QMainWindow()
window.show()
application.exec()
"""
)
OURS = (
    _TELL
    + """
import desktop.__main__, ui.sign_in_window
ui.sign_in_window.SignInWindow.paintEvent = painted
desktop.__main__.main(sys.argv[1:])
"""
)


def _run(code: str, *words: str) -> str:
    variables = {n: value for n, value in os.environ.items() if n != "CASEROOM_CONFIG_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@cache
def _at_first_paint(code: str, *words: str) -> dict[str, bool]:
    """The modules of a process that has just painted, and whether they hold the namespace of Qt."""
    known: dict[str, bool] = json.loads(_run(code, *words))
    return known


def _tops(names: Any) -> set[str]:
    return {name.partition(".")[0] for name in names}


EITHER_WAY = pytest.mark.parametrize(
    "words", [(), ("./no such office",)], ids=["alone", "with an office"]
)


@EITHER_WAY
def test_the_first_paint_waits_for_these_packages_and_no_others(words: tuple[str, ...]) -> None:
    new = _tops(_at_first_paint(OURS, *words)) - sys.stdlib_module_names - _OF_THE_RUN
    assert {name for name in new if not name.startswith("__editable__")} == set(PACKAGES.split())


@EITHER_WAY
def test_of_pythons_own_little_is_added_to_what_a_bare_window_has(words: tuple[str, ...]) -> None:
    added = _tops(_at_first_paint(OURS, *words)) - _tops(_at_first_paint(BARE))
    library = {n for n in added & sys.stdlib_module_names if not n.startswith("_")}
    only_elsewhere = {"resource"} if sys.platform == "win32" else set()
    assert library == set(LIBRARY.split()) - only_elsewhere


@EITHER_WAY
def test_the_first_paint_waits_for_these_modules_of_ours_and_no_others(
    words: tuple[str, ...],
) -> None:
    ours = {n for n in _at_first_paint(OURS, *words) if _tops([n]) & {"db", "desktop", "ui"}}
    listed = set(MODULES.split())
    holding = {one.rpartition(".")[0] for one in listed}
    assert ours - holding - _tops(listed) == listed


def test_what_paints_first_leaves_the_namespace_of_qt_alone() -> None:
    """It makes a hundred enumerations when it is first touched: a fifth of the time to paint."""
    known = _at_first_paint(OURS)
    wearers = [n for n, holds in known.items() if holds and _tops([n]) & {"db", "desktop", "ui"}]
    assert wearers == []


TIDYING = """
import gc, os, sys
import desktop.__main__, ui.sign_in_window
known = []
window = ui.sign_in_window.SignInWindow
painting = window.paintEvent
def painted(self, event):
    known.append(gc.isenabled())
    painting(self, event)
window.paintEvent = painted
def warmed(self, _):
    print(known[0], gc.isenabled())
    sys.stdout.flush()
    os._exit(0)
window._warmed = warmed
desktop.__main__.main([])
"""


def test_nothing_is_tidied_up_before_the_first_paint_and_all_afterwards() -> None:
    assert _run(TIDYING).split() == ["False", "True"]


HEAVY = tuple(
    "sqlalchemy alembic sqlcipher3 keyring argon2 nacl cryptography openpyxl xlsxwriter reportlab "
    "pypdf pypdfium2 icalendar numpy babel holidays lxml psycopg PIL rapidfuzz".split()
)

IMPORTED = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
print(*sorted(set(sys.argv[1].split(",")) & sys.modules.keys()))
"""


def _modules(*patterns: str) -> list[str]:
    return sorted(
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for pattern in patterns
        for file in ROOT.glob(pattern)
    )


def _imported(heavy: tuple[str, ...], modules: list[str]) -> list[str]:
    return _run(IMPORTED, ",".join(heavy), *modules).split()


@pytest.mark.parametrize("pattern", ["ui/theme/*.py", "ui/widgets/*.py", "ui/sign_in*.py"])
def test_what_paints_early_imports_nothing_heavy(pattern: str) -> None:
    assert _imported(HEAVY, _modules(pattern)) == []


def test_the_check_sees_what_is_imported() -> None:
    assert _imported(HEAVY, ["sqlalchemy"]) == ["sqlalchemy"]


def test_the_command_line_answers_without_qt() -> None:
    assert _imported(("PySide6",), _modules("desktop/cli/*.py")) == []


@pytest.mark.parametrize("words", ["--version", "--help"])
def test_the_command_line_says_what_it_is_before_anything_heavy(words: str) -> None:
    asked = f"""
import sys
from desktop.__main__ import main
try:
    main(["{words}"])
except SystemExit:
    print("|", *sorted(set("{" ".join(HEAVY)} PySide6".split()) & sys.modules.keys()))
"""
    assert _run(asked).rpartition("|")[2].split() == []
