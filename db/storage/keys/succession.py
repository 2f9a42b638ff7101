"""How a person's own keys follow those that an administrator handed over.

The keys under a one-time password were made on the administrator's computer. Whoever replaces the
password makes new ones, and signs with the old that the new ones follow. The signed list of
members takes them over at its next change; until then this signature speaks for them.
"""

from dataclasses import dataclass
from uuid import UUID

from db.storage.keys.encoding import Fields, encoded
from db.storage.keys.identity import Identity, PublicKeys

_PURPOSE = b"caseroom-succession-1"


@dataclass(frozen=True)
class Succession:
    """The public keys that came before, and their signature over those that follow."""

    before: PublicKeys
    signature: bytes

    def vouches_for(self, office_id: UUID, user_id: UUID, epoch: int, after: PublicKeys) -> bool:
        """Whether the keys before signed for these keys of this epoch."""
        return self.before.signed(self.signature, _message(office_id, user_id, epoch, after))

    def to_fields(self) -> dict[str, str]:
        """What a key file says of it."""
        return {**self.before.to_fields(), "signature": encoded(self.signature)}

    @classmethod
    def from_fields(cls, fields: Fields) -> "Succession":
        """Read it again."""
        return cls(PublicKeys.from_fields(fields), fields.raw("signature", 64))


def succession(
    before: Identity, office_id: UUID, user_id: UUID, epoch: int, after: PublicKeys
) -> Succession:
    """Sign with the keys before that `after` follows them in this epoch."""
    signature = before.sign(_message(office_id, user_id, epoch, after))
    return Succession(before.public, signature)


def _message(office_id: UUID, user_id: UUID, epoch: int, after: PublicKeys) -> bytes:
    parts = (_PURPOSE, office_id.bytes, user_id.bytes, str(epoch).encode())
    return b"\0".join(parts) + b"\0" + after.sealing + after.signing
