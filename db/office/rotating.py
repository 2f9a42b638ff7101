"""Changing the office's data key, so that an old one opens nothing that is written from now on.

Three steps, each of them whole or not at all: every key file gets the new key beside the one that
counts; the database is encrypted anew in one transaction; the key files let go of the old one.
Wherever a computer stops, each key file still holds the key that the database is under, and
opening the office tries both: nothing has to be finished by anybody.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.office.blaming import blaming
from db.office.keeping import back_up
from db.office.signers import with_own_keys
from db.office.signing import require_manager
from db.office.standing import Office
from db.office.trust import is_old
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused, hard
from db.storage.backup import Progress
from db.storage.backup_inside import look_inside
from db.storage.engine import open_engines
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.key_file import KeyFile, key_file_name, read_key_file, write_key_file
from db.storage.place import Place, PlaceKind
from db.storage.presence_file import names_of
from db.storage.problems import StorageProblem
from db.storage.rekeying import opens, rekey
from db.storage.shelf import FilesBefore, Shelf
from db.storage.timing import Timing

_NOT_THEIRS = ("unknown_user", "key_file_changed")


@dataclass(frozen=True)
class Rotated:
    """The data key's new number, and the backup that was made before, under the old key."""

    epoch: int
    backup: Path


def rotate_data_key(office: Office, progress: Progress | None = None) -> Rotated:
    """Give the office a new data key; everybody else must be out.

    Afterwards `office` works under the new key. Old backups open with the passwords and the key
    of their day. Raises `Refused`: "rotate.somebody_is_in" with who it is, "check.key_file" with
    whose file is not what it should be, "storage.locked", or what is wrong
    with the place; then the old key still counts.
    """
    with blaming():
        return _rotate(office, progress)


def _rotate(office: Office, progress: Progress | None) -> Rotated:
    require_manager(office)
    _nobody_else(office)
    backup = back_up(office, progress=progress)
    _nobody_else(office)  # a backup takes minutes: somebody may have signed in meanwhile
    old, new = office.data_key, os.urandom(32)
    files = _key_files(office)
    epoch = max(file.data_key_epoch for file in files) + 1
    office.write(_begun, epoch, backup.name)  # told also where the computer stops in the middle
    keys, place = office.home.keys, Place(office.folder.path, PlaceKind.SHARE)
    before = FilesBefore(keys)
    try:
        before.remember(*(key_file_name(file.user_name) for file in files))
        _write(keys, [file.with_data_key(new, epoch, old) for file in files])
        office.engines.dispose()
        rekey(office.folder.database, old, new, place)
    except Exception:
        if opens(office.folder.database, old, place):
            before.put_back()
        raise
    _work_under(office, new, office.engines.timing)
    look_inside(office.folder.database, new)
    _write(keys, [file.with_data_key(new, epoch, None) for file in files])
    office.key_file = read_key_file(keys, office.user.user_name)
    office.write(_recorded, epoch, backup.name)
    return Rotated(epoch, backup)


def _nobody_else(office: Office) -> None:
    here = office.others()
    if here:
        people = ", ".join(names_of(here))
        raise Refused(hard("rotate.somebody_is_in", people=people))


def _key_files(office: Office) -> list[KeyFile]:
    """The files of all who belong, the recovery code's among them; only keys that are theirs."""
    found = []
    for member in office.manifest.members:
        if member.active:
            try:
                keys = office.home.keys
                file, own = key_file_in_force(keys, office.manifest, member.user_name)
            except StorageProblem as problem:
                if not any(problem.has(f"storage.{code}") for code in _NOT_THEIRS):
                    raise
                raise Refused(hard("check.key_file", user=member.user_name)) from None
            if own.keys != with_own_keys(office, member).keys or office.read(_is_old, file):
                raise Refused(hard("check.key_file", user=member.user_name))
            found.append(file)
    return found


def _is_old(reading: Reading, file: KeyFile) -> bool:
    return is_old(reading.session, file)


def _write(keys: Shelf, files: Sequence[KeyFile]) -> None:
    for file in files:
        write_key_file(keys, file)


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
