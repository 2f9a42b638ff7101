"""Where each file and module of the built program came from, noted while it is being built.

The spec knows the source of everything that it takes; of the finished folder nobody could tell.
Owners are packages by name, "python", "caseroom", or "system:FILE" for what none of them owns.
"""

import json
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from installers.release_keys import IN_TREE
from installers.trust.distributions import Packages

FILE = "origins.json"
_ROOT = Path(__file__).resolve().parent.parent.parent


def write_origins(work: Path, files: Iterable[Any], modules: Iterable[Any]) -> Path:
    """Note the owners of PyInstaller's entries (name, source, …) in `work`. Gives the file."""
    packages = Packages()
    found = {
        "files": {_slashes(entry[0]): owner(entry[0], entry[1], packages, work) for entry in files},
        "modules": {entry[0]: owner(entry[0], entry[1], packages, work) for entry in modules},
    }
    target = work / FILE
    target.write_text(json.dumps(found, indent=1, sort_keys=True), encoding="utf-8")
    return target


def owner(name: str, source: str | None, packages: Packages, work: Path) -> str:
    """Whose a file or module is. What the build made (in `work`, or of nothing) is our own."""
    if not source or source == "-" or _slashes(name) == IN_TREE.as_posix():
        return "caseroom"  # the release keys come from outside of the tree
    file = Path(source)
    if name.endswith(".pyc"):  # compiled during the build, somewhere else
        compiled = packages.owner_of_record(_slashes(name)[:-1])
        if compiled is not None:
            return compiled
    plain = file.resolve() if file.is_symlink() else _real(file.parent) / file.name
    package = packages.owner(file) or packages.owner(plain)
    if package is not None:
        return package
    if _is_python(file, plain):
        return "python"
    if any(plain.is_relative_to(_real(own)) for own in (_ROOT, work)):
        return "caseroom"
    return f"system:{Path(_slashes(name)).name}"


def _is_python(file: Path, plain: Path) -> bool:
    if file.name.lower().startswith(("libpython", "python3")):
        return True
    return any(plain.is_relative_to(folder) for folder in _folders_of_python())


@cache
def _folders_of_python() -> tuple[Path, ...]:
    folders = [Path(sysconfig.get_path(kind)) for kind in ("stdlib", "platstdlib")]
    base = Path(sys.base_prefix)
    if base.name != "usr":  # a Python of its own folder; the system's shares its folder with all
        folders.append(base)
    return tuple(folder.resolve() for folder in folders)


@cache
def _real(folder: Path) -> Path:
    """Asked of the disk once for each folder: there are thousands of files, and Wine is slow."""
    return folder.resolve()


def _slashes(name: str) -> str:
    return name.replace("\\", "/")
