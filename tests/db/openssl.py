"""What verified signatures before, for tests that compare with it."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def believes(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether OpenSSL takes this for a signature by Ed25519."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
