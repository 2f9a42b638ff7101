"""The `OfficeActs` of the program, over an open office and this computer's keyring."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from db.operations.changes import Changes
from db.rules.codes import Role
from db.rules.findings import Finding, Refused
from desktop.keeping_acts import KeepingActs, acted
from ui.office_acts import Acted, NewStaff

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.keys.wrapping import Argon2
    from desktop.credentials import Credentials


class StandingOffice(KeepingActs):
    """See `ui.office_acts.OfficeActs`. `cost` is that of passwords; tests give a low one."""

    def __init__(
        self,
        office: "Office",
        keyring: "Credentials | None" = None,
        cost: "Argon2 | None" = None,
    ) -> None:
        super().__init__(office)
        self._keyring, self._cost = keyring, cost

    @property
    def folder(self) -> str:
        """Where the office lives."""
        from desktop.places import place_text

        return place_text(self._office)

    def pointer_name(self) -> str:
        """What a file that says where the office is may be called."""
        from db.office.keeping import file_name
        from desktop.pointers import ENDING

        return file_name(self._office.record.name) + ENDING

    def save_pointer(self, file: str) -> str:
        """Write a file that says where the office is; returns its name."""
        from desktop.pointers import write_pointer

        return write_pointer(Path(file), self.folder).name

    # ---- accounts ----

    def add_member(self, form: NewStaff) -> Acted:
        """Give somebody an account; the result is the one-time password."""
        from db.office import NewMember
        from db.office.members import add_member

        member = NewMember(
            form.id,
            form.user_name,
            form.display_name,
            form.role,
            form.title,
            form.phone,
            form.email,
        )
        try:
            return _staff(form.id, add_member(self._office, member, cost=self._cost))
        except Refused as refused:
            raise Refused(*(_beside(finding) for finding in refused.findings)) from None

    def reset_password(self, user_id: UUID) -> Acted:
        """New keys under a one-time password, which is the result."""
        from db.office.members import reset_password

        return _staff(user_id, reset_password(self._office, user_id, cost=self._cost))

    def change_role(self, user_id: UUID, role: Role, shown: Role) -> Acted:
        """Give somebody another role."""
        from db.office.members import change_role

        change_role(self._office, user_id, role, shown)
        return _staff(user_id)

    def deactivate(self, user_id: UUID) -> Acted:
        """Let somebody go."""
        from db.office.members import deactivate

        deactivate(self._office, user_id)
        return _staff(user_id)

    def change_password(self, old: str, new: str) -> Acted:
        """Change one's own password."""
        from db.office.members import change_password

        stays = self.stays_unlocked()
        change_password(self._office, old, new, cost=self._cost)
        if stays:
            self.stay_unlocked(True)  # the key file that it is bound to is another one
        return acted("audit")

    def password_findings(self, password: str) -> Sequence[Finding]:
        """What is wrong with a new password of one's own."""
        from db.rules.passwords import password_findings

        return password_findings(
            password,
            user_name=self._office.user.user_name,
            office_name=self._office.record.name,
            field="new_password",
        )

    def calendar_folder_findings(self, folder: str) -> Sequence[Finding]:
        """What is wrong with a folder for calendar files, as this computer finds it."""
        from db.office.calendar_folder import what_is_wrong

        return what_is_wrong(self._office, folder)

    def renew_recovery_code(self) -> Acted:
        """A new recovery code, which is the result."""
        from db.office.members import renew_recovery_code

        code = renew_recovery_code(self._office, cost=self._cost)
        return acted("office", code, "audit")

    def try_recovery_code(self, code: str) -> Acted:
        """See whether the printed code opens the office."""
        from db.office.recovery import try_recovery_code
        from db.storage.keys.key_file import RECOVERY
        from desktop.attempts import counted

        with counted(self._office.home.where, RECOVERY) as attempt:
            try_recovery_code(self._office, code)
            attempt.office = self._office
        return acted("office", None, "audit")

    # ---- this computer's key ----

    def can_stay_unlocked(self) -> bool:
        """Whether this computer has a keyring that works."""
        from desktop.credentials import Credentials

        return (self._keyring or Credentials()).work()

    def stays_unlocked(self) -> bool:
        """Whether this computer keeps a key for who is signed in."""
        from desktop.quick_unlock import is_unlocked_here

        return is_unlocked_here(self._office.home.where, self._office.user.user_name)

    def stay_unlocked(self, wanted: bool) -> bool:
        """Keep or forget this computer's key."""
        from desktop.quick_unlock import ask_again, stay_unlocked

        if wanted:
            return stay_unlocked(self._office, self._keyring)
        ask_again(self._office.home.where, self._office.user.user_name, self._keyring)
        return False


def _beside(finding: Finding) -> Finding:
    """What storage says about a user name, beside the field in which it was typed."""
    return replace(finding, field="user_name") if finding.code == "storage.user_name" else finding


def _staff(user_id: UUID, result: object = None) -> Acted:
    return Acted(result, Changes({"staff": frozenset({user_id}), "audit": frozenset()}))
