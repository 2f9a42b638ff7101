"""A notice's envelope: the text, and a signature of it by each key."""

import base64
import json
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.updates.envelope import signed_bytes
from desktop.updates.keys import key_id


def enveloped(text: str, keys: Sequence[Ed25519PrivateKey]) -> bytes:
    """The notice file."""
    return json.dumps(
        {"notice": text, "signatures": [_signature(text, key) for key in keys]}, indent=1
    ).encode()


def _signature(text: str, key: Ed25519PrivateKey) -> dict[str, str]:
    made = key.sign(signed_bytes(text))
    name = key_id(key.public_key().public_bytes_raw())
    return {"key": name, "signature": base64.b64encode(made).decode("ascii")}
