"""One user's key file: the private halves under the password, the data key under the pair."""

import json
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from db.storage.atomic import problem_with_file, write_whole
from db.storage.keys.encoding import Fields, encoded
from db.storage.keys.identity import Identity, PublicKeys
from db.storage.keys.sealing import SealedBox, seal, unseal
from db.storage.keys.wrapping import Argon2, PasswordBox, unwrap, wrap
from db.storage.problems import StorageProblem

FORMAT = "caseroom-key"
VERSION = 1
RECOVERY = "recovery"


@dataclass(frozen=True)
class KeyFile:
    """What stands in `keys/<user>.json`. Nothing in it is usable without the password."""

    user_name: str
    user_id: UUID
    office_id: UUID
    epoch: int  # counts this user's key pairs; a reset begins the next one
    public: PublicKeys
    private: PasswordBox
    data_key_epoch: int  # counts the office's data keys; a rotation begins the next one
    data_key: SealedBox

    def open(self, password: str) -> tuple[Identity, bytes]:
        """The private halves and the data key.

        Raises `StorageProblem` "wrong_password", or "key_file_changed" when the halves do not
        belong together.
        """
        context = _context(b"private", self.office_id, self.user_id, self.epoch)
        identity = Identity.from_bytes(unwrap(self.private, normal(password), context))
        return identity, self.data_key_for(identity)

    def data_key_for(self, identity: Identity) -> bytes:
        """The data key, with private halves that were opened in another way."""
        if identity.public != self.public:
            raise StorageProblem("key_file_changed")
        return unseal(self.data_key, identity, self._data_key_context())

    def with_password(self, identity: Identity, password: str, cost: Argon2) -> "KeyFile":
        """The same keys under another password, or under another cost."""
        context = _context(b"private", self.office_id, self.user_id, self.epoch)
        private = wrap(identity.to_bytes(), normal(password), cost, context)
        return replace(self, private=private)

    def to_json(self) -> bytes:
        """The file's content."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "office": str(self.office_id),
            "user": self.user_name,
            "user_id": str(self.user_id),
            "epoch": self.epoch,
            "public": {
                "x25519": encoded(self.public.sealing),
                "ed25519": encoded(self.public.signing),
            },
            "private": {
                "kdf": "argon2id",
                "memory_kib": self.private.cost.memory,
                "time": self.private.cost.time,
                "lanes": self.private.cost.lanes,
                "salt": encoded(self.private.salt),
                "cipher": "chacha20-poly1305",
                "nonce": encoded(self.private.nonce),
                "box": encoded(self.private.box),
            },
            "data_key": {
                "epoch": self.data_key_epoch,
                "cipher": "x25519-hkdf-sha256-chacha20-poly1305",
                "ephemeral": encoded(self.data_key.ephemeral),
                "box": encoded(self.data_key.box),
            },
        }
        return json.dumps(content, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "KeyFile":
        """Read a file's content. Raises `StorageProblem` "key_file_changed" or "newer"."""
        fields = Fields.parse(content)
        if fields.text("format") != FORMAT:
            raise StorageProblem("key_file_changed")
        if fields.whole("version") > VERSION:
            raise StorageProblem("newer")
        private, data_key = fields.part("private"), fields.part("data_key")
        public = fields.part("public")
        return cls(
            user_name=fields.text("user"),
            user_id=_uuid(fields.text("user_id")),
            office_id=_uuid(fields.text("office")),
            epoch=fields.whole("epoch"),
            public=PublicKeys(public.raw("x25519", 32), public.raw("ed25519", 32)),
            private=PasswordBox(
                Argon2(private.whole("memory_kib"), private.whole("time"), private.whole("lanes")),
                private.raw("salt", 16),
                private.raw("nonce", 12),
                private.raw("box", 80),
            ),
            data_key_epoch=data_key.whole("epoch"),
            data_key=SealedBox(data_key.raw("ephemeral", 32), data_key.raw("box", 48)),
        )

    def _data_key_context(self) -> bytes:
        purpose = b"data-key-" + str(self.data_key_epoch).encode()
        return _context(purpose, self.office_id, self.user_id, self.epoch)


def new_key_file(
    *,
    user_name: str,
    user_id: UUID,
    office_id: UUID,
    password: str,
    data_key: bytes,
    data_key_epoch: int = 1,
    epoch: int = 1,
    cost: Argon2 | None = None,
) -> tuple[KeyFile, Identity]:
    """New key pairs for a user, under a password, with the data key sealed to them."""
    identity = Identity.generate()
    private = wrap(
        identity.to_bytes(),
        normal(password),
        cost or Argon2(),
        _context(b"private", office_id, user_id, epoch),
    )
    purpose = b"data-key-" + str(data_key_epoch).encode()
    sealed = seal(data_key, identity.public.sealing, _context(purpose, office_id, user_id, epoch))
    made = KeyFile(
        user_name, user_id, office_id, epoch, identity.public, private, data_key_epoch, sealed
    )
    return made, identity


def read_key_file(folder: Path, user_name: str) -> KeyFile:
    """The user's key file in a `keys` folder.

    Raises `StorageProblem`: "unknown_user", "key_file_changed", "newer" or "gone".
    """
    path = folder / f"{user_name}.json"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise StorageProblem("unknown_user" if folder.is_dir() else "gone") from None
    except OSError as error:
        raise problem_with_file(error) from None
    found = KeyFile.from_json(content)
    if found.user_name != user_name:
        raise StorageProblem("key_file_changed")
    return found


def write_key_file(folder: Path, key_file: KeyFile) -> None:
    """Write the user's key file, whole or not at all."""
    write_whole(folder / f"{key_file.user_name}.json", key_file.to_json())


def normal(password: str) -> str:
    """A password in the one form in which Unicode writes it."""
    return unicodedata.normalize("NFC", password)


def _context(purpose: bytes, office_id: UUID, user_id: UUID, epoch: int) -> bytes:
    parts = (b"caseroom-key-1", purpose, office_id.bytes, user_id.bytes, str(epoch).encode())
    return b"\0".join(parts)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise StorageProblem("key_file_changed") from None
