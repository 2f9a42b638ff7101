"""Changing who belongs to a sealed file, and its key where somebody shall not open it any more.

First the seal, with the new secret and the one before it; then the database is put under the new
key; then its anchor follows. A computer that stops in between leaves a seal one step ahead, which
the anchor accepts, and whoever opens the file next finishes the rest.
"""

from contextlib import suppress
from uuid import UUID

from db.office.sealed.layout import SealedPlace
from db.office.sealed.making import checked_label
from db.office.sealed.standing import SealedOffice
from db.office.sealed.trust import (
    Chosen,
    anchored,
    follow_seal,
    members_now,
    seal_members,
    set_anchor,
)
from db.operations.work import Work
from db.rules.findings import Refused, Stale, hard
from db.rules.permissions import Action
from db.rules.sealed import SealedForm
from db.storage.keys.identity import Identity
from db.storage.member import MemberKind
from db.storage.rekeying import opens, rekey
from db.storage.seal import Seal, SealForm, SealMember, Secrets
from db.storage.seal_file import FILE, open_seal, read_seal, signed_seal, write_seal
from db.storage.shelf import FilesBefore, FolderShelf


def change_sealed(inside: SealedOffice, form: SealedForm) -> None:
    """Save name, officer and members. Whoever is no member any more cannot open it again: the
    database gets a new key. What they read and kept before is theirs, the key of an attached file
    included.

    Raises `Refused`, or `Stale` if another manager changed the list meanwhile; then everything
    is as it was, unless somebody is out already and only the record of it could not be written:
    that follows with the next who opens the file.
    """
    if not inside.manages:
        raise Refused(
            hard("permission.denied", action=Action.SEAL_CASES.value, role=inside.user.role)
        )
    label = checked_label(form.label)
    chosen = Chosen(form.officer_id, form.member_ids, inside.seal.recovery)
    reseal(inside, label, form.officer_id, seal_members(inside.main, chosen))


def renew_recovery(inside: SealedOffice) -> None:
    """Follow the office to its new recovery code, if the file is opened by it and has the old."""
    if not inside.seal.recovery:
        return
    now = {
        member.user_id: member.keys
        for member in members_now(inside.main).members
        if member.kind is MemberKind.RECOVERY and member.active
    }
    members = tuple(
        SealMember(m.user_id, now.get(m.user_id, m.keys), m.manages, m.kind)
        if m.kind is MemberKind.RECOVERY
        else m
        for m in inside.seal.members
    )
    if members != inside.seal.members:
        reseal(inside, inside.seal.label, inside.seal.officer_id, members)


def reseal(
    inside: SealedOffice,
    label: str,
    officer_id: UUID,
    members: tuple[SealMember, ...],
    *,
    signer_id: UUID | None = None,
    signer: Identity | None = None,
) -> None:
    """Write the next list, signed by a manager of the one before. Raises as `change_sealed`."""
    identity = signer or inside.identity
    with inside.turn():
        was = read_seal(inside.folder.path)
        before, secrets = open_seal(was, identity, inside.main.record.id, inside.record.id)
        if before.hash != inside.seal.hash:
            raise Stale("sealed")
        if not any(member.manages for member in members if member.kind is MemberKind.USER):
            raise Refused(hard("sealed.nobody_manages", "members"))
        if before.counter > inside.read(anchored):  # two steps ahead would let nobody in
            inside.write_held(follow_seal, before)
        kept = {(member.user_id, member.keys.sealing) for member in members}
        removed = any((m.user_id, m.keys.sealing) not in kept for m in before.members)
        after = Secrets.new(secrets.current) if removed else Secrets(secrets.current)
        form = SealForm(before.office_id, before.sealed_id, label, officer_id, members)
        seal, content = signed_seal(form, after, signer_id or inside.user.id, identity, before)
        files = FilesBefore(FolderShelf(inside.folder.path))
        files.remember(FILE)
        try:
            write_seal(inside.folder.path, content)
            if removed:
                inside.engines.dispose()
                old, new = secrets.database_key, after.database_key
                rekey(inside.folder.database, old, new, _place(inside))
        except BaseException:
            if opens(inside.folder.database, secrets.database_key, _place(inside)):
                files.put_back()  # or the seal has both secrets, and either opens the database
            inside.kept.forget()
            raise
        inside.take(seal, after)
        try:
            inside.write_held(_resealed, before, seal)
        except BaseException:
            with suppress(Refused):
                inside.start_over()
                if not removed and _knows(inside, before):
                    files.put_back()
                if read_seal(inside.folder.path) == was:
                    inside.take(before, secrets)
            raise


def _knows(inside: SealedOffice, before: Seal) -> bool:
    """Whether the records know the list before; where they cannot be asked, the new one stays."""
    try:
        return inside.read(anchored) == before.counter
    except Exception:
        return False


def _place(inside: SealedOffice) -> SealedPlace:
    assert isinstance(inside.place, SealedPlace)
    return inside.place


def _resealed(work: Work, before: Seal, after: Seal) -> None:
    set_anchor(work.session, after)
    was, now = _ids(before), _ids(after)
    work.record(
        "sealed.members_changed",
        "sealed",
        after.sealed_id,
        added=sorted(now - was),
        removed=sorted(was - now),
    )
    work.changed("sealed", after.sealed_id)


def _ids(seal: Seal) -> set[str]:
    return {str(member.user_id) for member in seal.members}
