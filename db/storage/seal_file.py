"""The file `seal.json` in the folder of a sealed file: its secret and its list of members.

The secret is sealed to each member's public key, in slots that do not say whose they are and
whose number is rounded up. Everything else (the file's name, its members, its officer) is signed
and encrypted under the secret: a stranger learns that a sealed file exists, and nothing more.
"""

import hashlib
import json
import os
import secrets as randomness
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from db.primitives import Altered, decrypt, encrypt
from db.storage.atomic import problem_with_file, write_whole
from db.storage.keys.encoding import LARGEST, Fields, encoded, uuid_of
from db.storage.keys.identity import Identity, PublicKeys
from db.storage.keys.sealing import SealedBox, seal, unseal
from db.storage.member import MemberKind
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem
from db.storage.seal import Seal, SealForm, SealMember, Secrets

FILE = "seal.json"
FORMAT = "caseroom-seal"
VERSION = 1
_PURPOSE = b"caseroom-seal-list-1\0"
_CHANGED = "seal_changed"
_SLOTS = 8  # their number is a multiple of this
_PADDED = 2048  # bytes; the list's length is a multiple of this
_BOX = 64 + 16  # bytes of two secrets and a tag
_MOST_SLOTS = 512


def signed_seal(
    form: SealForm,
    secret: Secrets,
    signer_id: UUID,
    signer: Identity,
    before: Seal | None = None,
) -> tuple[Seal, bytes]:
    """The list that follows the one `before`, and the content of its file."""
    slots = _slots(form, secret)
    content = {
        "office": str(form.office_id),
        "sealed": str(form.sealed_id),
        "counter": before.counter + 1 if before else 1,
        "previous": before.hash if before else "",
        "label": form.label,
        "officer": str(form.officer_id),
        "slots": _digest(slots),
        "members": [
            {
                "user_id": str(member.user_id),
                "kind": member.kind.value,
                "manages": member.manages,
                **member.keys.to_fields(),
            }
            for member in form.members
        ],
    }
    payload = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    signature = signer.sign(_PURPOSE + payload.encode())
    signed = {
        "payload": payload,
        "signed_by": str(signer_id),
        "signing_key": encoded(signer.public_key),
        "signature": encoded(signature),
    }
    plain = json.dumps(signed).encode()
    plain += b" " * (-len(plain) % _PADDED)
    nonce = os.urandom(12)
    box = encrypt(secret.list_key, nonce, plain, _context(form))
    file = {
        "format": FORMAT,
        "version": VERSION,
        "cipher": "x25519-hkdf-sha256-chacha20-poly1305",
        "slots": [
            {"ephemeral": encoded(slot.ephemeral), "box": encoded(slot.box)} for slot in slots
        ],
        "nonce": encoded(nonce),
        "list": encoded(box),
    }
    made = _seal_of(signed_fields=Fields(signed, _CHANGED), slots=slots)
    return made, json.dumps(file, indent=1).encode() + b"\n"


def open_seal(
    content: bytes, identity: Identity, office_id: UUID, sealed_id: UUID
) -> tuple[Seal, Secrets]:
    """Open a seal with somebody's private keys.

    Raises `StorageProblem`: "seal_not_yours" to one who is no member, "seal_changed" or "newer".
    """
    fields = Fields.parse(content, _CHANGED)
    fields.expect(FORMAT, VERSION)
    fields.must_say("cipher", "x25519-hkdf-sha256-chacha20-poly1305")
    slots = [
        SealedBox(part.raw("ephemeral", 32), part.raw("box", _BOX))
        for part in fields.parts("slots")
    ]
    if len(slots) > _MOST_SLOTS:
        raise StorageProblem(_CHANGED)
    secret = _own(slots, identity, _named(office_id, sealed_id))
    nonce, box = fields.raw("nonce", 12), fields.raw("list")
    try:
        plain = decrypt(secret.list_key, nonce, box, _named(office_id, sealed_id))
    except Altered:
        raise StorageProblem(_CHANGED) from None
    found = _seal_of(Fields.parse(plain, _CHANGED), slots)
    if (found.office_id, found.sealed_id) != (office_id, sealed_id):
        raise StorageProblem(_CHANGED)
    return found, secret


def read_seal(folder: Path) -> bytes:
    """The content of the seal in a sealed file's folder. Raises `StorageProblem`."""
    try:
        return read_plain(folder / FILE, LARGEST + 1)
    except OSError as error:
        raise problem_with_file(error) from None


def write_seal(folder: Path, content: bytes) -> None:
    """Write it, whole or not at all."""
    write_whole(folder / FILE, content)


def _seal_of(signed_fields: Fields, slots: Iterable[SealedBox]) -> Seal:
    payload = signed_fields.text("payload")
    inner = Fields.parse(payload.encode(), _CHANGED)
    found = Seal(
        office_id=uuid_of(inner.text("office"), _CHANGED),
        sealed_id=uuid_of(inner.text("sealed"), _CHANGED),
        counter=inner.whole("counter"),
        previous=inner.text("previous"),
        label=inner.text("label"),
        officer_id=uuid_of(inner.text("officer"), _CHANGED),
        members=tuple(_member_of(part) for part in inner.parts("members")),
        payload=payload,
        signed_by=uuid_of(signed_fields.text("signed_by"), _CHANGED),
        signing_key=signed_fields.raw("signing_key", 32),
        signature=signed_fields.raw("signature", 64),
    )
    message = _PURPOSE + payload.encode()
    if inner.text("slots") != _digest(slots) or not PublicKeys(b"", found.signing_key).signed(
        found.signature, message
    ):
        raise StorageProblem(_CHANGED)
    return found


def _member_of(fields: Fields) -> SealMember:
    try:
        kind = MemberKind(fields.text("kind"))
    except ValueError:
        raise StorageProblem(_CHANGED) from None
    return SealMember(
        uuid_of(fields.text("user_id"), _CHANGED),
        PublicKeys.from_fields(fields),
        fields.yes("manages"),
        kind,
    )


def _slots(form: SealForm, secret: Secrets) -> list[SealedBox]:
    """One for each member, others that nobody can open, in an order that says nothing."""
    both = secret.current + secret.previous
    slots = [seal(both, member.keys.sealing, _context(form)) for member in form.members]
    while not slots or len(slots) % _SLOTS:
        stranger = Identity.generate().public.sealing
        slots.append(seal(os.urandom(64), stranger, _context(form)))
    randomness.SystemRandom().shuffle(slots)
    return slots


def _own(slots: Iterable[SealedBox], identity: Identity, context: bytes) -> Secrets:
    for slot in slots:
        try:
            both = unseal(slot, identity, context)
        except StorageProblem:
            continue
        return Secrets(both[:32], both[32:])
    raise StorageProblem("seal_not_yours")


def _digest(slots: Iterable[SealedBox]) -> str:
    return hashlib.sha256(b"".join(slot.ephemeral + slot.box for slot in slots)).hexdigest()


def _context(form: SealForm) -> bytes:
    return _named(form.office_id, form.sealed_id)


def _named(office_id: UUID, sealed_id: UUID) -> bytes:
    return b"caseroom-sealed-1\0" + office_id.bytes + sealed_id.bytes
