"""One small file for each program that has the office open: who, where, and a beating heart.

Everything but the beat's number is sealed under a key made from the office's data key, so a thief
of the folder reads no name. The file is rewritten in place, in one write of a fixed size: its lock
is bound to the file, which must stay the same one.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from db.primitives import Altered, decrypt, derived, encrypt
from db.storage.keys.encoding import Fields, encoded, uuid_of
from db.storage.plain_file import open_plain
from db.storage.problems import StorageProblem

SUFFIX = ".json"
SIZE = 8192  # bytes, whatever is in it
_FORMAT, _VERSION = "caseroom-presence", 1
_CHANGED = "presence_changed"
_NONCE = 12
MOST_EDITED = 20
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Person:
    """Who has the office open, on which computer, since when (aware)."""

    user_id: UUID
    name: str
    computer: str
    since: datetime


def names_of(people: Iterable[Person]) -> list[str]:
    """Who it is and at which computer, each of them once."""
    return sorted({f"{one.name} ({one.computer})" if one.computer else one.name for one in people})


@dataclass(frozen=True)
class Beat:
    """What a presence file says: the how manieth beat, who, and what is being edited there."""

    number: int
    person: Person
    editing: tuple[tuple[str, UUID], ...] = ()
    instance: str = ""  # the random name of the program's file
    alarm: bool = False  # that program has seen itself that locks are not real


def presence_key(data_key: bytes, office_id: UUID) -> bytes:
    """The key that presence files of this office are sealed with."""
    info = b"caseroom-presence-1\0" + office_id.bytes
    return derived(data_key, info)


def to_bytes(beat: Beat, instance: str, key: bytes) -> bytes:
    """The file's content, always `SIZE` bytes."""
    body = {
        "user": str(beat.person.user_id),
        "name": beat.person.name[:_LONGEST_NAME],
        "computer": beat.person.computer[:_LONGEST_NAME],
        "since": beat.person.since.astimezone(UTC).isoformat(),
        "editing": [{"kind": kind, "id": str(id_)} for kind, id_ in beat.editing[:MOST_EDITED]],
        "alarm": beat.alarm,
    }
    nonce = os.urandom(_NONCE)
    sealed = encrypt(key, nonce, json.dumps(body).encode(), _context(instance, beat.number))
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "beat": beat.number,
        "nonce": encoded(nonce),
        "box": encoded(sealed),
    }
    return json.dumps(content).encode().ljust(SIZE)


def from_bytes(content: bytes, instance: str, key: bytes) -> Beat:
    """Read it again. Raises `StorageProblem` for one that is torn, edited or somebody else's."""
    fields = Fields.parse(content, _CHANGED, largest=SIZE)
    fields.expect(_FORMAT, _VERSION)
    number = fields.whole("beat")
    try:
        box = fields.raw("box", None)
        opened = decrypt(key, fields.raw("nonce", _NONCE), box, _context(instance, number))
    except (Altered, ValueError, OverflowError):
        raise StorageProblem(_CHANGED) from None
    body = Fields.parse(opened, _CHANGED)
    try:
        since = datetime.fromisoformat(body.text("since")).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise StorageProblem(_CHANGED) from None
    person = Person(
        uuid_of(body.text("user"), _CHANGED),
        _plain(body.text("name")),
        _plain(body.text("computer")),
        since,
    )
    edited = tuple(
        (part.text("kind"), uuid_of(part.text("id"), _CHANGED)) for part in body.parts("editing")
    )
    alarm = "alarm" in body and body.yes("alarm")
    return Beat(number, person, edited[:MOST_EDITED], instance, alarm)


def read(path: Path, key: bytes) -> Beat | None:
    """What a presence file says; None for one that says nothing (gone, torn, edited)."""
    try:
        descriptor = open_plain(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        return from_bytes(os.read(descriptor, SIZE + 1), path.stem, key)
    except (OSError, StorageProblem):
        return None
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _plain(text: str) -> str:
    """Only letters that can be shown, and not too many, whoever wrote them."""
    return "".join(letter for letter in text if letter.isprintable())[:_LONGEST_NAME]


def _context(instance: str, number: int) -> bytes:
    return b"caseroom-presence-1\0" + instance.encode() + b"\0" + str(number).encode()
