"""What a notice file is: a text, and signatures of exactly that text.

The text is signed as it stands, so that nobody has to write JSON twice in the same way; a heading
goes before it, so that nothing else that such a key signs can be passed off as a notice.
"""

import base64
import binascii
from typing import Any

from db.primitives import SIGNATURE, is_signed
from db.rules.findings import Refused, hard
from desktop.updates.keys import Keys
from desktop.updates.strict_json import read_strictly

HEADING = b"Caseroom update notice\n"
_MOST_SIGNATURES = 8


def signed_bytes(text: str) -> bytes:
    """What is signed of a notice's text."""
    return HEADING + text.encode("utf-8")


def signed_text(content: bytes, keys: Keys) -> bytes:
    """The text of a notice file, once a release key has vouched for it.

    One good signature of a key that the program knows is enough, and one bad one of such a key is
    too much; signatures of other keys say nothing, for a key is replaced by signing with both.
    Raises `Refused`: "update.no_key", "update.not_json", "update.wrong_shape",
    "update.unknown_key" or "update.bad_signature".
    """
    if not keys:
        raise Refused(hard("update.no_key"))
    text, signatures = _opened(read_strictly(content))
    known = {name: signature for name, signature in signatures.items() if name in keys}
    if not known:
        raise Refused(hard("update.unknown_key"))
    for name, signature in known.items():
        if not is_signed(keys[name], signature, signed_bytes(text)):
            raise Refused(hard("update.bad_signature"))
    return text.encode("utf-8")


def _opened(envelope: dict[str, Any]) -> tuple[str, dict[str, bytes]]:
    text, listed = envelope.get("notice"), envelope.get("signatures")
    if envelope.keys() != {"notice", "signatures"} or not isinstance(text, str):
        raise _wrong()
    if not isinstance(listed, list) or not 1 <= len(listed) <= _MOST_SIGNATURES:
        raise _wrong()
    found: dict[str, bytes] = {}
    for one in listed:
        if not isinstance(one, dict) or one.keys() != {"key", "signature"}:
            raise _wrong()
        name, signature = one["key"], _bytes_of(one["signature"])
        if not isinstance(name, str) or name in found:
            raise _wrong()
        found[name] = signature
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which JSON can write
        raise _wrong() from None
    return text, found


def _bytes_of(signature: Any) -> bytes:
    try:
        found = base64.b64decode(signature, validate=True)
        # Only the one way to write it: no byte of the file may be another.
        if len(found) == SIGNATURE and base64.b64encode(found).decode() == signature:
            return found
    except (TypeError, ValueError, binascii.Error):
        pass
    raise _wrong()


def _wrong() -> Refused:
    return Refused(hard("update.wrong_shape"))
