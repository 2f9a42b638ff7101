"""What this computer calls itself in an audit log: a random name that is kept here."""

from pathlib import Path
from uuid import UUID, uuid4

from desktop.settings import folder as settings_folder

_FILE = "device"


def device_name(folder: Path | None = None) -> str:
    """This computer's name, made at the first call. A folder that cannot be written gives a
    name for this run alone."""
    where = (folder or settings_folder()) / _FILE
    try:
        return str(UUID(where.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        pass
    name = str(uuid4())
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(name, encoding="ascii")
    except OSError:
        return name
    return name
