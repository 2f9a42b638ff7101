"""Acts that keep an office: backups, checks, its key, and where its attached files are.

The program implements `KeepingActs` in `desktop.keeping_acts`; see `ui.office_acts`.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from db.rules.findings import Finding
    from ui.office_acts import Acted, Progress
    from ui.replacement import Coming, Comparison, Replacement


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in the office's own folder. `made_at` is aware, `size` in bytes; `lacks` says what
    is not in one just made."""

    path: str
    name: str
    made_at: datetime
    size: int
    lacks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupShape:
    """What a backup says that it holds: how many records, and nobody's name."""

    path: str
    office_name: str
    made_at: datetime
    size: int
    clients: int
    cases: int
    notes: int
    documents: int
    staff: int
    of_this_office: bool


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What came of trying a backup. `made_at` is aware; `seconds` is how long it took."""

    name: str
    made_at: datetime
    seconds: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FilesKept:
    """Where attached files are kept: a folder, or "" for the database; what stands in the way of
    reaching them, and how many were just carried there."""

    folder: str
    findings: tuple[Finding, ...] = ()
    carried: int = 0


class KeepingActs(Protocol):
    """What can be done to keep the office that is open."""

    def backups(self) -> Sequence[BackupFile]:
        """The backups in the office's own folder, the newest first."""
        ...

    def back_up(self, progress: Progress) -> Acted:
        """Make a verified backup; the result is a `BackupFile`. Raises `Refused`."""
        ...

    def back_up_in_turn(self, progress: Progress) -> Acted:
        """The same, unless another computer is making one: then the result is None."""
        ...

    def examine_backup(self, path: str) -> BackupShape:
        """What a backup holds. Raises `Refused`."""
        ...

    def restore(self, path: str, to: str) -> BackupShape:
        """Lay a backup out as an office in a new folder. Raises `Refused`."""
        ...

    def earlier_offices(self) -> Sequence[Coming]:
        """The offices beside this one that a backup took the place of, the latest first."""
        ...

    def compare(self, coming: Coming) -> Comparison:
        """What would come, beside what is there; nothing is changed. Raises `Refused`."""
        ...

    def replace_office(self, replacement: Replacement) -> str:
        """Let it take the office's place, and close the office. The result is the folder in which
        the office as it was is now. For the program alone, when the window is gone. Raises
        `Refused`.
        """
        ...

    def change_key(self, progress: Progress) -> Acted:
        """Make a backup, and encrypt the office under a new key; the result is the backup's name,
        "" on a server, where there is none. Raises `Refused`.
        """
        ...

    def files_kept(self) -> FilesKept:
        """Where an office on a server keeps its attached files. Raises `Refused`."""
        ...

    def keep_files_in(self, folder: str, progress: Progress) -> Acted:
        """Carry them to a folder, or with "" to the database; the result is a `FilesKept`. What
        was broken off goes on when it is asked for again. Raises `Refused`.
        """
        ...

    def drill(self, file: str, progress: Progress) -> Acted:
        """Restore a backup ("": the newest) into a scratch folder and compare it with the office;
        the result is a `DrillResult`. Raises `Refused`.
        """
        ...

    def verify_log(self, progress: Progress) -> Acted:
        """Verify the audit log alone; the result is a `LogVerified`. Raises `Refused`."""
        ...

    def look_up_state(self, state: str, progress: Progress) -> Acted:
        """When the records were in the state that a report names; the result is a `StateFound`, or
        None. Raises `Refused`.
        """
        ...

    def check(self, progress: Progress) -> Acted:
        """Look for damage and tampering; the result is a list of findings. Raises `Refused`."""
        ...
