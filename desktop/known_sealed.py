"""By which entry this computer knows a sealed file: the first of its log, which never changes.

Whoever can write the office's folder can put a sealed file of their own making in another's place,
sealed to the same members, and read what they write into it. A random hash in that entry tells it
from the one that was opened here before; a backup that was restored has it still.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from db.rules.findings import Refused, hard
from db.storage.atomic import write_whole
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem
from desktop.settings import folder as settings_folder

if TYPE_CHECKING:
    from db.office.sealed import SealedOffice

_FOLDER = "seen"
_LENGTH = 64  # hexadecimal digits


def see_that_it_is_known(inside: SealedOffice, folder: Path | None = None) -> None:
    """Look before anything is written into a sealed file; one that is new here is remembered.

    Raises `Refused` with "sealed.replaced".
    """
    from db.queries.audit_log.history import first_entry, has_entry

    path = (folder or settings_folder()) / _FOLDER / f"{inside.seal.sealed_id.hex}.sealed"
    known = _kept(path)
    if known is None:
        with suppress(OSError, StorageProblem):  # a full disk is not worth a message
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, inside.read(first_entry).hex().encode(), mode=0o600)
    elif not inside.read(has_entry, known):
        raise Refused(hard("sealed.replaced"))


def _kept(path: Path) -> bytes | None:
    try:
        return bytes.fromhex(read_plain(path, _LENGTH).decode())
    except (OSError, ValueError, StorageProblem):
        return None
