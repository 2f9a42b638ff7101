"""Changing the office's data key, so that an old one opens nothing that is written from now on.

In a folder it takes three steps, each of them whole or not at all: every key file gets the new key
beside the one that counts; the database is encrypted anew in one transaction; the key files let go
of the old one. Wherever a computer stops, each key file still holds the key that the database is
under, and opening the office tries both: nothing has to be finished by anybody. On a server it is
one (`db.office.rotating_there`).
"""

import os
from dataclasses import dataclass
from pathlib import Path

from db.office.blaming import blaming
from db.office.keeping import back_up
from db.office.key_files import key_files, nobody_else, write_all
from db.office.layout import Folder
from db.office.rotating_there import rotate_there
from db.office.signing import require_manager
from db.office.standing import Office
from db.operations.work import Work
from db.storage.backup import Progress
from db.storage.backup_inside import look_inside
from db.storage.engine import open_engines
from db.storage.keys.key_file import key_file_name, read_key_file
from db.storage.place import Place, PlaceKind
from db.storage.rekeying import opens, rekey
from db.storage.shelf import FilesBefore
from db.storage.timing import Timing


@dataclass(frozen=True)
class Rotated:
    """The data key's new number, and the backup that was made before, under the old key."""

    epoch: int
    backup: Path | None  # none of an office on a server, whose records are not under the key


def rotate_data_key(office: Office, progress: Progress | None = None) -> Rotated:
    """Give the office a new data key; everybody else must be out.

    Afterwards `office` works under the new key. Old backups open with the passwords and the key
    of their day. Raises `Refused`: "rotate.somebody_is_in" with who it is, "check.key_file" with
    whose file is not what it should be, "storage.locked", or what is wrong
    with the place; then the old key still counts.
    """
    with blaming():
        if isinstance(office.home, Folder):
            return _rotate(office, progress)
        return Rotated(rotate_there(office), None)


def _rotate(office: Office, progress: Progress | None) -> Rotated:
    require_manager(office)
    nobody_else(office)
    backup = back_up(office, progress=progress)
    nobody_else(office)  # a backup takes minutes: somebody may have signed in meanwhile
    old, new = office.data_key, os.urandom(32)
    files = key_files(office)
    epoch = max(file.data_key_epoch for file in files) + 1
    office.write(_begun, epoch, backup.name)  # told also where the computer stops in the middle
    keys, place = office.home.keys, Place(office.folder.path, PlaceKind.SHARE)
    before = FilesBefore(keys)
    try:
        before.remember(*(key_file_name(file.user_name) for file in files))
        write_all(keys, [file.with_data_key(new, epoch, old) for file in files])
        office.engines.dispose()
        rekey(office.folder.database, old, new, place)
    except Exception:
        if opens(office.folder.database, old, place):
            before.put_back()
        raise
    _work_under(office, new, office.engines.timing)
    look_inside(office.folder.database, new)
    write_all(keys, [file.with_data_key(new, epoch, None) for file in files])
    office.key_file = read_key_file(keys, office.user.user_name)
    office.write(_recorded, epoch, backup.name)
    return Rotated(epoch, backup)


def _work_under(office: Office, key: bytes, timing: Timing) -> None:
    office.data_key = key
    office.engines = open_engines(
        office.folder.database, key, office.place, timing=timing, must_exist=True
    )


def _begun(work: Work, epoch: int, backup: str) -> None:
    work.record("office.key_change_begun", "office", None, key=epoch, backup=backup)


def _recorded(work: Work, epoch: int, backup: str) -> None:
    work.record("office.key_changed", "office", None, key=epoch, backup=backup)
    work.changed("office")
