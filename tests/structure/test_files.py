"""Small files, nothing left open, nothing that only one machine knows."""

import ast
import re
import warnings
from pathlib import Path

import pytest

from development.environment import ROOT
from tests.structure.tree import named, tracked_files

MOST_LINES = 400
QUESTION_LINES = 200

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".cfg",
    ".ini",
    ".lock",
    ".yml",
    ".po",
    ".svg",
    ".nsi",
    ".sh",
    ".mako",
}
# Written so that this file does not find itself.
MACHINES = re.compile(
    r"/(?:work|farm)/(?=\w)|/home/[a-z]|/Users/[A-Za-z]|/opt/py|[A-Z]:\\\\?Users\\|/tmp/brief"
)
LEFT_OPEN = re.compile("TO" + "DO|FIX" + r"ME|\bXX" + r"X\b|raise NotImpl" + "ementedError")


def _python_files() -> list[Path]:
    return [file for file in tracked_files() if file.suffix == ".py"]


def _written_by_hand(file: Path) -> bool:
    return "migrations/versions" not in named(file)


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_one_idea() -> None:
    long = {
        named(file): _lines(file)
        for file in _python_files()
        if _written_by_hand(file) and _lines(file) > MOST_LINES
    }
    assert not long, f"files of more than {MOST_LINES} lines: split them by idea"


def test_files_of_more_than_two_hundred_lines_are_few() -> None:
    files = [file for file in _python_files() if _written_by_hand(file)]
    long = {named(file): _lines(file) for file in files if _lines(file) > QUESTION_LINES}
    if long:
        listed = ", ".join(f"{name} ({lines})" for name, lines in sorted(long.items()))
        warnings.warn(f"Is each of these one idea? {listed}", stacklevel=1)
    assert len(long) <= len(files) // 10


def _found(pattern: re.Pattern[str], suffixes: set[str]) -> list[str]:
    return [
        f"{named(file)}:{number}: {line.strip()[:120]}"
        for file in tracked_files()
        if file.suffix in suffixes or named(file) in {".ci/run", ".importlinter"}
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if pattern.search(line) and file != Path(__file__)
    ]


def test_no_file_names_the_machine_on_which_it_was_written() -> None:
    assert not _found(MACHINES, TEXT)


def test_nothing_is_left_open() -> None:
    assert not _found(LEFT_OPEN, {".py"})


@pytest.mark.parametrize(
    "package", ["db", "ui", "printing", "desktop", "development", "installers"]
)
def test_every_module_says_what_it_is(package: str) -> None:
    silent = [
        named(file)
        for file in (ROOT / package).rglob("*.py")
        if ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) is None
        and file.read_text(encoding="utf-8").strip()
    ]
    assert not silent


def test_nothing_is_called_by_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
    assert not [named(file) for file in _python_files() if file.stem in empty]
