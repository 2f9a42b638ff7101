"""Writing a new signed list of members, with the key file and the records that go with it.

Everything is written inside one transaction of the records: key file, then manifest, then the
anchor. A computer that stops in between leaves a manifest one step ahead, which the anchor
accepts; a transaction that fails puts the two files back.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from db.office import trust
from db.office.standing import Office
from db.operations.work import Work
from db.queries.reading import Reading
from db.rules.findings import Refused, Stale, hard
from db.rules.permissions import Action, allowed
from db.storage.atomic import write_whole
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, read_key_file, write_key_file
from db.storage.manifest import FILE, Anchor, Manifest, read_manifest, write_manifest
from db.storage.member import Member
from db.storage.problems import StorageProblem


def require_manager(office: Office) -> None:
    """Read the list of members again, and see that the user may change it.

    Raises `Refused`: "permission.denied", also for one who is no administrator any more.
    """
    manifest = read_manifest(office.folder.keys)
    manifest.check_trusted(office.read(_anchor))
    office.manifest = manifest
    own = next((m for m in manifest.members if m.user_id == office.user.id), None)
    role = own.role if own is not None and own.active else None
    if role is None or not allowed(role, Action.MANAGE_STAFF):
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


def with_own_keys(office: Office, member: Member) -> Member:
    """The member, with keys that follow those handed over, as far as the records know them."""
    if not member.must_change_password:
        return member
    with suppress(Refused):
        key_file = read_key_file(office.folder.keys, member.user_name)
        own = office.manifest.check_key_file(key_file)
        if own != member and office.read(_knows, own):
            return own
    return member


def sign_change(
    office: Office,
    changed: Member,
    keep: Callable[[Work], None],
    key_file: KeyFile | None = None,
    *,
    signer: Identity | None = None,
    signer_id: UUID | None = None,
) -> None:
    """Write keys, manifest and records of one changed or new member.

    `keep` writes the records. Raises `Refused`; then everything is as it was, and `Stale` if
    another administrator changed the list meanwhile.
    """
    before = office.manifest
    members = [with_own_keys(office, m) for m in before.with_member(changed)]
    after = before.next(members, signer_id or office.user.id, signer or office.identity)

    def operation(work: Work) -> None:
        try:
            before.check_trusted(trust.anchor_of(work.session))
        except StorageProblem:
            raise Stale("staff") from None
        if key_file is not None:
            write_key_file(office.folder.keys, key_file)
        write_manifest(office.folder.keys, after)
        trust.set_anchor(work.session, after)
        keep(work)

    paths = [office.folder.keys / FILE]
    if key_file is not None:
        paths.append(office.folder.keys / f"{key_file.user_name}.json")
    contents = [(path, _content(path)) for path in paths]
    try:
        office.write(operation)
    except Exception:
        if not _was_kept(office, before, after, contents):
            raise
    office.manifest = after


def _was_kept(
    office: Office,
    before: Manifest,
    after: Manifest,
    contents: list[tuple[Path, bytes | None]],
) -> bool:
    """After a failure: whether the change stands all the same; if not, put the files back.

    Where even that cannot be asked, the files stay: one step ahead of the records they count.
    """
    try:
        anchor = office.read(_anchor)
    except Exception:
        return False
    if anchor == after.anchor:
        return True
    if anchor.counter <= before.counter:
        for path, content in contents:
            with suppress(OSError, Refused):
                if content is None:
                    path.unlink(missing_ok=True)
                elif _content(path) != content:
                    write_whole(path, content)
    return False


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _anchor(reading: Reading) -> Anchor:
    return trust.anchor_of(reading.session)


def _knows(reading: Reading, member: Member) -> bool:
    return trust.knows_keys(reading.session, member)
