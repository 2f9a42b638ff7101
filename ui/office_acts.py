"""Acts on the office as a whole: accounts, the recovery code, backups, and this computer's key.

The program implements `OfficeActs` in `desktop.office_acts`. Acts that write return `Acted`: do
them through `JobRunner.act`, so that pages hear of what changed; do the others through
`JobRunner.background`. All may block but for those called quick.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from db.rules.codes import Role
    from db.rules.findings import Finding
    from ui.context import Changes
    from ui.replacement import Coming, Comparison, Replacement

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Acted:
    """What an act gave back, and what it changed."""

    result: Any
    changes: Changes


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A member of staff who is to have an account. The id is the caller's."""

    id: UUID
    user_name: str
    display_name: str
    role: Role
    title: str = ""
    phone: str = ""
    email: str = ""


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


class OfficeActs(Protocol):
    """What can be done with the office that is open, and by whom: see `db.office`."""

    @property
    def folder(self) -> str:
        """Where the office lives. Quick."""
        ...

    def add_member(self, form: NewStaff) -> Acted:
        """Give somebody an account; the result is the one-time password. Raises `Refused`."""
        ...

    def reset_password(self, user_id: UUID) -> Acted:
        """New keys under a one-time password, which is the result. Raises `Refused`."""
        ...

    def change_role(self, user_id: UUID, role: Role, shown: Role) -> Acted:
        """Give somebody another role than is `shown`. Raises `Refused`, or `Stale`."""
        ...

    def deactivate(self, user_id: UUID) -> Acted:
        """Let somebody go: the account is gone, what they wrote stays. Raises `Refused`."""
        ...

    def change_password(self, old: str, new: str) -> Acted:
        """Change one's own password. Raises `Refused`."""
        ...

    def password_findings(self, password: str) -> Sequence[Finding]:
        """What is wrong with a new password of one's own. Quick."""
        ...

    def renew_recovery_code(self) -> Acted:
        """A new recovery code, which is the result; the old one is void. Raises `Refused`."""
        ...

    def try_recovery_code(self, code: str) -> Acted:
        """See whether the printed code opens the office; nothing is changed. Raises `Refused`."""
        ...

    def can_stay_unlocked(self) -> bool:
        """Whether this computer has a keyring that works."""
        ...

    def stays_unlocked(self) -> bool:
        """Whether this computer opens the office without a password for who is signed in."""
        ...

    def stay_unlocked(self, wanted: bool) -> bool:
        """Keep or forget this computer's key; returns whether there is one now."""
        ...

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

    def drill(self, progress: Progress) -> Acted:
        """Restore the newest backup into a scratch folder and compare it with the office; the
        result is a `DrillResult`. Raises `Refused`.
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
