"""A person's two key pairs: X25519, to which secrets are sealed, and Ed25519, which signs."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.storage.keys.encoding import Fields, encoded


@dataclass(frozen=True)
class PublicKeys:
    """The halves that everybody may know, 32 bytes each."""

    sealing: bytes
    signing: bytes

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether this person signed the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.signing).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def to_fields(self) -> dict[str, str]:
        """The keys as key files write them."""
        return {"x25519": encoded(self.sealing), "ed25519": encoded(self.signing)}

    @classmethod
    def from_fields(cls, fields: Fields) -> "PublicKeys":
        """Read them again."""
        return cls(fields.raw("x25519", 32), fields.raw("ed25519", 32))


class Identity:
    """The private halves, in memory while their owner is signed in."""

    def __init__(self, sealing: X25519PrivateKey, signing: Ed25519PrivateKey) -> None:
        self.sealing = sealing
        self._signing = signing
        self._public_key = signing.public_key().public_bytes_raw()  # each write asks for it

    @classmethod
    def generate(cls) -> "Identity":
        """Two new random key pairs."""
        return cls(X25519PrivateKey.generate(), Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, secret: bytes) -> "Identity":
        """The identity of these 64 bytes: first the sealing, then the signing half."""
        return cls(
            X25519PrivateKey.from_private_bytes(secret[:32]),
            Ed25519PrivateKey.from_private_bytes(secret[32:]),
        )

    def to_bytes(self) -> bytes:
        """64 secret bytes."""
        return self.sealing.private_bytes_raw() + self._signing.private_bytes_raw()

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        return PublicKeys(self.sealing.public_key().public_bytes_raw(), self.public_key)

    @property
    def public_key(self) -> bytes:
        """The public half that checks signatures."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature."""
        return self._signing.sign(message)
