"""Sealing a secret to somebody's public key, so that only they can open it.

Ephemeral X25519, HKDF-SHA256, ChaCha20-Poly1305. `context` says what the secret is and for whom;
it is bound into key and box, so a box cannot be passed off as another one.
"""

from dataclasses import dataclass

from db.primitives import AgreeingKey, Altered, decrypt, derived, encrypt
from db.storage.keys.identity import Identity
from db.storage.problems import StorageProblem

_NONCE = bytes(12)  # each box has a key of its own, made from a new ephemeral pair


@dataclass(frozen=True)
class SealedBox:
    """A secret that only the owner of a private key can open."""

    ephemeral: bytes
    box: bytes


def seal(secret: bytes, to_public: bytes, context: bytes) -> SealedBox:
    """Seal a secret to an X25519 public key.

    Raises `StorageProblem` "key_file_changed" for one that is nobody's: everybody could open it.
    """
    ephemeral = AgreeingKey.generate()
    try:
        shared = ephemeral.agreed(to_public)
    except Altered:
        raise StorageProblem("key_file_changed") from None
    key = _key(shared, ephemeral.public, to_public, context)
    return SealedBox(ephemeral.public, encrypt(key, _NONCE, secret, context))


def unseal(sealed: SealedBox, identity: Identity, context: bytes) -> bytes:
    """Open a sealed secret. Raises `StorageProblem` "key_file_changed" if it cannot be opened."""
    try:
        shared = identity.sealing.agreed(sealed.ephemeral)
        key = _key(shared, sealed.ephemeral, identity.public.sealing, context)
        return decrypt(key, _NONCE, sealed.box, context)
    except Altered:
        raise StorageProblem("key_file_changed") from None


def _key(shared: bytes, ephemeral: bytes, to_public: bytes, context: bytes) -> bytes:
    info = b"caseroom-seal-1\0" + ephemeral + to_public + context
    return derived(shared, info)
