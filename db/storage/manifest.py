"""Who belongs to the office, in which role, with which keys: signed by an administrator.

Each manifest names the hash of the one before it and must be signed by somebody who was an
administrator there. The office's database keeps an anchor (`Anchor`), so a role, a key file or a
manifest that was edited by hand, or put back from last month, is refused.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from db.rules.codes import Role
from db.storage.atomic import problem_with_file, write_whole
from db.storage.keys.encoding import Fields, encoded
from db.storage.keys.identity import Identity, PublicKeys
from db.storage.keys.key_file import KeyFile
from db.storage.problems import StorageProblem

FILE = "manifest.json"
FORMAT = "caseroom-manifest"
VERSION = 1
_PURPOSE = b"caseroom-manifest-1\0"
_CHANGED = "manifest_changed"


class MemberKind(StrEnum):
    """Whose keys these are."""

    USER = "user"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Member:
    """One who may open the office. The recovery code may sign like an administrator."""

    user_id: UUID
    user_name: str
    role: Role
    epoch: int
    keys: PublicKeys
    kind: MemberKind = MemberKind.USER
    active: bool = True
    must_change_password: bool = False

    @property
    def may_sign(self) -> bool:
        """Whether a manifest signed by this member counts."""
        is_administrator = self.role is Role.ADMINISTRATOR
        return self.active and (is_administrator or self.kind is MemberKind.RECOVERY)

    @classmethod
    def of(cls, key_file: KeyFile, role: Role, **more: object) -> "Member":
        """The member that a key file belongs to."""
        member = cls(key_file.user_id, key_file.user_name, role, key_file.epoch, key_file.public)
        return replace(member, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Anchor:
    """What the database remembers of the manifest that it trusts."""

    counter: int
    hash: str
    signers: tuple[tuple[UUID, bytes], ...]  # who may sign the next one, with their keys

    def to_text(self) -> str:
        """The anchor as the database keeps it."""
        signers = {str(user): encoded(key) for user, key in self.signers}
        return json.dumps({"counter": self.counter, "hash": self.hash, "signers": signers})

    @classmethod
    def from_text(cls, text: str) -> "Anchor":
        """Read it again."""
        fields = Fields.parse(text.encode(), _CHANGED)
        signers = json.loads(text)["signers"]
        part = fields.part("signers")
        return cls(
            fields.whole("counter"),
            fields.text("hash"),
            tuple((_uuid(user), part.raw(user, 32)) for user in signers),
        )


@dataclass(frozen=True)
class Manifest:
    """A signed list of members. `payload` is the text that was signed."""

    office_id: UUID
    counter: int
    previous: str
    members: tuple[Member, ...]
    payload: str
    signed_by: UUID
    signature: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the signed text, hexadecimal."""
        return hashlib.sha256(self.payload.encode()).hexdigest()

    @property
    def anchor(self) -> Anchor:
        """What the database keeps of it."""
        signers = tuple((m.user_id, m.keys.signing) for m in self.members if m.may_sign)
        return Anchor(self.counter, self.hash, signers)

    def member(self, user_name: str) -> Member:
        """The active member with this name. Raises `StorageProblem` "unknown_user"."""
        for member in self.members:
            if member.user_name == user_name and member.active:
                return member
        raise StorageProblem("unknown_user")

    def check_key_file(self, key_file: KeyFile) -> Member:
        """The member whose key file this is. Raises `StorageProblem` if it is another's."""
        member = self.member(key_file.user_name)
        same = (
            key_file.user_id == member.user_id
            and key_file.public == member.keys
            and key_file.epoch == member.epoch
            and key_file.office_id == self.office_id
        )
        if not same:
            raise StorageProblem("key_file_changed")
        return member

    def check_trusted(self, anchor: Anchor) -> None:
        """Raise `StorageProblem` unless the database's anchor vouches for this manifest.

        A manifest one step newer, signed by somebody whom the anchor trusts, counts: the computer
        may have stopped between writing the file and the database.
        """
        if self.hash == anchor.hash:
            return
        if self.counter < anchor.counter:
            raise StorageProblem("manifest_old")
        trusted = dict(anchor.signers).get(self.signed_by)
        follows = self.counter == anchor.counter + 1 and self.previous == anchor.hash
        if trusted is None or not follows or not self._signed_with(trusted):
            raise StorageProblem(_CHANGED)

    def next(self, members: Iterable[Member], signer_id: UUID, signer: Identity) -> "Manifest":
        """The manifest that follows this one. Raises `StorageProblem` without an administrator."""
        return _signed(
            self.office_id, self.counter + 1, self.hash, tuple(members), signer_id, signer
        )

    def with_member(self, changed: Member) -> tuple[Member, ...]:
        """The members with one replaced, or added at the end."""
        if all(member.user_id != changed.user_id for member in self.members):
            return (*self.members, changed)
        return tuple(changed if m.user_id == changed.user_id else m for m in self.members)

    def to_json(self) -> bytes:
        """The file's content."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "payload": self.payload,
            "signed_by": str(self.signed_by),
            "signature": encoded(self.signature),
        }
        return json.dumps(content, indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Read and verify a file's content against itself; `check_trusted` does the rest.

        Raises `StorageProblem`: "manifest_changed" or "newer".
        """
        fields = Fields.parse(content, _CHANGED)
        if fields.text("format") != FORMAT:
            raise StorageProblem(_CHANGED)
        if fields.whole("version") > VERSION:
            raise StorageProblem("newer")
        payload = fields.text("payload")
        inner = Fields.parse(payload.encode(), _CHANGED)
        found = cls(
            office_id=_uuid(inner.text("office")),
            counter=inner.whole("counter"),
            previous=inner.text("previous"),
            members=tuple(_member(part) for part in inner.parts("members")),
            payload=payload,
            signed_by=_uuid(fields.text("signed_by")),
            signature=fields.raw("signature", 64),
        )
        names = [member.user_name for member in found.members if member.active]
        if len(set(names)) != len(names) or not found._signed_by_member():
            raise StorageProblem(_CHANGED)
        return found

    def _signed_by_member(self) -> bool:
        # Right after a reset by the recovery code the signer may no longer be listed as such;
        # the anchor decides then. What is listed must fit.
        for member in self.members:
            if member.user_id == self.signed_by:
                return member.may_sign and self._signed_with(member.keys.signing)
        return False

    def _signed_with(self, public_key: bytes) -> bool:
        message = _PURPOSE + self.payload.encode()
        return PublicKeys(b"", public_key).signed(self.signature, message)


def first_manifest(
    office_id: UUID, members: Iterable[Member], signer_id: UUID, signer: Identity
) -> Manifest:
    """The manifest of a new office."""
    return _signed(office_id, 1, "", tuple(members), signer_id, signer)


def read_manifest(keys: Path) -> Manifest:
    """The manifest in a `keys` folder. Raises `StorageProblem`."""
    try:
        return Manifest.from_json((keys / FILE).read_bytes())
    except OSError as error:
        raise problem_with_file(error) from None


def write_manifest(keys: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    write_whole(keys / FILE, manifest.to_json())


def _signed(
    office_id: UUID,
    counter: int,
    previous: str,
    members: tuple[Member, ...],
    signer_id: UUID,
    signer: Identity,
) -> Manifest:
    if not any(m.active and m.role is Role.ADMINISTRATOR for m in members):
        raise StorageProblem("no_administrator")
    content = {
        "office": str(office_id),
        "counter": counter,
        "previous": previous,
        "members": [_member_json(member) for member in members],
    }
    payload = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    signature = signer.sign(_PURPOSE + payload.encode())
    return Manifest(office_id, counter, previous, members, payload, signer_id, signature)


def _member_json(member: Member) -> dict[str, object]:
    return {
        "user_id": str(member.user_id),
        "user": member.user_name,
        "role": member.role.value,
        "kind": member.kind.value,
        "epoch": member.epoch,
        "x25519": encoded(member.keys.sealing),
        "ed25519": encoded(member.keys.signing),
        "active": member.active,
        "must_change_password": member.must_change_password,
    }


def _member(fields: Fields) -> Member:
    try:
        role, kind = Role(fields.text("role")), MemberKind(fields.text("kind"))
    except ValueError:
        raise StorageProblem(_CHANGED) from None
    return Member(
        user_id=_uuid(fields.text("user_id")),
        user_name=fields.text("user"),
        role=role,
        epoch=fields.whole("epoch"),
        keys=PublicKeys(fields.raw("x25519", 32), fields.raw("ed25519", 32)),
        kind=kind,
        active=fields.yes("active"),
        must_change_password=fields.yes("must_change_password"),
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise StorageProblem(_CHANGED) from None
