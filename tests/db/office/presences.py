"""Somebody else who has an office open: a process of its own, as on another computer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from db.office import Office

_BEAT = (
    "import sys\n"
    "from datetime import UTC, datetime\n"
    "from pathlib import Path\n"
    "from uuid import UUID\n"
    "from db.storage.presence import Presence\n"
    "from db.storage.presence_file import Person\n"
    "folder, key, office, name, computer = sys.argv[1:]\n"
    "me = Person(UUID(int=9), name, computer, datetime.now(UTC))\n"
    "Presence(Path(folder), bytes.fromhex(key), UUID(office), me).beat()\n"
    "print('here', flush=True)\n"
    "sys.stdin.read()\n"
)


@contextmanager
def somebody_in(office: Office, name: str, computer: str) -> Iterator[None]:
    """They are in while the block runs."""
    words = [str(office.folder.presence), office.data_key.hex(), str(office.record.id)]
    other = subprocess.Popen(
        [sys.executable, "-c", _BEAT, *words, name, computer],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"here\n"
        yield
    finally:
        other.communicate()
