"""One user's key file: the private halves under the password, the data key under the pair."""

import json
import unicodedata
from dataclasses import dataclass, replace
from uuid import UUID

from db.storage.keys.encoding import LARGEST, Fields, encoded, uuid_of
from db.storage.keys.identity import Identity, PublicKeys
from db.storage.keys.sealing import SealedBox, seal, unseal
from db.storage.keys.succession import Succession, succession
from db.storage.keys.wrapping import Argon2, PasswordBox, unwrap, wrap
from db.storage.problems import StorageProblem
from db.storage.shelf import Shelf

FORMAT = "caseroom-key"
VERSION = 2  # of a file whose password its owner has changed; 1 of the others
RECOVERY = "recovery"
_CODE = "key_file_changed"


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
    succeeds: Succession | None = None  # of the keys that an administrator handed over
    data_key_before: SealedBox | None = None  # only while the office's data key is being changed
    generation: int = 0  # counts the passwords that the owner gave to these keys

    def open(self, password: str) -> tuple[Identity, bytes]:
        """The private halves and the data key.

        Raises `StorageProblem` "wrong_password", or "key_file_changed" when the halves do not
        belong together.
        """
        secret = unwrap(self.private, normal(password), self._private_context())
        identity = Identity.from_bytes(secret)
        return identity, self.data_key_for(identity)

    def data_key_for(self, identity: Identity) -> bytes:
        """The data key, with private halves that were opened in another way."""
        if identity.public != self.public:
            raise StorageProblem(_CODE)
        return unseal(self.data_key, identity, self._data_key_context())

    def data_keys_for(self, identity: Identity) -> tuple[bytes, ...]:
        """The data key, and the one before it while it is being changed: one of them opens."""
        keys = [self.data_key_for(identity)]
        if self.data_key_before is not None:
            context = self._data_key_context(self.data_key_epoch - 1)
            keys.append(unseal(self.data_key_before, identity, context))
        return tuple(keys)

    def with_data_key(self, data_key: bytes, epoch: int, before: bytes | None) -> "KeyFile":
        """The same person's file with another data key, and the one before it beside it.

        Whoever changes the key needs nobody's password: it is sealed to the public key.
        """
        changed = replace(self, data_key_epoch=epoch)
        sealing = self.public.sealing
        old = None
        if before is not None:
            old = seal(before, sealing, changed._data_key_context(epoch - 1))
        new = seal(data_key, sealing, changed._data_key_context())
        return replace(changed, data_key=new, data_key_before=old)

    def with_password(self, identity: Identity, password: str, cost: Argon2) -> "KeyFile":
        """The same keys under the same password, at another cost."""
        private = wrap(identity.to_bytes(), normal(password), cost, self._private_context())
        return replace(self, private=private)

    def with_new_password(self, identity: Identity, password: str, cost: Argon2) -> "KeyFile":
        """The same keys under another password. This file is the newer one by its number."""
        newer = replace(self, generation=self.generation + 1)
        return newer.with_password(identity, password, cost)

    def with_own_keys(
        self, identity: Identity, password: str, cost: Argon2
    ) -> tuple["KeyFile", Identity]:
        """New key pairs, made by their owner and signed for with those that were handed over.

        Whoever hands out a one-time password has seen the keys under it; from here on nobody but
        their owner has.
        """
        data_key, *before = self.data_keys_for(identity)
        made, own = new_key_file(
            user_name=self.user_name,
            user_id=self.user_id,
            office_id=self.office_id,
            password=password,
            data_key=data_key,
            data_key_epoch=self.data_key_epoch,
            epoch=self.epoch + 1,
            cost=cost,
        )
        if before:  # a change of the data key was broken off: either may be the one that counts
            made = made.with_data_key(data_key, self.data_key_epoch, before[0])
        signed = succession(identity, self.office_id, self.user_id, made.epoch, made.public)
        return replace(made, succeeds=signed), own

    def follows(self, epoch: int, public: PublicKeys) -> bool:
        """Whether these are the keys of this epoch, or their owner's own that came after them."""
        if (self.epoch, self.public) == (epoch, public):
            return True
        return (
            self.succeeds is not None
            and self.epoch == epoch + 1
            and self.succeeds.before == public
            and self.succeeds.vouches_for(self.office_id, self.user_id, self.epoch, self.public)
        )

    def to_json(self) -> bytes:
        """The file's content."""
        content: dict[str, object] = {
            "format": FORMAT,
            "version": VERSION if self.generation else 1,
            "office": str(self.office_id),
            "user": self.user_name,
            "user_id": str(self.user_id),
            "epoch": self.epoch,
            "public": self.public.to_fields(),
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
        if self.generation:
            content["private"]["generation"] = self.generation  # type: ignore[index]
        if self.data_key_before is not None:
            content["data_key_before"] = {
                "ephemeral": encoded(self.data_key_before.ephemeral),
                "box": encoded(self.data_key_before.box),
            }
        if self.succeeds is not None:
            content["succeeds"] = self.succeeds.to_fields()
        return json.dumps(content, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "KeyFile":
        """Read a file's content. Raises `StorageProblem` "key_file_changed" or "newer"."""
        fields = Fields.parse(content, _CODE)
        fields.expect(FORMAT, VERSION)
        private, data_key = fields.part("private"), fields.part("data_key")
        generation = private.whole("generation") if fields.whole("version") > 1 else 0
        if not generation and fields.whole("version") > 1:
            raise StorageProblem(_CODE)
        private.must_say("kdf", "argon2id")
        private.must_say("cipher", "chacha20-poly1305")
        data_key.must_say("cipher", "x25519-hkdf-sha256-chacha20-poly1305")
        return cls(
            user_name=fields.text("user"),
            user_id=uuid_of(fields.text("user_id"), _CODE),
            office_id=uuid_of(fields.text("office"), _CODE),
            epoch=fields.whole("epoch"),
            public=PublicKeys.from_fields(fields.part("public")),
            private=PasswordBox(
                Argon2(private.whole("memory_kib"), private.whole("time"), private.whole("lanes")),
                private.raw("salt", 16),
                private.raw("nonce", 12),
                private.raw("box", 80),
            ),
            data_key_epoch=data_key.whole("epoch"),
            data_key=_box(data_key),
            succeeds=(
                Succession.from_fields(fields.part("succeeds")) if "succeeds" in fields else None
            ),
            data_key_before=(
                _box(fields.part("data_key_before")) if "data_key_before" in fields else None
            ),
            generation=generation,
        )

    def _private_context(self) -> bytes:
        number = b"-" + str(self.generation).encode() if self.generation else b""
        return _context(b"private" + number, self.office_id, self.user_id, self.epoch)

    def _data_key_context(self, data_key_epoch: int | None = None) -> bytes:
        purpose = _purpose(self.data_key_epoch if data_key_epoch is None else data_key_epoch)
        return _context(purpose, self.office_id, self.user_id, self.epoch)


def _box(fields: Fields) -> SealedBox:
    return SealedBox(fields.raw("ephemeral", 32), fields.raw("box", 48))


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
    context = _context(_purpose(data_key_epoch), office_id, user_id, epoch)
    sealed = seal(data_key, identity.public.sealing, context)
    made = KeyFile(
        user_name, user_id, office_id, epoch, identity.public, private, data_key_epoch, sealed
    )
    return made, identity


def key_file_name(user_name: str) -> str:
    """The name of somebody's key file."""
    return f"{user_name}.json"


def read_key_file(keys: Shelf, user_name: str) -> KeyFile:
    """The user's key file.

    Raises `StorageProblem`: "unknown_user", "key_file_changed", "newer" or "gone".
    """
    try:
        content = keys.read(key_file_name(user_name), LARGEST + 1)
    except FileNotFoundError:
        raise StorageProblem("unknown_user" if keys.is_there() else "gone") from None
    found = KeyFile.from_json(content)
    if found.user_name != user_name:
        raise StorageProblem(_CODE)
    return found


def write_key_file(keys: Shelf, key_file: KeyFile) -> None:
    """Write the user's key file, whole or not at all."""
    keys.write(key_file_name(key_file.user_name), key_file.to_json())


def write_if_unchanged(keys: Shelf, before: KeyFile, after: KeyFile) -> bool:
    """Write the file, unless another computer has written it since `before` was read."""
    if read_key_file(keys, before.user_name) != before:
        return False
    write_key_file(keys, after)
    return True


def normal(password: str) -> str:
    """A password in the one form in which Unicode writes it."""
    return unicodedata.normalize("NFC", password)


def _purpose(data_key_epoch: int) -> bytes:
    return b"data-key-" + str(data_key_epoch).encode()


def _context(purpose: bytes, office_id: UUID, user_id: UUID, epoch: int) -> bytes:
    parts = (b"caseroom-key-1", purpose, office_id.bytes, user_id.bytes, str(epoch).encode())
    return b"\0".join(parts)
