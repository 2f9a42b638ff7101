"""Nothing in the program leans on what a built one does not have: Python, and its own sources."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from development.environment import ROOT
from installers.contents import NOT_BEFORE, PACKAGES
from tests.structure.tree import named, tracked_files

# In a built program `sys.executable` is the program itself, no folder holds modules to be found,
# and the sources are not there to be read.
NOT_THERE = {
    "sys.executable",
    "multiprocessing",
    "concurrent.futures.ProcessPoolExecutor",
    "pkgutil",
    "runpy",
    "inspect.getsource",
    "inspect.getsourcefile",
    "linecache",
}


def _used(tree: ast.AST) -> Iterator[str]:
    places = {
        id(node.args[0])  # where the program lies may be asked
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Path"
        if len(node.args) == 1
    }
    for node in (one for one in ast.walk(tree) if id(one) not in places):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def _leaning(file: Path) -> set[str]:
    return NOT_THERE & set(_used(ast.parse(file.read_text(encoding="utf-8"))))


def test_nothing_is_asked_of_a_built_program_that_it_does_not_have() -> None:
    packages = tuple(f"{package}/" for package in PACKAGES)
    files = [f for f in tracked_files() if f.suffix == ".py" and named(f).startswith(packages)]
    assert len(files) > 500
    leaning = {named(file): found for file in files if (found := _leaning(file))}
    assert leaning == {}


@pytest.mark.parametrize(
    "line", ["import pkgutil", "from sys import executable", "run([sys.executable])"]
)
def test_the_check_sees_it(tmp_path: Path, line: str) -> None:
    (tmp_path / "one.py").write_text(line, "utf-8")
    assert _leaning(tmp_path / "one.py")


def test_what_is_not_run_before_the_program_is_named_as_pyinstaller_names_it() -> None:
    spec = (ROOT / "installers" / "caseroom.spec").read_text("utf-8")
    assert "contents.NOT_BEFORE" in spec
    assert all(name.startswith("pyi_rth_") and why for name, why in NOT_BEFORE.items())
