"""Who belongs to the office, in which role, with which keys: signed by an administrator.

Each manifest names the hash of the one before it and must be signed by somebody who was an
administrator there. The office's database keeps an anchor (`Anchor`), so a role, a key file or a
manifest that was edited by hand, or put back from last month, is refused.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from db.rules.codes import Role
from db.storage.keys.encoding import LARGEST, Fields, encoded, uuid_of
from db.storage.keys.identity import Identity, PublicKeys
from db.storage.keys.key_file import KeyFile
from db.storage.member import Member, member_fields, member_of
from db.storage.problems import StorageProblem
from db.storage.shelf import Shelf

FILE = "manifest.json"
FORMAT = "caseroom-manifest"
VERSION = 1
_PURPOSE = b"caseroom-manifest-1\0"
_CHANGED = "manifest_changed"


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
        signers = fields.part("signers")
        return cls(
            fields.whole("counter"),
            fields.text("hash"),
            tuple((uuid_of(user, _CHANGED), signers.raw(user, 32)) for user in signers),
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
    signing_key: bytes  # the signer's public key; may have been replaced by this very manifest
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
        """The member whose key file this is, with the keys in it.

        Raises `StorageProblem` "key_file_changed" when the keys are not the member's, nor the
        member's own that follow those which an administrator handed over.
        """
        member = self.member(key_file.user_name)
        if (key_file.user_id, key_file.office_id) != (member.user_id, self.office_id):
            raise StorageProblem("key_file_changed")
        if (key_file.epoch, key_file.public) == (member.epoch, member.keys):
            return member
        if member.must_change_password and key_file.follows(member.epoch, member.keys):
            return member.with_keys_of(key_file)
        raise StorageProblem("key_file_changed")

    def check_trusted(self, anchor: Anchor) -> None:
        """Raise `StorageProblem` unless the database's anchor vouches for this manifest.

        A manifest one step newer, signed by somebody whom the anchor trusts, counts: the computer
        may have stopped between writing the file and the database.
        """
        if self.hash == anchor.hash:
            return
        if self.counter < anchor.counter:
            raise StorageProblem("manifest_old")
        trusted = (self.signed_by, self.signing_key) in anchor.signers
        follows = self.counter == anchor.counter + 1 and self.previous == anchor.hash
        if not trusted or not follows or not self._is_signed():
            raise StorageProblem(_CHANGED)

    def next(self, members: Iterable[Member], signer_id: UUID, signer: Identity) -> "Manifest":
        """The manifest that follows this one, signed with keys that this one lists.

        Raises `StorageProblem` "no_administrator" if nobody were left to sign the next.
        """
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
            "signing_key": encoded(self.signing_key),
            "signature": encoded(self.signature),
        }
        return json.dumps(content, indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Read and verify a file's content against itself; `check_trusted` does the rest.

        Raises `StorageProblem`: "manifest_changed" or "newer".
        """
        fields = Fields.parse(content, _CHANGED)
        fields.expect(FORMAT, VERSION)
        payload = fields.text("payload")
        inner = Fields.parse(payload.encode(), _CHANGED)
        found = cls(
            office_id=uuid_of(inner.text("office"), _CHANGED),
            counter=inner.whole("counter"),
            previous=inner.text("previous"),
            members=tuple(member_of(part) for part in inner.parts("members")),
            payload=payload,
            signed_by=uuid_of(fields.text("signed_by"), _CHANGED),
            signing_key=fields.raw("signing_key", 32),
            signature=fields.raw("signature", 64),
        )
        if not (found._is_one_each() and found._signer_may() and found._is_signed()):
            raise StorageProblem(_CHANGED)
        return found

    def _is_one_each(self) -> bool:
        """Whether no id stands for two, and no name for two who may sign in."""
        names = [member.user_name for member in self.members if member.active]
        ids = {member.user_id for member in self.members}
        return len(ids) == len(self.members) and len(set(names)) == len(names)

    def _signer_may(self) -> bool:
        return any(m.user_id == self.signed_by and m.may_sign for m in self.members)

    def _is_signed(self) -> bool:
        message = _PURPOSE + self.payload.encode()
        return PublicKeys(b"", self.signing_key).signed(self.signature, message)


def first_manifest(
    office_id: UUID, members: Iterable[Member], signer_id: UUID, signer: Identity
) -> Manifest:
    """The manifest of a new office."""
    return _signed(office_id, 1, "", tuple(members), signer_id, signer)


def read_manifest(keys: Shelf) -> Manifest:
    """The manifest among the key files. Raises `StorageProblem`."""
    try:
        content = keys.read(FILE, LARGEST + 1)
    except FileNotFoundError:
        raise StorageProblem("manifest_missing" if keys.is_there() else "gone") from None
    return Manifest.from_json(content)


def write_manifest(keys: Shelf, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    keys.write(FILE, manifest.to_json())


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
        "members": [member_fields(member) for member in members],
    }
    payload = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    signature = signer.sign(_PURPOSE + payload.encode())
    return Manifest(
        office_id,
        counter,
        previous,
        members,
        payload,
        signer_id,
        signer.public_key,
        signature,
    )
