"""The list by which a version's files are removed again (removing.nsh reads it)."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from development.console import Trouble

NAME = "installed-files.txt"


def listing(files: Iterable[str]) -> str:
    """The lines for files whose paths have forward slashes: "F path" each, then "D path" for each
    folder, inner ones first. Raises `Trouble` for a name that the setup could not read again."""
    paths = sorted({PurePosixPath(file) for file in files})
    for path in paths:
        if not str(path).isascii() or "\n" in str(path) or path.is_absolute() or ".." in path.parts:
            raise Trouble(f"A file of the program has a name that its setup cannot list: {path!s}")
    folders = {parent for path in paths for parent in path.parents if parent.parts}
    inner_first = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    lines = [f"F {_windows(path)}" for path in paths] + [
        f"D {_windows(path)}" for path in inner_first
    ]
    return "".join(f"{line}\r\n" for line in lines)


def files_in(folder: Path) -> list[str]:
    """Every file in a folder, as a path with forward slashes from there."""
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())


def _windows(path: PurePosixPath) -> str:
    return str(path).replace("/", "\\")
