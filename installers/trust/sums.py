"""SHA-256: of a file, and the list beside what is published."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

FILE = "SHA256SUMS"


def sha256(file: Path) -> str:
    """In hexadecimal, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_sums(files: Iterable[Path], folder: Path) -> Path:
    """One line a file, by name, as `sha256sum --check` reads them. Gives the file."""
    target = folder / FILE
    lines = [f"{sha256(file)}  {file.name}\n" for file in sorted(files, key=lambda one: one.name)]
    target.write_bytes("".join(lines).encode("utf-8"))
    return target
