"""Taking away what a person's programs kept on a computer and nobody has written for long."""

import os
from contextlib import suppress
from pathlib import Path

from db.storage.one_at_a_time import one_at_a_time

_ENDS = (".kept", ".lock")


def forget_old(folder: Path, before: float) -> None:
    """Take away logs (`db.storage.local_store`) that nobody has written since `before`, in seconds
    since the epoch, with their locks; what somebody holds at the moment stays."""
    with suppress(OSError):
        for name in sorted({file.stem for file in folder.iterdir() if file.suffix in _ENDS}):
            with suppress(OSError):
                _forget_one(folder / f"{name}.kept", folder / f"{name}.lock", before)


def _forget_one(log: Path, lock: Path, before: float) -> None:
    if not _is_older(log, lock, before):
        return
    with one_at_a_time(lock) as ours:
        if not ours or not _is_older(log, lock, before):
            return
        log.unlink(missing_ok=True)
        if os.name != "nt":  # Windows takes away none that is open, by us or by another
            lock.unlink()
    if os.name == "nt":
        lock.unlink()


def _is_older(log: Path, lock: Path, before: float) -> bool:
    return (log if log.exists() else lock).stat().st_mtime < before
