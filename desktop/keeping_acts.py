"""What the window asks of an office that is to be kept: backups, its key, checks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.operations.changes import Changes
from ui.keeping_acts import BackupFile, BackupShape, DrillResult, FilesKept
from ui.office_acts import Acted, Progress
from ui.replacement import Coming, Comparison, Replacement

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.backup_contents import BackupContents


class KeepingActs:
    """See `ui.keeping_acts.KeepingActs`."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def backups(self) -> Sequence[BackupFile]:
        """The backups in the office's own folder, the newest first."""
        from db.storage.backup_folder import SUFFIX

        if self._office.on_server:
            return []
        found = [_file(path) for path in self._office.folder.backups.glob(f"*{SUFFIX}")]
        return sorted(found, key=lambda file: file.made_at, reverse=True)

    def back_up(self, progress: Progress) -> Acted:
        """Make a verified backup, also while another computer is at it."""
        from db.office.keeping import lacking
        from db.office.regular_backups import back_up_now

        def report(done: int, total: int) -> None:
            progress(done, total)

        made = back_up_now(self._office, progress=report)
        return acted("office", replace(_file(made), lacks=tuple(lacking(made))), "audit")

    def back_up_in_turn(self, progress: Progress) -> Acted:
        """Make one, unless another computer is at it."""
        from db.office.regular_backups import in_turn

        return in_turn(self._office, lambda: self.back_up(progress)) or Acted(None, Changes())

    def examine_backup(self, path: str) -> BackupShape:
        """What a backup holds."""
        from db.storage.backup_contents import read_contents

        return self._shape(path, read_contents(Path(path)))

    def restore(self, path: str, to: str) -> BackupShape:
        """Lay a backup out as an office in a new folder."""
        from db.office.keeping import restore

        return self._shape(path, restore(Path(path), Path(to)))

    def earlier_offices(self) -> Sequence[Coming]:
        """The offices beside this one."""
        from desktop.replacing import earlier

        return earlier(self._office)

    def compare(self, coming: Coming) -> Comparison:
        """What would come, beside what is there."""
        from desktop.replacing import compare

        return compare(self._office, coming)

    def replace_office(self, replacement: Replacement) -> str:
        """Let it take the office's place."""
        from desktop.replacing import replace_office

        return replace_office(self._office, replacement)

    def change_key(self, progress: Progress) -> Acted:
        """Encrypt the office under a new key."""
        from db.office.rotating import rotate_data_key

        def report(done: int, total: int) -> None:
            progress(done, total)

        backup = rotate_data_key(self._office, report).backup
        return acted("office", backup.name if backup else "", "audit")

    def files_kept(self) -> FilesKept:
        """Where attached files are kept."""
        from db.office.files_place import what_is_said, where_files_are

        place = where_files_are(self._office)
        return FilesKept(place.now, tuple(what_is_said(place)))

    def keep_files_in(self, folder: str, progress: Progress) -> Acted:
        """Carry attached files elsewhere."""
        from db.office.files_place import keep_files_in

        def report(done: int, total: int) -> None:
            progress(done, total)

        done = keep_files_in(self._office, folder, told=report)
        return acted("office", FilesKept(done.place.now, done.findings, done.files), "audit")

    def drill(self, file: str, progress: Progress) -> Acted:
        """Try a backup."""
        from db.office.drill import drill

        def report(done: int, total: int) -> None:
            progress(done, total)

        done = drill(self._office, Path(file) if file else None, report)
        made_at = done.contents.made_at
        result = DrillResult(done.file.name, made_at, done.seconds, done.findings)
        return acted("office", result, "audit")

    def verify_log(self, progress: Progress) -> Acted:
        """Verify the audit log alone."""
        from db.office.verifying import verify_log
        from desktop.seen_history import gone_back

        def report(done: int, total: int) -> None:
            progress(done, total)

        return acted("audit", verify_log(self._office, report, gone_back(self._office)))

    def look_up_state(self, state: str, progress: Progress) -> Acted:
        """When the records were in a state, and whether the log is unchanged up to then."""
        from db.office.verifying import look_up_state

        def report(done: int, total: int) -> None:
            progress(done, total)

        return Acted(look_up_state(self._office, state, report), Changes())

    def check(self, progress: Progress) -> Acted:
        """Look for damage and tampering."""
        from db.office.keeping import check

        def report(done: int, total: int) -> None:
            progress(done, total)

        return acted("audit", check(self._office, report))

    def _shape(self, path: str, contents: "BackupContents") -> BackupShape:
        count = contents.counts.get
        return BackupShape(
            path=path,
            office_name=contents.office_name,
            made_at=contents.made_at,
            size=Path(path).stat().st_size,
            clients=count("client", 0),
            cases=count("case_file", 0),
            notes=count("contact_note", 0),
            documents=count("document", 0),
            staff=count("staff", 0),
            of_this_office=contents.office_id == str(self._office.record.id),
        )


def _file(path: Path) -> BackupFile:
    about = path.stat()
    return BackupFile(
        str(path), path.stem, datetime.fromtimestamp(about.st_mtime, UTC), about.st_size
    )


def acted(kind: str, result: object = None, *more: str) -> Acted:
    """A result, and kinds of records that it changed."""
    return Acted(result, Changes({each: frozenset() for each in (kind, *more)}))
