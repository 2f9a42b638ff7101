"""Who belongs to the office: adding, changing, resetting and letting go."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from db.models.staff import Staff
from db.office.signing import (
    active_member,
    own_key_file,
    require_manager,
    sign_change,
    write_own_keys,
)
from db.office.standing import Office
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused, Stale, hard, raise_hard
from db.rules.passwords import one_time_password, password_findings
from db.storage.keys.key_file import RECOVERY, KeyFile, key_file_name, new_key_file, normal
from db.storage.keys.recovery_code import new_recovery_code
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.member import Member
from db.storage.problems import StorageProblem

_ROLE = "staff.role_changed"


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

    With a `password` of the person's own choice it stays as it is. Raises `Refused`:
    "staff.user_name_taken" for a name that somebody has or had.
    """
    require_manager(office)
    user_name = clean_user_name(form.user_name)
    if not form.display_name.strip():
        raise Refused(hard("staff.name_missing", "display_name"))
    listed = next((m for m in office.manifest.members if m.user_name == user_name), None)
    if listed is not None and (not listed.active or office.read(_is_on_file, listed.user_id)):
        raise Refused(hard("staff.user_name_taken", "user_name", user=user_name))
    if password:
        raise_hard(password_findings(password, user_name=user_name, office_name=office.record.name))
    given = password or one_time_password(secrets.randbelow)
    key_file = _keys_to_hand_over(office, form.id, user_name, given, 1, cost)
    member = Member.of(key_file, form.role, must_change_password=not password)

    def keep(work: Work) -> None:
        if listed is not None and work.session.get(Staff, listed.user_id) is not None:
            raise Refused(hard("staff.user_name_taken", "user_name", user=user_name))  # meanwhile
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
        office.accounts.add(work, work.session.get_one(Staff, form.id), given)
        work.record("staff.added", "staff", form.id, role=form.role.value)
        work.changed("staff", form.id)

    # One who is listed without a record was added by a computer that stopped in the middle.
    sign_change(office, member, keep, key_file, instead_of=listed)
    return given


def reset_password(office: Office, user_id: UUID, *, cost: Argon2 | None = None) -> str:
    """Give somebody new keys under a one-time password, which is returned; the old ones are void.

    Raises `Refused`, also for one's own account.
    """
    require_manager(office)
    member = active_member(office, user_id)
    if user_id == office.user.id:
        raise Refused(hard("staff.not_yourself"))
    given = one_time_password(secrets.randbelow)
    key_file = _keys_to_hand_over(office, user_id, member.user_name, given, member.epoch + 1, cost)
    changed = Member.of(key_file, member.role, kind=member.kind, must_change_password=True)

    def keep(work: Work) -> None:
        office.accounts.give_password(work, _staff(work, user_id), given)
        work.record("staff.password_reset", "staff", user_id)
        work.changed("staff", user_id)

    sign_change(office, changed, keep, key_file)
    return given


def change_role(office: Office, user_id: UUID, role: Role, shown: Role | None = None) -> None:
    """Give somebody another role.

    `shown` is the one that the form opened with. Raises `Refused`, or `Stale` if somebody else
    gave them another one meanwhile: the list's counter sees only who signs at the same moment.
    """
    require_manager(office)
    if user_id == office.user.id:
        raise Refused(hard("staff.not_yourself"))
    member = active_member(office, user_id)
    if shown is not None and member.role is not shown:
        raise Stale("staff", user_id, _ROLE)

    def keep(work: Work) -> None:
        office.accounts.give_role(work, _staff(work, user_id), role)
        work.record(_ROLE, "staff", user_id)
        work.changed("staff", user_id)

    sign_change(office, replace(member, role=role), keep)


def deactivate(office: Office, user_id: UUID) -> None:
    """Let somebody go: the account and its key file are gone, what they wrote stays."""
    require_manager(office)
    if user_id == office.user.id:
        raise Refused(hard("staff.not_yourself"))
    member = active_member(office, user_id)

    def keep(work: Work) -> None:
        office.accounts.let_go(work, _staff(work, user_id))
        work.record("staff.deactivated", "staff", user_id)
        work.changed("staff", user_id)

    sign_change(office, replace(member, active=False), keep)
    with suppress(StorageProblem):  # void in any case: the signed list says so
        office.home.keys.remove(key_file_name(member.user_name))


def change_password(office: Office, old: str, new: str, *, cost: Argon2 | None = None) -> None:
    """Change one's own password; in place of a one-time password, with new keys of one's own.

    Raises `Refused`: "storage.wrong_password" for a wrong old one.
    """
    user = office.user
    key_file, member = own_key_file(office)
    identity, _ = key_file.open(old)
    found = password_findings(
        new, user_name=user.user_name, office_name=office.record.name, field="new_password"
    )
    if normal(old) == normal(new):
        found.append(hard("password.same", "new_password"))
    raise_hard(found)

    def keep(work: Work) -> None:
        office.accounts.give_password(work, _staff(work, user.id), new)
        work.record("staff.password_changed", "staff", user.id)

    if member.must_change_password:
        changed, own = key_file.with_own_keys(identity, new, cost or Argon2())
        write_own_keys(office, changed, own, keep)
    else:
        changed = key_file.with_new_password(identity, new, cost or Argon2())
        write_own_keys(office, changed, identity, keep)


def renew_recovery_code(office: Office, *, cost: Argon2 | None = None) -> str:
    """A new recovery code, which is returned; the old one opens nothing any more."""
    require_manager(office)
    member = next(m for m in office.manifest.members if m.user_name == RECOVERY)
    code = new_recovery_code()
    key_file = _keys_to_hand_over(office, member.user_id, RECOVERY, code, member.epoch + 1, cost)
    changed = Member.of(key_file, member.role, kind=member.kind)

    def keep(work: Work) -> None:
        work.record("office.recovery_code_renewed", "office", office.record.id)

    sign_change(office, changed, keep, key_file)
    return code


def _keys_to_hand_over(
    office: Office, user_id: UUID, user_name: str, password: str, epoch: int, cost: Argon2 | None
) -> KeyFile:
    key_file, _ = new_key_file(
        user_name=user_name,
        user_id=user_id,
        office_id=office.record.id,
        password=password,
        data_key=office.data_key,
        data_key_epoch=own_key_file(office)[0].data_key_epoch,
        epoch=epoch,
        cost=cost,
    )
    return key_file


def _is_on_file(reading: Reading, user_id: UUID) -> bool:
    return reading.session.get(Staff, user_id) is not None


def _staff(work: Work, user_id: UUID) -> Staff:
    staff = work.session.scalar(select(Staff).where(Staff.id == user_id))
    if staff is None:
        raise Refused(hard("record.gone", kind="staff"))
    return staff
