"""Writing a new signed list of members, with the key file and the records that go with it.

Everything is written inside one transaction of the records: the key file beside the one until
now, the manifest, the key file in its place, then the anchor. A computer that stops in between
leaves a manifest one step ahead, which the anchor accepts (never two: the records follow before the
next is written); a transaction that fails puts the files back.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import exists, select

from db.models.audit import AuditEvent
from db.office import trust
from db.office.following import caught_up, follow, still_counts
from db.office.signers import with_former_keys, with_own_keys
from db.office.standing import Office
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused, Stale, hard
from db.rules.ids import new_id
from db.rules.permissions import Action, allowed
from db.storage.key_in_force import (
    key_file_in_force,
    put_in_place,
    waiting_name,
    write_waiting,
)
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, key_file_name, write_key_file
from db.storage.manifest import FILE, Anchor, Manifest, read_manifest, write_manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem
from db.storage.shelf import FilesBefore


def require_manager(office: Office) -> None:
    """Read the list of members again, and see that the user may change it.

    Raises `Refused`: "permission.denied", also for one who is no administrator any more.
    """
    manifest = _read_again(office)
    own = next((m for m in manifest.members if m.user_id == office.user.id), None)
    role = own.role if own is not None and own.active else None
    office.require(Action.MANAGE_STAFF, require_manager)
    if role is None or not allowed(role, Action.MANAGE_STAFF):  # no longer, by the signed list
        raise Refused(
            hard("permission.denied", action=Action.MANAGE_STAFF.value, role=office.user.role)
        )


def active_member(office: Office, user_id: UUID) -> Member:
    """The member, with the keys that they made themselves if they did.

    Raises `Refused` with "record.gone".
    """
    for member in office.manifest.members:
        if member.user_id == user_id and member.active:
            return with_own_keys(office, member)
    raise Refused(hard("record.gone", kind="staff"))


def own_key_file(office: Office) -> tuple[KeyFile, Member]:
    """The key file of who is signed in, as it is now, and whose it is.

    Raises `Refused`, also when the list of members or the file is not the one that counts.
    """
    manifest = _read_again(office)
    key_file, member = key_file_in_force(office.home.keys, manifest, office.user.user_name)
    office.read(_check_keys, member, key_file)
    before = office.key_file
    if before is not None and before.data_key_epoch < key_file.data_key_epoch:
        raise StorageProblem("key_changed")  # this program holds the key of before
    return key_file, member


def write_own_keys(
    office: Office, key_file: KeyFile, identity: Identity, keep: Callable[[Work], None]
) -> None:
    """Write the key file of who is signed in; keys of their own are remembered in the records.

    `keep` writes the rest. Raises `Refused`, or `Stale`; then the file is as it was.
    """
    member = office.manifest.check_key_file(key_file)
    before, operation_id = FilesBefore(office.home.keys), new_id()

    def operation(work: Work) -> None:
        still_counts(work, office.manifest)
        counts = trust.knows_keys(work.session, member)
        if not counts or not trust.is_newer(work.session, key_file):
            raise Stale("staff")  # another computer of theirs was first
        before.remember(key_file_name(key_file.user_name))
        write_key_file(office.home.keys_in(work.session), key_file)
        if office.manifest.member(member.user_name).keys != member.keys:
            trust.remember_keys(work.session, member)
        trust.remember_password(work.session, key_file)
        keep(work)

    try:
        office.write(operation, operation_id=operation_id)
    except Exception:
        if not _was_written(office, operation_id, before):
            raise
    office.identity = identity
    office.key_file = key_file
    office.must_change_password = False


def sign_change(
    office: Office,
    changed: Member,
    keep: Callable[[Work], None],
    key_file: KeyFile | None = None,
    *,
    signer: Identity | None = None,
    signer_id: UUID | None = None,
    instead_of: Member | None = None,
) -> None:
    """Write keys, manifest and records of one changed or new member.

    `keep` writes the records; `instead_of` leaves the list. Raises `Refused`; then everything is
    as it was, and `Stale` if another administrator changed the list meanwhile.
    """
    ahead = caught_up(office, themselves=signer is None)
    before, operation_id = office.manifest, new_id()
    files = FilesBefore(office.home.keys)
    members = [
        with_former_keys(office, before, m if m is changed else with_own_keys(office, m))
        for m in before.with_member(changed)
        if instead_of is None or m.user_id != instead_of.user_id
    ]
    after = before.next(members, signer_id or office.user.id, signer or office.identity)

    def operation(work: Work) -> None:
        still_counts(work, before)
        keys = office.home.keys_in(work.session)
        files.remember(FILE)
        if key_file is not None:
            files.remember(key_file_name(key_file.user_name), waiting_name(key_file.user_name))
            write_waiting(keys, key_file)
        write_manifest(keys, after)
        if key_file is not None:
            put_in_place(keys, key_file.user_name)
        trust.set_anchor(work.session, after)
        if ahead:
            follow(work, before, office.accounts)
        keep(work)

    try:
        office.write(operation, operation_id=operation_id)
    except Exception:
        if not _was_written(office, operation_id, files, before.counter):
            raise
    office.manifest = after


def _was_written(
    office: Office,
    operation_id: UUID,
    before: FilesBefore,
    counter: int | None = None,
) -> bool:
    """After a failure: whether the change stands all the same; if not, put the files back.

    Where even that cannot be asked, the files stay: one step ahead of the records they count.
    They also stay when somebody else has signed a list since, beyond `counter`.
    """
    try:
        done, anchor = office.read(_is_recorded, operation_id), office.read(_anchor)
    except Exception:
        return False
    if not done and (counter is None or anchor.counter <= counter):
        before.put_back()
    return done


def _read_again(office: Office) -> Manifest:
    manifest = read_manifest(office.home.keys)
    manifest.check_trusted(office.read(_anchor))
    office.manifest = manifest
    return manifest


def _anchor(reading: Reading) -> Anchor:
    return trust.anchor_of(reading.session)


def _check_keys(reading: Reading, member: Member, key_file: KeyFile) -> None:
    trust.check_keys(reading.session, member, key_file)


def _is_recorded(reading: Reading, operation_id: UUID) -> bool:
    found = select(exists(AuditEvent.n).where(AuditEvent.operation_id == operation_id))
    return bool(reading.session.scalar(found))
