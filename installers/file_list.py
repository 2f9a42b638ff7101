"""What a built folder holds, so that two builds can be compared and an installed one checked."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Listed:
    """A file: its path inside the folder, with forward slashes, bytes, and SHA-256 in hex.

    A link says where it leads, from its own folder; its size is 0, its hash that of the words.
    """

    path: str
    size: int
    sha256: str
    link: str = ""


def listed(folder: Path) -> tuple[Listed, ...]:
    """Every file below a folder, by path."""
    files = (file for file in folder.rglob("*") if file.is_symlink() or file.is_file())
    found = (_listed(file, file.relative_to(folder).as_posix()) for file in files)
    return tuple(sorted(found, key=lambda one: one.path))


def write_list(files: Iterable[Listed], target: Path) -> None:
    """Write `files.json`: the same files give the same bytes."""
    entries = [{name: value for name, value in asdict(one).items() if value != ""} for one in files]
    target.write_text(json.dumps({"files": entries}, indent=1) + "\n", "utf-8", newline="\n")


def read_list(source: Path) -> tuple[Listed, ...]:
    """What `write_list` wrote."""
    known = json.loads(source.read_text(encoding="utf-8"))["files"]
    return tuple(Listed(**one) for one in known)


def differences(one: Iterable[Listed], other: Iterable[Listed]) -> list[str]:
    """The paths that are not the same in both, by path; nothing if the lists are equal."""
    first, second = ({file.path: file for file in files} for files in (one, other))
    paths = first.keys() | second.keys()
    return sorted(path for path in paths if first.get(path) != second.get(path))


def _listed(file: Path, path: str) -> Listed:
    if file.is_symlink():
        link = file.readlink().as_posix()
        return Listed(path, 0, hashlib.sha256(link.encode("utf-8")).hexdigest(), link)
    return Listed(path, file.stat().st_size, _sha256(file))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
