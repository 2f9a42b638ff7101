"""Wrapping secret bytes under a password, or under a random key of this computer."""

import os
from dataclasses import dataclass

from db.primitives import Altered, decrypt, encrypt
from db.storage.problems import StorageProblem

_SALT = 16
_NONCE = 12
_MOST_MEMORY = 512 * 1024  # KiB: a key file must not make a computer run out of memory
_MOST_TIME = 16


@dataclass(frozen=True)
class Argon2:
    """Cost of Argon2id: memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    time: int = 3
    lanes: int = 4

    def derive(self, password: str, salt: bytes) -> bytes:
        """32 bytes from a password in NFC."""
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(
            password.encode(), salt, self.time, self.memory, self.lanes, 32, Type.ID
        )

    @property
    def bearable(self) -> bool:
        """Whether a computer can be asked to do this."""
        return (
            8 * self.lanes <= self.memory <= _MOST_MEMORY
            and 1 <= self.time <= _MOST_TIME
            and 1 <= self.lanes <= 16
        )

    def weaker_than(self, other: "Argon2") -> bool:
        """Whether the other asks for more memory or more passes."""
        return self.memory < other.memory or self.time < other.time


@dataclass(frozen=True)
class PasswordBox:
    """Secret bytes under a password."""

    cost: Argon2
    salt: bytes
    nonce: bytes
    box: bytes


def wrap(secret: bytes, password: str, cost: Argon2, context: bytes) -> PasswordBox:
    """Wrap secret bytes under a password. `context` is bound to them."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    key = cost.derive(password, salt)
    return PasswordBox(cost, salt, nonce, encrypt(key, nonce, secret, context))


def unwrap(wrapped: PasswordBox, password: str, context: bytes) -> bytes:
    """The secret bytes. Raises `StorageProblem` "wrong_password"; a changed file looks alike."""
    if not wrapped.cost.bearable:
        raise StorageProblem("key_file_changed")
    key = wrapped.cost.derive(password, wrapped.salt)
    try:
        return decrypt(key, wrapped.nonce, wrapped.box, context)
    except Altered:
        raise StorageProblem("wrong_password") from None
