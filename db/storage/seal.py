"""Who may open a sealed file, and the secret that opens it.

The list of members is signed by somebody who may change it; see `db.storage.seal_file` for how it
is kept. The file's own database keeps an anchor, so that a list which was edited by hand, or put
back from last month, is refused.
"""

import hashlib
import os
from dataclasses import dataclass
from uuid import UUID

from db.primitives import derived
from db.storage.keys.identity import PublicKeys
from db.storage.manifest import Anchor
from db.storage.member import MemberKind
from db.storage.problems import StorageProblem

LONGEST_LABEL = 120


@dataclass(frozen=True)
class Secrets:
    """What opens a sealed file, and what opened it before a member was removed."""

    current: bytes
    previous: bytes = bytes(32)  # zeros: there is none to fall back on

    @classmethod
    def new(cls, previous: bytes = bytes(32)) -> "Secrets":
        """A new random secret, in place of a previous one."""
        return cls(os.urandom(32), previous)

    @property
    def database_key(self) -> bytes:
        """The 32 bytes under which the file's database lies."""
        return _derived(self.current, b"database")

    @property
    def previous_database_key(self) -> bytes | None:
        """The key before; the database is still under it if changing it was interrupted."""
        return _derived(self.previous, b"database") if any(self.previous) else None

    @property
    def list_key(self) -> bytes:
        """The key under which the list of members lies."""
        return _derived(self.current, b"list")


@dataclass(frozen=True)
class SealMember:
    """One who may open the sealed file; who `manages` it may change who else may."""

    user_id: UUID
    keys: PublicKeys
    manages: bool = False
    kind: MemberKind = MemberKind.USER


@dataclass(frozen=True)
class Seal:
    """The signed list. `payload` is the text that was signed."""

    office_id: UUID
    sealed_id: UUID
    counter: int
    previous: str
    label: str
    officer_id: UUID
    members: tuple[SealMember, ...]
    payload: str
    signed_by: UUID
    signing_key: bytes
    signature: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the signed text, hexadecimal."""
        return hashlib.sha256(self.payload.encode()).hexdigest()

    @property
    def anchor(self) -> Anchor:
        """What the sealed file's own database keeps of it."""
        signers = tuple((m.user_id, m.keys.signing) for m in self.members if m.manages)
        return Anchor(self.counter, self.hash, signers)

    @property
    def recovery(self) -> bool:
        """Whether the office's recovery code opens the file."""
        return any(member.kind is MemberKind.RECOVERY for member in self.members)

    def member(self, user_id: UUID) -> SealMember | None:
        """The member with this id."""
        return next((member for member in self.members if member.user_id == user_id), None)

    def check_trusted(self, anchor: Anchor) -> None:
        """Raise `StorageProblem` unless the anchor vouches for this list.

        One step ahead counts as well, if it is signed by somebody whom the anchor trusts: the
        computer may have stopped between writing the file and the database.
        """
        if self.hash == anchor.hash:
            return
        if self.counter < anchor.counter:
            raise StorageProblem("seal_old")
        follows = self.counter == anchor.counter + 1 and self.previous == anchor.hash
        if not follows or (self.signed_by, self.signing_key) not in anchor.signers:
            raise StorageProblem("seal_changed")


@dataclass(frozen=True)
class SealForm:
    """What a list says, apart from who signed it and when."""

    office_id: UUID
    sealed_id: UUID
    label: str
    officer_id: UUID
    members: tuple[SealMember, ...]


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return derived(secret, b"caseroom-sealed-1\0" + purpose)
