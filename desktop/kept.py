"""Where this person's program keeps on this computer what must not be lost, encrypted."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.settings import APPLICATION

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.local_store import LocalLog

LEFT_ALONE = timedelta(days=90)  # logs that nobody has written for so long are taken away,
FOUND_SO = timedelta(days=30)  # once they were found to be so old, and were still after so long


def kept_folder() -> Path:
    """A folder of this person on this computer, which no server keeps in step."""
    given = os.environ.get("CASEROOM_CONFIG_DIR")
    if given:
        return Path(given) / "kept"
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "kept"


def log_of(office: Office, kind: str) -> LocalLog:
    """The log of this kind of who is signed in to this office, or to this sealed file."""
    from db.storage.local_store import LocalLog

    return LocalLog(kept_folder(), office.identity, office.record.id, office.device, kind)
