"""Hashes of what is published, and the list of what lies in the program's folder."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from installers.trust.inventory import shipped_files
from installers.trust.parts import Distrust
from installers.trust.sums import sha256

SUMS = "SHA256SUMS"


def write_sums(files: Iterable[Path], target: Path) -> Path:
    """One line a file, as `sha256sum --check` reads them. Gives the file, `SHA256SUMS`."""
    lines = sorted(f"{sha256(file)}  {file.name}" for file in files)
    out = target / SUMS
    out.write_bytes("".join(f"{line}\n" for line in sorted(lines, key=_name)).encode("utf-8"))
    return out


def _name(line: str) -> str:
    return line.partition("  ")[2]


def check_list(folder: Path, listed: Path, besides: Iterable[str] = ()) -> None:
    """Raises `Distrust` unless the list of files names exactly what is there, with its hashes.

    `besides` are paths that were put there after the list was written.
    """
    noted = _noted(json.loads(listed.read_text(encoding="utf-8")))
    extra = {*besides, listed.name}
    there = [path for path in shipped_files(folder) if path not in extra]
    wrong = sorted({*there} ^ {path for path in noted if path not in extra})
    wrong += [p for p in there if p in noted and noted[p] != sha256(folder / p)]
    if wrong:
        raise Distrust(f"The list of files is not what lies there: {', '.join(wrong[:10])}")


def _noted(listed: object) -> Mapping[str, str]:
    entries = listed.get("files", []) if isinstance(listed, dict) else listed
    assert isinstance(entries, list)
    return {str(entry["path"]): str(entry["sha256"]) for entry in entries if not entry.get("link")}
