"""The backups that lie in a folder, and what was left there of those that were never finished."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

from db.storage.plain_file import is_strange

SUFFIX = ".caseroom-backup"
_A_DAY = 24 * 3600.0  # seconds


def newest_first(folder: Path) -> list[Path]:
    """The backups in a folder. Another computer may remove some while they are looked at.

    Those of a day that has not come yet, made while a clock was wrong, are the last.
    """
    tomorrow = time.time() + _A_DAY
    found: list[tuple[bool, float, Path]] = []
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            if not is_strange(path, links=True):
                moment = path.stat().st_mtime
                found.append((moment < tomorrow, moment, path))
    return [path for *_, path in sorted(found, reverse=True)]


def remove_leftovers(folder: Path, before: float) -> None:
    """Take away what backups that were killed left in a folder before this moment (epoch)."""
    for path in folder.glob(f".*{SUFFIX}.*"):
        with suppress(OSError):
            if path.lstat().st_mtime >= before:
                continue
            if path.is_dir() and not path.is_symlink():  # copies of sealed files
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
