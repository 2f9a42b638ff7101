"""Writing small files so that they are there whole or not at all."""

import os
import secrets
from pathlib import Path

from db.storage.problems import StorageProblem

_NO_SPACE = {28, 122}  # ENOSPC, EDQUOT


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by this content; whatever happens, the old or the new one is there.

    Raises `StorageProblem`: "storage.full", "storage.readonly" or "storage.gone".
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise problem_with_file(error) from None


def sync_folder(folder: Path) -> None:
    """Let a rename in the folder reach the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def problem_with_file(error: OSError) -> StorageProblem:
    """The refusal for an operating system's error."""
    if error.errno in _NO_SPACE:
        return StorageProblem("full")
    if isinstance(error, PermissionError) or error.errno == 30:  # EROFS
        return StorageProblem("readonly")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StorageProblem("gone")
    return StorageProblem("input_output")
