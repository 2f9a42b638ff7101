"""What a program that was killed while it made a sealed file in a folder has left there."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

BEING_MADE = ".new-"
_UNDER_WAY = 24 * 3600.0  # seconds; a younger one may be another computer's


def remove_unfinished(sealed: Path) -> None:
    """Take away the folders of files that nobody goes on making, as far as the place allows it."""
    with suppress(OSError):
        for path in sealed.glob(f"{BEING_MADE}*"):
            if path.lstat().st_mtime < time.time() - _UNDER_WAY:
                shutil.rmtree(path, ignore_errors=True)
