"""A person's two key pairs: X25519, to which secrets are sealed, and Ed25519, which signs."""

from dataclasses import dataclass

from db.primitives import KEY, AgreeingKey, SigningKey, is_signed
from db.storage.keys.encoding import Fields, encoded


@dataclass(frozen=True)
class PublicKeys:
    """The halves that everybody may know, 32 bytes each."""

    sealing: bytes
    signing: bytes

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether this person signed the message."""
        return is_signed(self.signing, signature, message)

    def to_fields(self) -> dict[str, str]:
        """The keys as key files write them."""
        return {"x25519": encoded(self.sealing), "ed25519": encoded(self.signing)}

    @classmethod
    def from_fields(cls, fields: Fields) -> "PublicKeys":
        """Read them again."""
        return cls(fields.raw("x25519", 32), fields.raw("ed25519", 32))


class Identity:
    """The private halves, in memory while their owner is signed in."""

    def __init__(self, sealing: AgreeingKey, signing: SigningKey) -> None:
        self.sealing = sealing
        self._signing = signing

    @classmethod
    def generate(cls) -> "Identity":
        """Two new random key pairs."""
        return cls(AgreeingKey.generate(), SigningKey.generate())

    @classmethod
    def from_bytes(cls, secret: bytes) -> "Identity":
        """The identity of these 64 bytes: first the sealing, then the signing half."""
        return cls(AgreeingKey(secret[:KEY]), SigningKey(secret[KEY:]))

    def to_bytes(self) -> bytes:
        """64 secret bytes."""
        return self.sealing.to_bytes() + self._signing.to_bytes()

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        return PublicKeys(self.sealing.public, self.public_key)

    @property
    def public_key(self) -> bytes:
        """The public half that checks signatures."""
        return self._signing.public

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature."""
        return self._signing.sign(message)
