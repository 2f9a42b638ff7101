"""Where this computer keeps what can be made again: copies of shared offices, encrypted."""

import os
from pathlib import Path

from desktop.settings import APPLICATION


def cache_folder() -> Path:
    """A folder of this person on this computer, which no server keeps in step."""
    given = os.environ.get("CASEROOM_CONFIG_DIR")
    if given:
        return Path(given) / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False))
