"""Whose signatures count in the audit log: the signed list of members says so, no row beside it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from db.models.audit import AuditKey
from db.office.standing import Office
from db.office.trust import anchor_of, knows_keys
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.storage.key_in_force import key_file_in_force
from db.storage.manifest import Anchor, Manifest, read_manifest
from db.storage.member import Member

Signers = Mapping[UUID, frozenset[bytes]]


def accepted_signers(office: Office) -> Signers | None:
    """The signing keys that each member has or had.

    None for a list that was signed before former keys were kept in it: then the rows must do.
    """
    main = office.main
    manifest = main.manifest
    with suppress(Refused):
        found = read_manifest(main.home.keys)
        found.check_trusted(main.read(_anchor))
        manifest = found
    if not keeps_former_keys(manifest):
        return None
    return {
        member.user_id: frozenset(
            (
                member.keys.signing,
                with_own_keys(main, member, manifest).keys.signing,
                *(member.former or ()),
            )
        )
        for member in manifest.members
    }


def keeps_former_keys(manifest: Manifest) -> bool:
    """Whether the list says which keys its members had before."""
    return all(member.former is not None for member in manifest.members)


def with_former_keys(office: Office, before: Manifest, member: Member) -> Member:
    """The member for the list that follows `before`, with every key that was theirs until now.

    The first list that keeps former keys takes them from the log as it stands then.
    """
    listed = next((m for m in before.members if m.user_id == member.user_id), None)
    if listed is None:
        return replace(member, former=())
    known = listed.former
    if known is None:
        known = office.read(_keys_in_log, member.user_id)
    had = {*known, listed.keys.signing, with_own_keys(office, listed, before).keys.signing}
    return replace(member, former=tuple(sorted(had - {member.keys.signing})))


def with_own_keys(office: Office, member: Member, manifest: Manifest | None = None) -> Member:
    """The member, with keys that follow those handed over, as far as the records know them."""
    if not member.must_change_password:
        return member
    with suppress(Refused):
        listed = manifest or office.manifest
        _, own = key_file_in_force(office.home.keys, listed, member.user_name)
        if own != member and office.read(_knows, own):
            return own
    return member


def _anchor(reading: Reading) -> Anchor:
    return anchor_of(reading.session)


def _keys_in_log(reading: Reading, user_id: UUID) -> tuple[bytes, ...]:
    found = select(AuditKey.public_key).where(AuditKey.user_id == user_id)
    return tuple(reading.session.scalars(found))


def _knows(reading: Reading, member: Member) -> bool:
    return knows_keys(reading.session, member)
