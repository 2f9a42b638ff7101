"""Backups by schedule: made by one computer for all, and kept in a second place as well."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from db.office.keeping import UNDER_WAY, back_up, own_backups, rotate
from db.office.standing import Office
from db.operations.office_settings.backups import give_backup_turn_back, take_backup_turn
from db.queries.backup_plan import backup_hours, has_worked_since
from db.rules.findings import Finding, Refused, Severity, information
from db.rules.permissions import Action, allowed
from db.storage.backup import Progress
from db.storage.backup_folder import remove_leftovers
from db.storage.backup_unpacking import verify_backup
from db.storage.problems import StorageProblem
from db.storage.second_place import copy_verified, same_drive

Made = TypeVar("Made")


def backup_is_due(office: Office) -> bool:
    """Whether the schedule wants one now, and who is signed in may make it. Raises `Refused`."""
    if office.place.only_read or not allowed(office.user.role, Action.BACK_UP):
        return False
    hours = office.read(backup_hours)
    if not hours:
        return False
    newest = next(own_backups(office), None)
    if newest is None:
        return True
    made, now = newest[1].made_at, office.clock()
    if abs(now - made) < timedelta(hours=hours):
        return False
    return made > now or office.read(has_worked_since, made)  # a clock was far ahead, or it is due


def back_up_in_turn(office: Office, progress: Progress | None = None) -> Path | None:
    """Make the backup that is due, unless another computer is at it. Raises `Refused`."""
    if not backup_is_due(office):
        return None

    def make() -> Path | None:
        # Again, with the turn in hand: another computer may have finished just before.
        return back_up(office, progress=progress) if backup_is_due(office) else None

    return in_turn(office, make)


def back_up_now(
    office: Office, target: Path | None = None, progress: Progress | None = None
) -> Path:
    """Make the backup that somebody asks for; like `back_up`, and raises what that does.

    Meanwhile no computer begins the one that is due. It waits for nobody: a computer that stopped
    with the turn in hand must keep no one from it, and two at once do each other no harm.
    """
    office.require(Action.BACK_UP, back_up)
    taken = False
    with suppress(StorageProblem):  # of an office on a full disk one is wanted all the more
        taken = bool(office.write(take_backup_turn).result)
    try:
        return back_up(office, target, progress)
    finally:
        if taken:
            with suppress(Refused):
                office.write(give_backup_turn_back)


def in_turn(office: Office, make: Callable[[], Made]) -> Made | None:
    """What `make` made while no other computer made a backup; None where one is at it.

    Raises `Refused`, and what `make` raises.
    """
    if not office.write(take_backup_turn).result:
        return None
    try:
        return make()
    finally:
        with suppress(Refused):
            office.write(give_backup_turn_back)


def keep_in_second_place(office: Office, folder: Path) -> list[Finding]:
    """See that the newest backup is in a second place too, whoever made it, and thin out there.

    Returns what there is to say of the place; a backup that could not be copied is copied the
    next time.
    """
    newest, _ = next(own_backups(office), (None, None))
    found: list[Finding] = []
    try:
        if newest is not None and not _is_copied(newest, folder):
            verify_backup(newest)  # or what rotted in the first place would stand in both
            rotate(office, copy_verified(newest, folder))
            remove_leftovers(folder, time.time() - UNDER_WAY)
    except Refused as refused:
        found += [replace(f, severity=Severity.INFORMATION) for f in refused.findings]
    if same_drive(office.folder.path, folder):
        found.append(information("backup.second_same_drive"))
    return found


def _is_copied(file: Path, folder: Path) -> bool:
    """Whether it is there in its whole length."""
    try:
        return (folder / file.name).stat().st_size == file.stat().st_size
    except OSError:
        return False
