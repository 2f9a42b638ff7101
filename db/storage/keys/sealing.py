"""Sealing a secret to somebody's public key, so that only they can open it.

Ephemeral X25519, HKDF-SHA256, ChaCha20-Poly1305. `context` says what the secret is and for whom;
it is bound into key and box, so a box cannot be passed off as another one.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.storage.keys.identity import Identity
from db.storage.problems import StorageProblem

_NONCE = bytes(12)  # each box has a key of its own, made from a new ephemeral pair


@dataclass(frozen=True)
class SealedBox:
    """A secret that only the owner of a private key can open."""

    ephemeral: bytes
    box: bytes


def seal(secret: bytes, to_public: bytes, context: bytes) -> SealedBox:
    """Seal a secret to an X25519 public key."""
    ephemeral = X25519PrivateKey.generate()
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(to_public))
    key = _key(shared, ephemeral_public, to_public, context)
    return SealedBox(ephemeral_public, ChaCha20Poly1305(key).encrypt(_NONCE, secret, context))


def unseal(sealed: SealedBox, identity: Identity, context: bytes) -> bytes:
    """Open a sealed secret. Raises `StorageProblem` "key_file_changed" if it cannot be opened."""
    try:
        shared = identity.sealing.exchange(X25519PublicKey.from_public_bytes(sealed.ephemeral))
        key = _key(shared, sealed.ephemeral, identity.public.sealing, context)
        return ChaCha20Poly1305(key).decrypt(_NONCE, sealed.box, context)
    except (InvalidTag, ValueError):
        raise StorageProblem("key_file_changed") from None


def _key(shared: bytes, ephemeral: bytes, to_public: bytes, context: bytes) -> bytes:
    info = b"caseroom-seal-1\0" + ephemeral + to_public + context
    return HKDF(SHA256(), 32, salt=None, info=info).derive(shared)
