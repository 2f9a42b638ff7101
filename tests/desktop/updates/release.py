"""Releases made for a test: real keys, notices and installers, in a folder."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.updates.copies import Surroundings
from desktop.updates.keys import key_id
from desktop.updates.notice import NOTICE_FILE
from installers.trust.signing import enveloped as sign_all

INSTALLER = bytes(range(256)) * 9000  # a little over two parts
SETUP = "Caseroom-Setup-0.2.0.exe"
PACKAGE = "caseroom_0.2.0_amd64.deb"
DEBIAN = Surroundings(True, Path("/opt/caseroom"), "linux", can_ask_rights=True)


@dataclass
class Signer:
    """A release key, both halves."""

    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def id(self) -> str:
        return key_id(self.public)

    @property
    def keys(self) -> dict[str, bytes]:
        return {self.id: self.public}


def told(**other: Any) -> dict[str, Any]:
    """What a good notice says, but for what is given otherwise."""
    digest = hashlib.sha256(INSTALLER).hexdigest()
    names = {"windows": SETUP, "linux": PACKAGE}
    files = [
        {"system": system, "name": name, "size": len(INSTALLER), "sha256": digest}
        for system, name in names.items()
    ]
    return {
        "format": 1,
        "version": "0.2.0",
        "date": "2026-11-20",
        "schema": "0010",
        "files": files,
        "news": {"en": "Groups have a picture.", "es": "Los grupos tienen imagen."},
    } | other


def enveloped(text: str, *signers: Signer) -> bytes:
    """A notice file."""
    return sign_all(text, [signer.private for signer in signers])


def signed(signer: Signer, **other: Any) -> bytes:
    """A notice file that says what `told` says."""
    return enveloped(json.dumps(told(**other)), signer)


def release(folder: Path, signer: Signer, **other: Any) -> Path:
    """A release in a folder, which is made."""
    folder.mkdir(exist_ok=True)
    (folder / NOTICE_FILE).write_bytes(signed(signer, **other))
    for name in (SETUP, PACKAGE):
        (folder / name).write_bytes(INSTALLER)
    return folder
