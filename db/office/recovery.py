"""Getting back in by the recovery code, when no administrator knows a password any more.

And trying the code while nothing has happened yet, so that a sheet that is lost is missed in time.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from db.office.data_key import working_key
from db.office.layout import Folder
from db.office.opening import office_in
from db.office.sealed.recovery import take_over
from db.office.signing import require_manager, sign_change
from db.office.signing_in import look_inside
from db.office.standing import Office, now_utc
from db.office.trust import anchor_of
from db.operations.work import Work
from db.queries.audit_log.code_tried import TRIED
from db.rules.codes import Role
from db.rules.findings import Refused, hard, raise_hard
from db.rules.passwords import password_findings
from db.storage.engine import open_engines
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import RECOVERY, KeyFile, new_key_file
from db.storage.keys.recovery_code import clean_recovery_code
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import Manifest, read_manifest
from db.storage.member import Member
from db.storage.place import classify
from db.storage.problems import StorageProblem
from db.storage.staying import stay_in


def recover(
    folder: Path,
    code: str,
    user_name: str,
    password: str,
    *,
    device: str,
    cost: Argon2 | None = None,
    shared: bool = False,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Give an administrator new keys under a new password, and open the office as that person.

    The code stays good until it is renewed. Raises `Refused`: "storage.recovery_code" for a
    typing error, "recovery.wrong", "recovery.not_administrator", or what is wrong with the
    password or the place; then nothing was changed.
    """
    where = office_in(folder)
    typed = _typed(code)
    manifest = read_manifest(where.keys)
    signer_id, signer, data_key, of_the_code = _unlocked(manifest, where, typed)
    member = _administrator(manifest, user_name.strip().lower())
    place = classify(folder.absolute(), shared=shared)
    hold = stay_in(where.path)
    engines = open_engines(where.database, data_key, place, must_exist=True)

    def check(session: Session) -> None:
        manifest.check_trusted(anchor_of(session))

    try:
        record, user = look_inside(engines, member, check)
        raise_hard(password_findings(password, user_name=user.user_name, office_name=record.name))
        key_file, identity = new_key_file(
            user_name=member.user_name,
            user_id=member.user_id,
            office_id=record.id,
            password=password,
            data_key=data_key,
            data_key_epoch=of_the_code.data_key_epoch,
            epoch=member.epoch + 2,  # after the keys that the person made in place of the last
            cost=cost,
        )
        office = Office(
            home=where,
            place=place,
            engines=engines,
            record=record,
            user=user,
            identity=identity,
            data_key=data_key,
            manifest=manifest,
            key_file=key_file,
            device=device,
            hold=hold,
            clock=clock,
        )
        changed = Member.of(key_file, member.role)
        sign_change(office, changed, _recovered, key_file, signer=signer, signer_id=signer_id)
        take_over(office, signer_id, signer)
    except BaseException:
        engines.dispose()
        hold.let_go()
        raise
    return office


def try_recovery_code(office: Office, code: str) -> None:
    """See whether the printed code would open the office. Only the audit log tells of it after.

    Raises `Refused`: "storage.recovery_code" for a typing error, "recovery.wrong", what is wrong
    with the code's key file, or "permission.denied".
    """
    require_manager(office)
    _, _, data_key, _ = _unlocked(office.manifest, office.folder, _typed(code))
    if data_key != office.data_key:
        raise StorageProblem("key_file_changed")
    office.write(_tried)


def _tried(work: Work) -> None:
    work.record(TRIED, "office", None)
    work.changed("office")


def _typed(code: str) -> str:
    try:
        return clean_recovery_code(code)
    except StorageProblem:
        raise Refused(hard("storage.recovery_code", "code")) from None


def _unlocked(
    manifest: Manifest, where: Folder, code: str
) -> tuple[UUID, Identity, bytes, KeyFile]:
    try:
        key_file, member = key_file_in_force(where.keys, manifest, RECOVERY)
    except StorageProblem as problem:
        if problem.has("storage.unknown_user"):
            raise Refused(hard("recovery.missing")) from None
        raise
    try:
        identity, _ = key_file.open(code)
        data_key = working_key(where, key_file, identity)
    except StorageProblem as problem:
        if problem.has("storage.wrong_password"):
            raise Refused(hard("recovery.wrong", "code")) from None
        raise
    return member.user_id, identity, data_key, key_file


def _administrator(manifest: Manifest, user_name: str) -> Member:
    for member in manifest.members:
        if member.user_name == user_name and member.active and member.role is Role.ADMINISTRATOR:
            return member
    raise Refused(hard("recovery.not_administrator", "user_name", user=user_name))


def _recovered(work: Work) -> None:
    work.record("office.recovered", "staff", work.user.id)
    work.changed("staff", work.user.id)
