"""The release keys: whose signature makes a notice genuine for this copy of the program."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from db.primitives import KEY
from db.rules.findings import Refused
from db.storage.plain_file import read_plain
from desktop.updates.strict_json import LARGEST, read_strictly

KEYS_FILE = Path(__file__).with_name("release-keys.json")
Keys = Mapping[str, bytes]  # by id, the public halves


def key_id(public: bytes) -> str:
    """What a key is called: its own hash, so that no other can take its name."""
    return hashlib.sha256(b"Caseroom release key\n" + public).hexdigest()[:32]


def release_keys(file: Path = KEYS_FILE) -> dict[str, bytes]:
    """The keys in a file of the program; none where it has none, or one that is not as it should.

    A key that does not bear the name that its bytes give it is none.
    """
    try:
        listed = read_strictly(read_plain(file, LARGEST + 1))["keys"]
        found = {str(one["id"]): base64.b64decode(one["public"], validate=True) for one in listed}
        for name, public in found.items():
            if len(public) != KEY or key_id(public) != name:
                return {}
    except (OSError, ValueError, KeyError, TypeError, Refused):
        return {}
    return found
