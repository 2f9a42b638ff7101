"""The `OfficeActs` of the program, over an open office and this computer's keyring."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from db.operations.changes import Changes
from db.rules.codes import Role
from db.rules.findings import Finding, Refused
from ui.office_acts import Acted, BackupFile, BackupShape, DrillResult, NewStaff, Progress
from ui.replacement import Coming, Comparison, Replacement

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.backup import BackupContents
    from db.storage.keys.wrapping import Argon2
    from desktop.credentials import Credentials


class StandingOffice:
    """See `ui.office_acts.OfficeActs`. `cost` is that of passwords; tests give a low one."""

    def __init__(
        self,
        office: "Office",
        keyring: "Credentials | None" = None,
        cost: "Argon2 | None" = None,
    ) -> None:
        self._office, self._keyring, self._cost = office, keyring, cost

    @property
    def folder(self) -> str:
        """Where the office lives."""
        from desktop.sign_in import place_text

        return place_text(self._office)

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
        return _acted("audit")

    def password_findings(self, password: str) -> Sequence[Finding]:
        """What is wrong with a new password of one's own."""
        from db.rules.passwords import password_findings

        return password_findings(
            password,
            user_name=self._office.user.user_name,
            office_name=self._office.record.name,
            field="new_password",
        )

    def renew_recovery_code(self) -> Acted:
        """A new recovery code, which is the result."""
        from db.office.members import renew_recovery_code

        code = renew_recovery_code(self._office, cost=self._cost)
        return _acted("office", code, "audit")

    def try_recovery_code(self, code: str) -> Acted:
        """See whether the printed code opens the office."""
        from db.office.recovery import try_recovery_code
        from db.storage.keys.key_file import RECOVERY
        from desktop.attempts import counted

        with counted(self._office.folder.path, RECOVERY) as attempt:
            try_recovery_code(self._office, code)
            attempt.office = self._office
        return _acted("office", None, "audit")

    # ---- this computer's key ----

    def can_stay_unlocked(self) -> bool:
        """Whether this computer has a keyring that works."""
        from desktop.credentials import Credentials

        return not self._office.on_server and (self._keyring or Credentials()).work()

    def stays_unlocked(self) -> bool:
        """Whether this computer keeps a key for who is signed in."""
        from desktop.quick_unlock import is_unlocked_here

        if self._office.on_server:
            return False
        return is_unlocked_here(self._office.folder.path, self._office.user.user_name)

    def stay_unlocked(self, wanted: bool) -> bool:
        """Keep or forget this computer's key."""
        from desktop.quick_unlock import ask_again, stay_unlocked

        if wanted:
            return stay_unlocked(self._office, self._keyring)
        ask_again(self._office.folder.path, self._office.user.user_name, self._keyring)
        return False

    # ---- backups ----

    def backups(self) -> Sequence[BackupFile]:
        """The backups in the office's own folder, the newest first."""
        from db.storage.backup import SUFFIX

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
        return _acted("office", replace(_file(made), lacks=tuple(lacking(made))), "audit")

    def back_up_in_turn(self, progress: Progress) -> Acted:
        """Make one, unless another computer is at it."""
        from db.office.regular_backups import in_turn

        return in_turn(self._office, lambda: self.back_up(progress)) or Acted(None, Changes())

    def examine_backup(self, path: str) -> BackupShape:
        """What a backup holds."""
        from db.storage.backup import read_contents

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

        return _acted("office", rotate_data_key(self._office, report).backup.name, "audit")

    def drill(self, progress: Progress) -> Acted:
        """Try the newest backup."""
        from db.office.drill import drill

        def report(done: int, total: int) -> None:
            progress(done, total)

        done = drill(self._office, progress=report)
        made_at = done.contents.made_at
        result = DrillResult(done.file.name, made_at, done.seconds, done.findings)
        return _acted("office", result, "audit")

    def verify_log(self, progress: Progress) -> Acted:
        """Verify the audit log alone."""
        from db.office.verifying import verify_log
        from desktop.seen_history import gone_back

        def report(done: int, total: int) -> None:
            progress(done, total)

        return _acted("audit", verify_log(self._office, report, gone_back(self._office)))

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

        return _acted("audit", check(self._office, report))

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


def _beside(finding: Finding) -> Finding:
    """What storage says about a user name, beside the field in which it was typed."""
    return replace(finding, field="user_name") if finding.code == "storage.user_name" else finding


def _staff(user_id: UUID, result: object = None) -> Acted:
    return Acted(result, Changes({"staff": frozenset({user_id}), "audit": frozenset()}))


def _acted(kind: str, result: object = None, *more: str) -> Acted:
    return Acted(result, Changes({each: frozenset() for each in (kind, *more)}))
