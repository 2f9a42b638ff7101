"""Laying a checked installer into a folder from which others are to install it.

A policy starts what it finds there under the installer's name: so it has that name only once it
is whole.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from db.rules.findings import Refused
from desktop.updates.fetching import held, problem_here
from desktop.updates.notice import Installer
from desktop.updates.places import PART


def lay_into(folder: Path, file: Path, installer: Installer) -> Path:
    """Put a fetched installer there, and check what arrived. Raises `Refused` "update.…"."""
    target, part = folder / file.name, folder / f"{file.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # and made anew: a link would lead to another file
        with open(file, "rb") as source, open(part, "xb") as copy:
            shutil.copyfileobj(source, copy, PART)
            copy.flush()
            os.fsync(copy.fileno())
        with held(part, installer):
            pass
        os.replace(part, target)
    except (OSError, Refused) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise error if isinstance(error, Refused) else problem_here(error) from None
    return target
