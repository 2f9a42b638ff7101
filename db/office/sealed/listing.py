"""Which sealed files there are: those that one can open by name, the others by number only."""

from uuid import UUID

from sqlalchemy import select

from db.models.staff import Staff
from db.office.sealed.homes import sealed_in
from db.office.sealed.setting import recovery_opens_sealed
from db.office.sealed.trust import members_now
from db.office.signers import with_own_keys
from db.office.standing import Office
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.rules.permissions import Action, allowed
from db.rules.sealed import SealedFile, SealedFiles, SealedPerson, Standing
from db.storage.manifest import Manifest
from db.storage.member import MemberKind
from db.storage.seal import Seal, SealMember
from db.storage.seal_file import open_seal


def sealed_files(office: Office) -> SealedFiles:
    """All sealed files of the office, as far as who is signed in may know of them."""
    names = office.read(_names)
    manifest = members_now(office)
    files, others, damaged = [], 0, 0
    kept = sealed_in(office.home)
    for sealed_id in kept.ids():
        try:
            seal, _ = open_seal(
                kept.read_seal(sealed_id), office.identity, office.record.id, sealed_id
            )
        except Refused as refused:
            if refused.has("storage.seal_not_yours"):
                others += 1
            else:
                damaged += 1
            continue
        files.append(_file(office, manifest, seal, names))
    files.sort(key=lambda one: (one.label.casefold(), one.id))
    return SealedFiles(
        tuple(files),
        others,
        damaged,
        office.read(recovery_opens_sealed),
        _candidates(office, manifest, names),
    )


def _file(office: Office, manifest: Manifest, seal: Seal, names: dict[UUID, str]) -> SealedFile:
    people = tuple(
        SealedPerson(
            member.user_id,
            names.get(member.user_id, "…"),
            member.manages,
            _standing(office, manifest, member),
        )
        for member in seal.members
        if member.kind is MemberKind.USER
    )
    own = seal.member(office.user.id)
    return SealedFile(
        seal.sealed_id,
        seal.label,
        seal.officer_id,
        names.get(seal.officer_id, "…"),
        tuple(sorted(people, key=lambda one: one.name.casefold())),
        seal.recovery,
        own is not None and own.manages,
    )


def _standing(office: Office, manifest: Manifest, member: SealMember) -> Standing:
    for listed in manifest.members:
        if listed.user_id == member.user_id and listed.active:
            same = with_own_keys(office, listed).keys == member.keys
            return Standing.OPENS if same else Standing.NEW_KEYS
    return Standing.LEFT


def _candidates(
    office: Office, manifest: Manifest, names: dict[UUID, str]
) -> tuple[tuple[UUID, str], ...]:
    """Those who have keys of their own and read cases, by name."""
    found = []
    for listed in manifest.members:
        if listed.active and listed.kind is MemberKind.USER:
            member = with_own_keys(office, listed)
            if not member.must_change_password and allowed(member.role, Action.READ_CASES):
                found.append((member.user_id, names.get(member.user_id, member.user_name)))
    return tuple(sorted(found, key=lambda one: one[1].casefold()))


def _names(reading: Reading) -> dict[UUID, str]:
    found = reading.session.execute(select(Staff.id, Staff.display_name))
    return {one: name for one, name in found}  # noqa: C416 (a Row is no pair to mypy)
