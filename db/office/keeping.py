"""Keeping an office safe: backups, restoring one, and looking for damage and tampering."""

import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path

from db.office.blaming import blaming
from db.office.checks import EVERYWHERE, IN_FOLDER
from db.office.layout import Folder
from db.office.sealed.checking import check_sealed
from db.office.standing import Office
from db.operations.work import Work
from db.queries.backup_plan import BACKED_UP
from db.rules.backup_rotation import kept
from db.rules.findings import Finding, Refused, information
from db.rules.permissions import Action
from db.storage.backup import Progress, make_backup
from db.storage.backup_contents import BackupContents, read_contents
from db.storage.backup_folder import newest_first, remove_leftovers
from db.storage.backup_name import own_name
from db.storage.backup_unpacking import unpack_backup
from db.storage.problems import StorageProblem
from db.storage.schema import schema_in

UNDER_WAY = 24 * 3600.0  # seconds; younger leftovers may be another computer's backup


def back_up(office: Office, target: Path | None = None, progress: Progress | None = None) -> Path:
    """Make a verified backup; returns its file. Without a target it goes into the office's folder.

    Raises `Refused`; then nothing is left.
    """
    office.require(Action.BACK_UP, back_up)
    office.may_write()
    now = office.clock()
    if not office.folder.database.exists():  # or a folder would be made where it stood
        raise StorageProblem("gone")
    with (
        blaming(),
        own_name(office.folder.backups, backup_name(office, now))
        if target is None
        else nullcontext(target) as target,
    ):
        contents = make_backup(
            engine=office.engines.engine,
            data_key=office.data_key,
            folder=office.folder.path,
            target=target,
            office_id=str(office.record.id),
            office_name=office.record.name,
            schema=schema_in(office.engines.engine),
            made_at=now,
            progress=progress,
        )
    if target.parent == office.folder.backups:
        rotate(office, target)
        remove_leftovers(target.parent, time.time() - UNDER_WAY)
    office.write(backed_up, sum(contents.counts.values()), len(contents.unreadable))
    return target


def backup_name(office: Office, moment: datetime) -> str:
    """What a backup made at this moment is called, without its ending."""
    local = moment.astimezone(office.record.zone)
    return f"{file_name(office.record.name)} {local:%Y-%m-%d %H%M%S}"


def last_backup(folder: Folder) -> Path | None:
    """The newest backup in the office's own folder."""
    return next(iter(newest_first(folder.backups)), None)


def own_backups(office: Office) -> Iterator[tuple[Path, BackupContents]]:
    """This office's backups in its own folder, the newest first; what was laid beside them, or
    cannot be read, is none."""
    for path in newest_first(office.folder.backups):
        with suppress(Refused):
            contents = read_contents(path)
            if contents.office_id == str(office.record.id):
                yield path, contents


def lacking(file: Path) -> list[Finding]:
    """What there is to say of attached files that are not in a backup. Raises `Refused`."""
    count = len(read_contents(file).unreadable)
    return [information("backup.lacks_files", count=count)] if count else []


def rotate(office: Office, made: Path) -> None:
    """Let the backups beside the one just made thin out with age (`db.rules.backup_rotation`).

    That one stays: by the clock of another computer it may not be the last of its hour. One that
    lacks attached files stands in for none that has them. What cannot be read, or is of another
    office, is not touched; what cannot be removed stays.
    """
    whole: dict[datetime, list[Path]] = {}
    lacking: dict[datetime, list[Path]] = {}
    for path in newest_first(made.parent):
        with suppress(Refused):
            contents = read_contents(path)
            if contents.office_id == str(office.record.id):
                alike = lacking if contents.unreadable else whole
                alike.setdefault(contents.made_at, []).append(path)
    for found in (whole, lacking):
        stay = kept(found, office.record.zone)
        for path in (one for moment in found if moment not in stay for one in found[moment]):
            if path != made:
                with suppress(OSError):
                    path.unlink(missing_ok=True)


def restore(file: Path, to: Path) -> BackupContents:
    """Lay a backup out as an office in a new folder. Raises `Refused`; then nothing is there.

    Its passwords are those of the day it was made.
    """
    return unpack_backup(file, to)


def check(office: Office, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong with the office; empty if it is sound."""
    office.require(Action.BACK_UP, check)
    found: list[Finding] = []
    in_folder = () if office.on_server else IN_FOLDER
    steps = (*EVERYWHERE, *in_folder, check_sealed)
    for number, step in enumerate(steps):
        try:
            with blaming():
                found += step(office)
        except StorageProblem as problem:  # what cannot even be read
            found += [finding for finding in problem.findings if finding not in found]
        if progress:
            progress(number + 1, len(steps))
    with suppress(Refused):  # what is wrong may be why
        office.write(_checked, len(found))
    return found


def backed_up(work: Work, rows: int, unreadable: int) -> None:
    """Put a backup that was made on record."""
    more = {"unreadable_files": unreadable} if unreadable else {}
    work.record(BACKED_UP, "office", None, rows=rows, **more)
    work.changed("office")


def _checked(work: Work, findings: int) -> None:
    work.record("office.checked", "office", None, findings=findings)


def file_name(name: str) -> str:
    """The office's name without what a file name may not hold."""
    kept = "".join(char if char.isalnum() or char in " -_." else " " for char in name)
    return " ".join(kept.split())[:60].rstrip(". ") or "Office"
