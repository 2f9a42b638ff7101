"""Getting back in by the recovery code, when no administrator knows a password any more.

And trying the code while nothing has happened yet, so that a sheet that is lost is missed in time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.staff import Staff
from db.office.data_key import working_key
from db.office.entering import Where
from db.office.homes import Home
from db.office.moved_mark import see_that_it_stays
from db.office.on_server import Maker
from db.office.outside import outside_of, way_in
from db.office.record import now_utc
from db.office.sealed.recovery import take_over
from db.office.signing import require_manager, sign_change
from db.office.signing_in import look_inside
from db.office.standing import Office
from db.office.trust import anchor_of
from db.office.way_in import WayIn
from db.operations.work import Work
from db.queries.audit_log.code_tried import TRIED
from db.rules.codes import Role
from db.rules.findings import Refused, hard, raise_hard
from db.rules.passwords import password_findings
from db.storage.key_in_force import key_file_in_force
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import RECOVERY, KeyFile, new_key_file
from db.storage.keys.recovery_code import clean_recovery_code
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import Manifest, read_manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem


@dataclass(frozen=True)
class _Unlocked:
    """What the recovery code opens."""

    key_file: KeyFile
    member_id: UUID
    identity: Identity = field(repr=False)
    data_key: bytes = field(repr=False)


def recover(
    place: Where,
    code: str,
    user_name: str,
    password: str,
    *,
    device: str,
    maker: Maker | None = None,
    cost: Argon2 | None = None,
    shared: bool = False,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Give an administrator new keys under a new password, and open the office as that person.

    On a server its `maker` tells the server of the password, in the same transaction. The code
    stays good until it is renewed. Raises `Refused`: "storage.recovery_code" for a typing error,
    "recovery.wrong", "recovery.not_administrator", or what is wrong with the password or the
    place; then nothing was changed.
    """
    outside = outside_of(place, maker, shared=shared, cost=cost)
    try:
        typed = _typed(code)
        see_that_it_stays(outside.home.keys)
        manifest = read_manifest(outside.home.keys)
        unlocked = _unlocked(manifest, outside.home, typed)
        member = _administrator(manifest, user_name.strip().lower())
        way = way_in(outside, unlocked.data_key, device=device, clock=clock)
        try:
            office = _changed(way, manifest, member, unlocked, password, cost)
        except BaseException:
            way.give_up()
            raise
    except BaseException:
        outside.leave()
        raise
    return outside.enter(office, password, cost)


def _changed(
    way: WayIn,
    manifest: Manifest,
    member: Member,
    unlocked: _Unlocked,
    password: str,
    cost: Argon2 | None,
) -> Office:
    """New keys for the member, signed for by the code; the office as that person."""

    def check(session: Session) -> None:
        manifest.check_trusted(anchor_of(session))

    record, user = look_inside(way.engines, member, check)
    raise_hard(password_findings(password, user_name=user.user_name, office_name=record.name))
    key_file, identity = new_key_file(
        user_name=member.user_name,
        user_id=member.user_id,
        office_id=record.id,
        password=password,
        data_key=unlocked.data_key,
        data_key_epoch=unlocked.key_file.data_key_epoch,
        epoch=member.epoch + 2,  # after the keys that the person made in place of the last
        cost=cost,
    )
    office = way.office(record, user, manifest, key_file, identity, unlocked.data_key)

    def keep(work: Work) -> None:
        office.accounts.give_password(work, work.session.get_one(Staff, user.id), password)
        work.record("office.recovered", "staff", user.id)
        work.changed("staff", user.id)

    signer, signer_id = unlocked.identity, unlocked.member_id
    changed = Member.of(key_file, member.role)
    sign_change(office, changed, keep, key_file, signer=signer, signer_id=signer_id)
    take_over(office, signer_id, signer)
    return office


def try_recovery_code(office: Office, code: str) -> None:
    """See whether the printed code would open the office. Only the audit log tells of it after.

    Raises `Refused`: "storage.recovery_code" for a typing error, "recovery.wrong", what is wrong
    with the code's key file, or "permission.denied".
    """
    require_manager(office)
    if _unlocked(office.manifest, office.home, _typed(code)).data_key != office.data_key:
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


def _unlocked(manifest: Manifest, where: Home, code: str) -> _Unlocked:
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
    return _Unlocked(key_file, member.user_id, identity, data_key)


def _administrator(manifest: Manifest, user_name: str) -> Member:
    for member in manifest.members:
        if member.user_name == user_name and member.active and member.role is Role.ADMINISTRATOR:
            return member
    raise Refused(hard("recovery.not_administrator", "user_name", user=user_name))
