"""Who belongs to the office: adding, changing, resetting and letting go.

Each change writes key files first, then the manifest, then the records with the new anchor. A
computer that stops in between leaves a manifest one step ahead, which the anchor accepts.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from db.models.office import Fact
from db.models.staff import Staff
from db.office.opening import ANCHOR, own_password_key
from db.office.standing import Office
from db.operations.work import Work
from db.rules.codes import Role
from db.rules.findings import Refused, hard, raise_hard
from db.rules.passwords import one_time_password, password_findings
from db.rules.permissions import Action, allowed
from db.storage.keys.key_file import (
    RECOVERY,
    KeyFile,
    new_key_file,
    read_key_file,
    write_key_file,
)
from db.storage.keys.recovery_code import new_recovery_code
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import write_manifest
from db.storage.member import Member


@dataclass(frozen=True)
class NewMember:
    """A member of staff who is to have an account. The id is the caller's."""

    id: UUID
    user_name: str
    display_name: str
    role: Role
    title: str = ""
    phone: str = ""
    email: str = ""


def add_member(
    office: Office, form: NewMember, *, password: str = "", cost: Argon2 | None = None
) -> str:
    """Give somebody an account. Returns the one-time password to be handed over.

    With a `password` of the person's own choice it stays as it is. Raises `Refused`.
    """
    _require(office)
    user_name = clean_user_name(form.user_name)
    if not form.display_name.strip():
        raise Refused(hard("staff.name_missing", "display_name"))
    if any(member.user_name == user_name for member in office.manifest.members):
        raise Refused(hard("staff.user_name_taken", "user_name", user=user_name))
    if password:
        raise_hard(password_findings(password, user_name=user_name, office_name=office.record.name))
    given = password or one_time_password(secrets.randbelow)
    key_file, _ = new_key_file(
        user_name=user_name,
        user_id=form.id,
        office_id=office.record.id,
        password=given,
        data_key=office.data_key,
        cost=cost,
    )
    member = Member.of(key_file, form.role, must_change_password=not password)

    def keep(work: Work) -> None:
        work.add(
            Staff(
                id=form.id,
                user_name=user_name,
                display_name=form.display_name.strip(),
                role=form.role,
                title=form.title.strip(),
                phone=form.phone.strip(),
                email=form.email.strip(),
            )
        )
        work.session.flush()
        work.record("staff.added", "staff", form.id, role=form.role.value)
        work.changed("staff", form.id)

    _change(office, member, keep, key_file)
    return given


def reset_password(office: Office, user_id: UUID, *, cost: Argon2 | None = None) -> str:
    """Give somebody new keys under a one-time password, which is returned; the old ones are void.

    Raises `Refused`, also for one's own account.
    """
    _require(office)
    member = _member(office, user_id)
    if user_id == office.user.id:
        raise Refused(hard("staff.not_yourself"))
    given = one_time_password(secrets.randbelow)
    key_file, _ = new_key_file(
        user_name=member.user_name,
        user_id=user_id,
        office_id=office.record.id,
        password=given,
        data_key=office.data_key,
        epoch=member.epoch + 1,
        cost=cost,
    )
    changed = Member.of(key_file, member.role, kind=member.kind, must_change_password=True)

    def keep(work: Work) -> None:
        work.record("staff.password_reset", "staff", user_id)
        work.changed("staff", user_id)

    _change(office, changed, keep, key_file)
    return given


def change_role(office: Office, user_id: UUID, role: Role) -> None:
    """Give somebody another role. Raises `Refused`; the last administrator stays one."""
    _require(office)
    if user_id == office.user.id:
        raise Refused(hard("staff.not_yourself"))
    member = _member(office, user_id)

    def keep(work: Work) -> None:
        staff = _staff(work, user_id)
        staff.role = role
        work.record("staff.role_changed", "staff", user_id)
        work.changed("staff", user_id)

    _change(office, replace(member, role=role), keep)


def deactivate(office: Office, user_id: UUID) -> None:
    """Let somebody go: the account and its key file are gone, what they wrote stays."""
    _require(office)
    if user_id == office.user.id:
        raise Refused(hard("staff.not_yourself"))
    member = _member(office, user_id)

    def keep(work: Work) -> None:
        staff = _staff(work, user_id)
        staff.active = False
        work.record("staff.deactivated", "staff", user_id)
        work.changed("staff", user_id)

    _change(office, replace(member, active=False), keep)
    (office.folder.keys / f"{member.user_name}.json").unlink(missing_ok=True)


def change_password(office: Office, old: str, new: str, *, cost: Argon2 | None = None) -> None:
    """Change one's own password. Raises `Refused`: "storage.wrong_password" for a wrong old one."""
    user = office.user
    key_file = read_key_file(office.folder.keys, user.user_name)
    identity, _ = key_file.open(old)
    found = password_findings(
        new, user_name=user.user_name, office_name=office.record.name, field="new_password"
    )
    if old == new:
        found.append(hard("password.same", "new_password"))
    raise_hard(found)
    changed = key_file.with_password(identity, new, cost or Argon2())
    member = _member(office, user.id)
    if not member.must_change_password:
        write_key_file(office.folder.keys, changed)
        office.write(_password_changed)
        return
    _sign_own_change(office, member, changed)


def renew_recovery_code(office: Office, *, cost: Argon2 | None = None) -> str:
    """A new recovery code, which is returned; the old one opens nothing any more."""
    _require(office)
    member = next(m for m in office.manifest.members if m.user_name == RECOVERY)
    code = new_recovery_code()
    key_file, _ = new_key_file(
        user_name=RECOVERY,
        user_id=member.user_id,
        office_id=office.record.id,
        password=code,
        data_key=office.data_key,
        epoch=member.epoch + 1,
        cost=cost,
    )
    changed = Member.of(key_file, member.role, kind=member.kind)

    def keep(work: Work) -> None:
        work.record("office.recovery_code_renewed", "office", office.record.id)

    _change(office, changed, keep, key_file)
    return code


def _password_changed(work: Work) -> None:
    work.record("staff.password_changed", "staff", work.user.id)


def _sign_own_change(office: Office, member: Member, key_file: KeyFile) -> None:
    """The person has a one-time password, and may not sign manifests.

    That it was changed is kept in the records; the manifest's mark goes with the next change that
    an administrator signs.
    """
    write_key_file(office.folder.keys, key_file)

    def keep(work: Work) -> None:
        work.session.merge(Fact(key=own_password_key(member), value=str(member.epoch)))
        _password_changed(work)

    office.write(keep)
    office.must_change_password = False


def _change(
    office: Office,
    member: Member,
    keep: Callable[[Work], None],
    key_file: KeyFile | None = None,
) -> None:
    """Write keys, manifest and records of one member, in this order."""
    members = office.manifest.with_member(member)
    manifest = office.manifest.next(members, office.user.id, office.identity)

    def operation(work: Work) -> None:
        anchor = work.session.get(Fact, ANCHOR)
        if anchor is None or anchor.value != office.manifest.anchor.to_text():
            raise Refused(hard("record.stale", kind="staff"))
        # Inside the transaction, so that two administrators never sign the same step.
        if key_file is not None:
            write_key_file(office.folder.keys, key_file)
        write_manifest(office.folder.keys, manifest)
        anchor.value = manifest.anchor.to_text()
        keep(work)

    office.write(operation)
    office.manifest = manifest


def _require(office: Office) -> None:
    if not allowed(office.user.role, Action.MANAGE_STAFF):
        raise Refused(
            hard(
                "permission.denied",
                action=Action.MANAGE_STAFF.value,
                role=office.user.role,
            )
        )


def _member(office: Office, user_id: UUID) -> Member:
    for member in office.manifest.members:
        if member.user_id == user_id and member.active:
            return member
    raise Refused(hard("record.gone", kind="staff"))


def _staff(work: Work, user_id: UUID) -> Staff:
    staff = work.session.scalar(select(Staff).where(Staff.id == user_id))
    if staff is None:
        raise Refused(hard("record.gone", kind="staff"))
    return work.touch(staff)
