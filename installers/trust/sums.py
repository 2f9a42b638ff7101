"""SHA-256 of a file."""

import hashlib
from pathlib import Path


def sha256(file: Path) -> str:
    """In hexadecimal, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
