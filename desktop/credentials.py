"""The operating system's keyring: the one place on this computer where a secret may stay.

Where there is no keyring that works, nothing is kept: never in a file instead. Windows keeps 2560
bytes at most, so only keys of 64 hexadecimal digits and short passwords go in.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar
from uuid import UUID

SERVICE = "Caseroom"
_PROBE = "probe"
_LONGEST = 1024  # characters; two bytes each on Windows

T = TypeVar("T")


class Backend(Protocol):
    """What is used of the package `keyring`."""

    def get_password(self, service: str, name: str) -> str | None: ...

    def set_password(self, service: str, name: str, secret: str) -> None: ...

    def delete_password(self, service: str, name: str) -> None: ...


class Credentials:
    """This computer's keyring. Every call may block, and a desktop may ask for its password.

    `backend` is imported at the first use: the package is slow to load.
    """

    def __init__(self, backend: Backend | None = None) -> None:
        self._given = backend
        self._works: bool | None = None

    def work(self) -> bool:
        """Whether a secret that is kept here is found again. Tried once, by keeping one."""
        if self._works is None:
            self._works = self._probe()
        return self._works

    def keep(self, name: str, secret: str) -> bool:
        """Keep a secret under a name; False when there is no keyring that does."""
        if len(secret) > _LONGEST:
            raise ValueError("too long for the keyring of Windows")
        if not self.work():
            return False
        return self._try(lambda keyring: _kept(keyring, name, secret)) is True

    def find(self, name: str) -> str | None:
        """The secret kept under a name, or None."""
        return self._try(lambda keyring: keyring.get_password(SERVICE, name))

    def forget(self, name: str) -> None:
        """Keep nothing under this name any more; if there was nothing, that is no mistake."""
        self._try(lambda keyring: keyring.delete_password(SERVICE, name))

    def _probe(self) -> bool:
        name, secret = f"{_PROBE} {secrets.token_hex(4)}", secrets.token_hex(32)

        def through(keyring: Backend) -> bool:
            try:
                return _kept(keyring, name, secret)
            finally:
                keyring.delete_password(SERVICE, name)

        return self._try(through) is True

    def _try(self, step: Callable[[Backend], T]) -> T | None:
        """The step's result, or None: backends fail in ways of their own."""
        with suppress(Exception):
            return step(self._backend())
        return None

    def _backend(self) -> Backend:
        if self._given is None:
            import keyring

            self._given = keyring
        return self._given


def device_key(credentials: Credentials, office_id: UUID, user_id: UUID) -> bytes | None:
    """This computer's 32-byte key for quick unlock by this user, if one is kept."""
    found = credentials.find(_device_key_name(office_id, user_id))
    try:
        key = bytes.fromhex(found or "")
    except ValueError:
        return None
    return key if len(key) == 32 else None


def new_device_key(credentials: Credentials, office_id: UUID, user_id: UUID) -> bytes | None:
    """A new key for quick unlock, kept in the keyring; None when there is no keyring."""
    key = secrets.token_bytes(32)
    kept = credentials.keep(_device_key_name(office_id, user_id), key.hex())
    return key if kept else None


def forget_device_key(credentials: Credentials, office_id: UUID, user_id: UUID) -> None:
    """Keep no key for quick unlock any more."""
    credentials.forget(_device_key_name(office_id, user_id))


def _device_key_name(office_id: UUID, user_id: UUID) -> str:
    return f"device key {office_id} {user_id}"


def _kept(keyring: Backend, name: str, secret: str) -> bool:
    """Some keep a secret only in appearance, so it is looked for."""
    keyring.set_password(SERVICE, name, secret)
    return keyring.get_password(SERVICE, name) == secret
