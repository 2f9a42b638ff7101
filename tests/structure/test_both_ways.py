"""What is tried of an office in a folder is tried on a server too, or says why not."""

import ast
from collections.abc import Iterator
from pathlib import Path

from development.environment import ROOT

_IN_FOLDER = {
    "Cabinet",
    "Desk",
    "Ready",
    "create_office",
    "new_desk",
    "open_engines",
    "open_office",
}
_SAYS_WHY = "only_in_folder("


def test_each_test_of_an_office_in_a_folder_runs_on_a_server_or_says_why_not() -> None:
    """`pytest tests/db --only-in-folder` lists why."""
    silent = []
    for file in sorted((ROOT / "tests" / "db").rglob("test_*.py")):
        source = file.read_text(encoding="utf-8")
        names = set(_imported(source))
        both = "People" in names or any("erver" in name for name in names)
        if names & _IN_FOLDER and not both and not _says_why(file, source):
            silent.append(str(file.relative_to(ROOT)))
    assert silent == []


def _imported(source: str) -> Iterator[str]:
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.ImportFrom):
            yield from (name.name for name in one.names)


def _says_why(file: Path, source: str) -> bool:
    """Itself, or for all tests of its folder."""
    beside = file.with_name("conftest.py")
    return _SAYS_WHY in source or (
        beside.exists() and _SAYS_WHY in beside.read_text(encoding="utf-8").partition('"""\n')[2]
    )
