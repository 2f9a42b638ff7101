"""Taking away what a person's programs kept on a computer and nobody has written for long."""

import os
from contextlib import suppress
from pathlib import Path

from db.storage.one_at_a_time import one_at_a_time

_ENDS = (".kept", ".lock", ".old")


def forget_old(folder: Path, before: float, found: float | None = None) -> None:
    """Take away logs (`db.storage.local_store`) that nobody has written since `before`, in seconds
    since the epoch, with their locks; what somebody holds at the moment stays.

    With `found` only those that an earlier call had found to be old, and that before this moment: a
    log that was written, or looked at, while the computer's clock was wrong is not old for that.
    """
    with suppress(OSError):
        for name in sorted({file.stem for file in folder.iterdir() if file.suffix in _ENDS}):
            with suppress(OSError):
                _forget_one(folder, name, before, found)


def _forget_one(folder: Path, name: str, before: float, found: float | None) -> None:
    log, lock, mark = (folder / f"{name}{end}" for end in _ENDS)
    if not _is_older(log, lock, before):
        mark.unlink(missing_ok=True)
        return
    with one_at_a_time(lock) as ours:
        if not ours or not _is_older(log, lock, before):
            return
        if log.exists() and found is not None and not _was_found(mark, found):
            return
        log.unlink(missing_ok=True)
        mark.unlink(missing_ok=True)
        if os.name != "nt":  # Windows takes away none that is open, by us or by another
            lock.unlink()
    if os.name == "nt":
        lock.unlink()


def _was_found(mark: Path, before: float) -> bool:
    """Whether the mark that a log was found to be old is so old itself; it is made if there is
    none."""
    try:
        return mark.stat().st_mtime < before
    except FileNotFoundError:
        mark.touch(mode=0o600)
        return False


def _is_older(log: Path, lock: Path, before: float) -> bool:
    return (log if log.exists() else lock).stat().st_mtime < before
