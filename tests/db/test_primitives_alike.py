"""The primitives agree with those that wrote earlier offices (OpenSSL's), in both directions."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from db.primitives import AgreeingKey, Altered, SigningKey, decrypt, derived, encrypt, is_signed
from tests.db.openssl import believes

KEYS = st.binary(min_size=32, max_size=32)
NONCES = st.binary(min_size=12, max_size=12)
some = settings(max_examples=40, deadline=None)


def flipped(content: bytes, place: int) -> bytes:
    """The same with one bit of it another."""
    changed = bytearray(content)
    changed[place % len(changed)] ^= 1
    return bytes(changed)


@some
@given(KEYS, NONCES, st.binary(max_size=400), st.binary(max_size=60))
def test_what_either_sealed_the_other_opens(
    key: bytes, nonce: bytes, plain: bytes, context: bytes
) -> None:
    box = encrypt(key, nonce, plain, context)
    assert box == ChaCha20Poly1305(key).encrypt(nonce, plain, context)
    assert decrypt(key, nonce, box, context) == plain


@some
@given(KEYS, NONCES, st.binary(max_size=90), st.binary(max_size=30), st.integers(0, 10_000))
def test_what_was_altered_neither_opens(
    key: bytes, nonce: bytes, plain: bytes, context: bytes, place: int
) -> None:
    box = encrypt(key, nonce, plain, context)
    altered = [
        (flipped(key, place), nonce, box, context),
        (key, flipped(nonce, place), box, context),
        (key, nonce, flipped(box, place), context),
        (key, nonce, box, context + b"x"),
        (key, nonce, box[:-1], context),
        (key, nonce, box + b"\0", context),
    ]
    for case in altered:
        with pytest.raises(Altered):
            decrypt(*case)
        with pytest.raises(InvalidTag):
            ChaCha20Poly1305(case[0]).decrypt(case[1], case[2], case[3])


@some
@given(
    st.binary(min_size=1, max_size=80), st.binary(max_size=80), st.binary(max_size=80),
    st.integers(1, 200),
)  # fmt: skip
def test_both_derive_the_same_keys(secret: bytes, purpose: bytes, salt: bytes, size: int) -> None:
    theirs = HKDF(SHA256(), size, salt=salt or None, info=purpose).derive(secret)
    assert derived(secret, purpose, size, salt) == theirs


@some
@given(KEYS, KEYS)
def test_both_agree_on_the_same_secret_with_any_key(one: bytes, other: bytes) -> None:
    ours, theirs = AgreeingKey(one), X25519PrivateKey.from_private_bytes(other)
    public = theirs.public_key().public_bytes_raw()
    assert AgreeingKey(other).public == public
    assert theirs.private_bytes_raw() == AgreeingKey(other).to_bytes() == other
    assert ours.agreed(public) == theirs.exchange(X25519PublicKey.from_public_bytes(ours.public))


@some
@given(KEYS, st.binary(max_size=300), st.integers(0, 10_000))
def test_what_either_signed_the_other_believes_and_nothing_else(
    seed: bytes, message: bytes, place: int
) -> None:
    ours, theirs = SigningKey(seed), Ed25519PrivateKey.from_private_bytes(seed)
    assert ours.public == theirs.public_key().public_bytes_raw()
    signature = ours.sign(message)
    assert signature == theirs.sign(message)
    assert is_signed(ours.public, signature, message)
    for public, signed, said in (
        (flipped(ours.public, place), signature, message),
        (ours.public, flipped(signature, place), message),
        (ours.public, signature, message + b"."),
    ):
        assert not is_signed(public, signed, said)
        assert not believes(public, signed, said)
