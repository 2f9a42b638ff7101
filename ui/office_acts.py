"""Acts on the office as a whole: accounts, the recovery code, and this computer's key.

The program implements `OfficeActs` in `desktop.office_acts`. Acts that write return `Acted`: do
them through `JobRunner.act`, so that pages hear of what changed; do the others through
`JobRunner.background`. All may block but for those called quick.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ui.keeping_acts import KeepingActs

if TYPE_CHECKING:
    from uuid import UUID

    from db.rules.codes import Role
    from db.rules.findings import Finding
    from ui.runner import Changes

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


class OfficeActs(KeepingActs, Protocol):
    """What can be done with the office that is open, and by whom: see `db.office`."""

    @property
    def folder(self) -> str:
        """Where the office lives. Quick."""
        ...

    def pointer_name(self) -> str:
        """What a file that says where the office is may be called. Quick."""
        ...

    def save_pointer(self, file: str) -> str:
        """Write a file that says where the office is, to be double-clicked; returns its name.

        Raises `Refused`.
        """
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

    def calendar_folder_findings(self, folder: str) -> Sequence[Finding]:
        """What is wrong with a folder for calendar files, as this computer finds it."""
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
