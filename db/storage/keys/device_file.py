"""Quick unlock: a person's private halves under a random key of this computer.

The 32-byte device key stays in the operating system's keyring, this file in the person's own
settings on the computer; neither is of use without the other, and both are void as soon as the
person has new keys or has left. For an office on a server the password by which the person signs
in there lies with them, for that address alone.
"""

import json
import os
from dataclasses import dataclass, replace
from uuid import UUID

from db.primitives import Altered, decrypt, encrypt
from db.storage.keys.encoding import Fields, encoded, uuid_of
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile
from db.storage.keys.user_names import clean_user_name
from db.storage.problems import StorageProblem

FORMAT = "caseroom-device-key"
VERSION = 1
_CODE = "quick_unlock_void"
_HALVES = 64  # bytes of an identity
_TAG = 16
_SERVER_PASSWORD = 43  # characters; see `db.storage.keys.server_password`


@dataclass(frozen=True)
class DeviceFile:
    """What this computer keeps for one person of one office."""

    office_id: UUID
    user_id: UUID
    user_name: str
    epoch: int  # of the person's key pairs
    nonce: bytes
    box: bytes
    server: str = ""  # the address of an office that is on one

    def open(self, device_key: bytes) -> Identity:
        """The private halves. Raises `StorageProblem` "quick_unlock_void" with another key."""
        return Identity.from_bytes(self._secret(device_key)[:_HALVES])

    def server_password(self, device_key: bytes) -> str:
        """The password for the server, or "". Raises as `open` does."""
        return self._secret(device_key)[_HALVES:].decode("ascii", "replace")

    def _secret(self, device_key: bytes) -> bytes:
        try:
            return decrypt(device_key, self.nonce, self.box, self._context())
        except Altered:
            raise StorageProblem(_CODE) from None

    def to_json(self) -> bytes:
        """The file's content."""
        content: dict[str, object] = {
            "format": FORMAT,
            "version": VERSION,
            "office": str(self.office_id),
            "user": self.user_name,
            "user_id": str(self.user_id),
            "epoch": self.epoch,
            "cipher": "chacha20-poly1305",
            "nonce": encoded(self.nonce),
            "box": encoded(self.box),
        }
        if self.server:
            content["server"] = self.server
        return json.dumps(content, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "DeviceFile":
        """Read a file's content. Raises `StorageProblem` "quick_unlock_void" or "newer"."""
        fields = Fields.parse(content, _CODE)
        fields.expect(FORMAT, VERSION)
        fields.must_say("cipher", "chacha20-poly1305")
        try:
            user_name = clean_user_name(fields.text("user"))
        except StorageProblem:
            raise StorageProblem(_CODE) from None
        server = fields.text("server") if "server" in fields else ""
        longer = _SERVER_PASSWORD if server else 0
        return cls(
            office_id=uuid_of(fields.text("office"), _CODE),
            user_id=uuid_of(fields.text("user_id"), _CODE),
            user_name=user_name,
            epoch=fields.whole("epoch"),
            nonce=fields.raw("nonce", 12),
            box=fields.raw("box", _HALVES + longer + _TAG),
            server=server,
        )

    def _context(self) -> bytes:
        epoch = str(self.epoch).encode()
        parts = (b"caseroom-device-1", self.office_id.bytes, self.user_id.bytes, epoch)
        return b"\0".join(
            (*parts, self.server.encode("utf-8", "surrogatepass")) if self.server else parts
        )


def bind_to_device(
    key_file: KeyFile,
    identity: Identity,
    device_key: bytes,
    server: str = "",
    server_password: str = "",
) -> DeviceFile:
    """The person's private halves under this computer's 32-byte key.

    With the address of a `server` the password by which they sign in there as well.
    """
    empty = DeviceFile(
        key_file.office_id,
        key_file.user_id,
        key_file.user_name,
        key_file.epoch,
        os.urandom(12),
        b"",
        server,
    )
    secret = identity.to_bytes() + server_password.encode()
    box = encrypt(device_key, empty.nonce, secret, empty._context())
    return replace(empty, box=box)
