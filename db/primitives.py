"""The few primitives of cryptography that the program stands on, in one place.

Sealing (ChaCha20-Poly1305, RFC 8439), deriving keys (HKDF with SHA-256, RFC 5869), agreeing on
one (X25519, RFC 7748) and signing (Ed25519, RFC 8032). All but HKDF are libsodium's, by PyNaCl.
Keys, nonces and signatures are raw bytes, as the standards write them. What is opened, agreed
with or verified may come from a file that anybody wrote: of whatever length it is, it raises
`Altered` or is not signed, and nothing else. No secret stands in an exception.

libsodium lets other threads run while it works, and holds the result twice while it is handed over.
"""

import hmac
import os

from nacl import bindings
from nacl.exceptions import CryptoError

KEY = 32  # bytes of every key here, private, public or shared
NONCE = 12
TAG = 16
SIGNATURE = 64
_HASH = 32  # bytes of SHA-256
_MOST_DERIVED = 255 * _HASH


class Altered(Exception):
    """What was to be opened is not as it was sealed, or this is not the key to it."""


def encrypt(key: bytes, nonce: bytes, plain: bytes, context: bytes) -> bytes:
    """Seal with ChaCha20-Poly1305 (RFC 8439): as many bytes as `plain`, and a tag of 16.

    `context` is bound to it and not in it. One key must never see the same nonce (12 bytes) with
    another content. Raises ValueError for a key or nonce of another length.
    """
    if len(key) != KEY or len(nonce) != NONCE:
        raise ValueError("a key has 32 bytes and a nonce 12")
    return bindings.crypto_aead_chacha20poly1305_ietf_encrypt(
        bytes(plain), bytes(context), bytes(nonce), bytes(key)
    )


def decrypt(key: bytes, nonce: bytes, box: bytes, context: bytes) -> bytes:
    """What `encrypt` sealed. Raises `Altered` unless key, nonce, box and context are the same."""
    if len(key) != KEY or len(nonce) != NONCE or len(box) < TAG:
        raise Altered
    try:
        return bindings.crypto_aead_chacha20poly1305_ietf_decrypt(
            bytes(box), bytes(context), bytes(nonce), bytes(key)
        )
    except CryptoError:
        raise Altered from None


def derived(secret: bytes, purpose: bytes, length: int = KEY, salt: bytes = b"") -> bytes:
    """HKDF with SHA-256 (RFC 5869): `length` bytes for this purpose, which the RFC calls info.

    `secret` must be hard to guess: a password is not. Raises ValueError above 8,160 bytes.
    """
    if not 0 < length <= _MOST_DERIVED:
        raise ValueError("HKDF gives 1 to 8160 bytes")
    extracted = hmac.digest(salt, secret, "sha256")
    block, found = b"", b""
    for number in range(1, -(-length // _HASH) + 1):
        block = hmac.digest(extracted, block + purpose + bytes([number]), "sha256")
        found += block
    return found[:length]


class AgreeingKey:
    """The private half of an X25519 pair (RFC 7748), kept as the 32 bytes that it was given."""

    def __init__(self, private: bytes) -> None:
        if len(private) != KEY:
            raise ValueError("a private key has 32 bytes")
        self._private = bytes(private)
        self.public = bindings.crypto_scalarmult_base(self._private)

    @classmethod
    def generate(cls) -> "AgreeingKey":
        """A new random one."""
        return cls(os.urandom(KEY))

    def to_bytes(self) -> bytes:
        """The 32 secret bytes."""
        return self._private

    def agreed(self, public: bytes) -> bytes:
        """The 32 bytes that only the owners of both private halves know; derive a key from them.

        Raises `Altered` for a public half of another length or of small order, with which
        everybody would know them.
        """
        if len(public) != KEY:
            raise Altered
        try:
            shared = bindings.crypto_scalarmult(self._private, bytes(public))
        except CryptoError:
            raise Altered from None
        if not any(shared):
            raise Altered
        return shared


class SigningKey:
    """The private half of an Ed25519 pair (RFC 8032), made of its seed of 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != KEY:
            raise ValueError("a seed has 32 bytes")
        self._seed = bytes(seed)
        self.public, self._both = bindings.crypto_sign_seed_keypair(self._seed)

    @classmethod
    def generate(cls) -> "SigningKey":
        """A new random one."""
        return cls(os.urandom(KEY))

    def to_bytes(self) -> bytes:
        """The 32 secret bytes."""
        return self._seed

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of its signature: the same for the same message."""
        return bindings.crypto_sign(bytes(message), self._both)[:SIGNATURE]


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature of the message was made with the other half of this key.

    RFC 8032 leaves open what is said of keys and signatures that nobody makes by its rules.
    libsodium refuses more of them than OpenSSL, with which signatures were verified before: a
    public key that is of small order or not written in the one canonical way, and a signature
    whose first half is of small order. Keys and signatures made by the RFC are taken by both.
    """
    if len(public) != KEY or len(signature) != SIGNATURE:
        return False
    try:
        bindings.crypto_sign_open(bytes(signature) + bytes(message), bytes(public))
    except CryptoError:
        return False
    return True
