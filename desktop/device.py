"""What this computer calls itself in an audit log: a random name that is kept here."""

from pathlib import Path
from uuid import UUID, uuid4

from db.storage.atomic import write_whole
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem
from desktop.settings import folder as settings_folder

_FILE = "device"
_LARGEST = 100  # bytes


def device_name(folder: Path | None = None) -> str:
    """This computer's name, made at the first call. A folder that cannot be written gives a
    name for this run alone."""
    where = (folder or settings_folder()) / _FILE
    try:
        return str(UUID(read_plain(where, _LARGEST).decode("ascii").strip()))
    except (OSError, ValueError):
        pass
    name = str(uuid4())
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        write_whole(where, name.encode("ascii"))
    except (OSError, StorageProblem):
        return name
    return name
