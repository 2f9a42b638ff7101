"""What the sign-in window shows first does not wait for the database, keys or spreadsheets."""

import subprocess
import sys

import pytest

from development.environment import ROOT

HEAVY = tuple(
    "sqlalchemy alembic sqlcipher3 keyring argon2 cryptography openpyxl xlsxwriter reportlab pypdf "
    "pypdfium2 docxtpl icalendar numpy".split()
)

PROGRAM = """
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
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, ",".join(heavy), *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split()


@pytest.mark.parametrize("pattern", ["ui/theme/*.py", "ui/widgets/*.py", "ui/sign_in*.py"])
def test_what_paints_first_imports_nothing_heavy(pattern: str) -> None:
    modules = _modules(pattern)
    if modules:
        assert _imported(HEAVY, modules) == []


WEARERS = """
import sys
import desktop.app, desktop.sign_in
ours = [m for n, m in sys.modules.items() if n.partition(".")[0] in ("desktop", "ui", "db")]
print(*sorted(module.__name__ for module in ours if hasattr(module, "Qt")))
"""


def test_what_paints_first_leaves_the_namespace_of_qt_alone() -> None:
    """It makes a hundred enumerations when it is first touched: a fifth of the time to paint."""
    done = subprocess.run(
        [sys.executable, "-c", WEARERS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_the_check_sees_what_is_imported() -> None:
    assert _imported(HEAVY, ["sqlalchemy"]) == ["sqlalchemy"]


def test_the_command_line_answers_without_qt() -> None:
    assert _imported(("PySide6",), _modules("desktop/cli/*.py")) == []
