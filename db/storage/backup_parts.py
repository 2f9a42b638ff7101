"""The parts of a backup, each with its size and SHA-256 as it is laid in, read, or laid out."""

import hashlib
import os
import zipfile
from pathlib import Path
from typing import IO

_PIECE = 1024 * 1024

Digest = tuple[int, str]


def pack(packed: zipfile.ZipFile, name: str, source: Path | IO[bytes]) -> Digest:
    """Lay a file, or what is read of `source`, into the archive."""
    with (
        open(source, "rb") if isinstance(source, Path) else source as content,
        packed.open(name, "w", force_zip64=True) as out,
    ):
        return _poured(content, out)


def lay_out(packed: zipfile.ZipFile, name: str, path: Path) -> Digest:
    """Write a part to the new file `path`, and see that it is on the disk."""
    with packed.open(name) as source, open(path, "xb") as out:
        written = _poured(source, out)
        out.flush()
        os.fsync(out.fileno())
    return written


def digest(packed: zipfile.ZipFile, name: str) -> Digest:
    """What a part is, read to its end."""
    with packed.open(name) as source:
        return _poured(source, None)


def _poured(source: IO[bytes], out: IO[bytes] | None) -> Digest:
    sha256, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        sha256.update(piece)
        size += len(piece)
        if out is not None:
            out.write(piece)
    return size, sha256.hexdigest()
