"""What a hostile file may hold: the primitives refuse it, and say nothing else of it."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from db.primitives import AgreeingKey, Altered, SigningKey, decrypt, derived, encrypt, is_signed
from tests.db.openssl import believes

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
# Of order 1, 2, 4 and 8, and other ways to write the first and the third (RFC 7748, section 6.1).
LOW_ORDER = [
    bytes(32),
    (1).to_bytes(32, "little"),
    (P - 1).to_bytes(32, "little"),
    P.to_bytes(32, "little"),
    (P + 1).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    bytes(31) + b"\x80",
]


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(31), bytes(33)], ids=len)
def test_a_key_of_another_length_opens_makes_and_signs_nothing(key: bytes) -> None:
    box, signature = encrypt(bytes(32), bytes(12), b"plain", b""), SigningKey(bytes(32)).sign(b"")
    with pytest.raises(Altered):
        decrypt(key, bytes(12), box, b"")
    with pytest.raises(ValueError, match="32 bytes"):
        encrypt(key, bytes(12), b"plain", b"")
    for kind in (AgreeingKey, SigningKey):
        with pytest.raises(ValueError, match="32 bytes"):
            kind(key)
    with pytest.raises(Altered):
        AgreeingKey.generate().agreed(key)
    assert not is_signed(key, signature, b"")


@pytest.mark.parametrize("nonce", [b"", bytes(8), bytes(11), bytes(13), bytes(24)], ids=len)
def test_a_nonce_of_another_length_is_refused(nonce: bytes) -> None:
    with pytest.raises(Altered):
        decrypt(bytes(32), nonce, encrypt(bytes(32), bytes(12), b"plain", b""), b"")
    with pytest.raises(ValueError, match="nonce 12"):
        encrypt(bytes(32), nonce, b"plain", b"")


@pytest.mark.parametrize("size", [0, 1, 15, 16])
def test_what_is_too_short_to_be_sealed_is_altered(size: int) -> None:
    with pytest.raises(Altered):
        decrypt(bytes(32), bytes(12), bytes(size), b"")


@pytest.mark.parametrize("size", [0, 32, 63, 65])
def test_what_is_no_signature_is_none(size: int) -> None:
    assert not is_signed(SigningKey(bytes(32)).public, bytes(size), b"message")


@pytest.mark.parametrize("public", LOW_ORDER, ids=bytes.hex)
def test_nothing_is_agreed_with_a_public_half_that_gives_the_secret_away(public: bytes) -> None:
    with pytest.raises(Altered):
        AgreeingKey.generate().agreed(public)
    with pytest.raises(ValueError, match=r"^Error computing shared key"):
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(public))


def test_a_signature_has_one_form_only() -> None:
    """Its second half must be below the group's order, or anybody could write it otherwise."""
    key = SigningKey.generate()
    signature = key.sign(b"message")
    larger = int.from_bytes(signature[32:], "little") + ORDER
    other = signature[:32] + larger.to_bytes(32, "little")
    assert not is_signed(key.public, other, b"message")
    assert not believes(key.public, other, b"message")


@pytest.mark.parametrize("public", [(1).to_bytes(32, "little"), (P + 1).to_bytes(32, "little")])
def test_a_key_with_which_anything_is_signed_signs_nothing(public: bytes) -> None:
    """The neutral element, in its canonical form and in another: OpenSSL takes both."""
    forged = (1).to_bytes(32, "little") + bytes(32)
    assert believes(public, forged, b"whatever")
    assert not is_signed(public, forged, b"whatever")


def test_what_a_driver_hands_over_need_not_be_bytes() -> None:
    key, nonce = bytearray(range(32)), memoryview(bytes(12))
    box = encrypt(key, nonce, memoryview(b"plain"), bytearray(b"about"))
    assert decrypt(memoryview(key), nonce, memoryview(box), memoryview(b"about")) == b"plain"
    signer = SigningKey(key)
    signature = memoryview(signer.sign(bytearray(b"message")))
    assert is_signed(memoryview(signer.public), signature, memoryview(b"message"))
    agreeing = AgreeingKey(key)
    assert agreeing.agreed(memoryview(agreeing.public)) == agreeing.agreed(agreeing.public)


def test_hkdf_gives_no_more_than_it_can() -> None:
    assert len(derived(b"secret", b"", 255 * 32)) == 255 * 32
    for length in (0, -1, 255 * 32 + 1):
        with pytest.raises(ValueError, match="8160"):
            derived(b"secret", b"", length)


@contextmanager
def _nobody_is_interrupted() -> Iterator[None]:
    """A thread goes on until it lets the others run by itself."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(3600)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def test_the_screen_goes_on_while_a_large_document_is_sealed() -> None:
    large, begun, ran = bytes(16 * 1024 * 1024), threading.Event(), threading.Event()
    other = threading.Thread(target=lambda: (begun.wait(), ran.set()))
    other.start()
    with _nobody_is_interrupted():
        begun.set()
        for _ in range(20):  # a busy computer may not let the other begin at once
            encrypt(bytes(32), bytes(12), large, b"")
            if ran.is_set():
                break
        seen = ran.is_set()
    other.join()
    assert seen
