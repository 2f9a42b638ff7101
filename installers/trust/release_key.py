"""Making a release key: two files, the one to be kept from everybody, the other for the program."""

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from desktop.updates.keys import key_id, release_keys
from installers.contents import ROOT

PRIVATE, PUBLIC = "release-key.pem", "release-keys.json"
_LEAST = 15  # characters of a passphrase


class NotMade(Exception):
    """What was asked for cannot be done. Its text is the sentence for whoever makes releases."""


def new_key(folder: Path, passphrase: bytes, add: Path | None = None) -> Path:
    """Make a key in a folder; returns the file of its private half. Raises `NotMade`.

    `add` is a file of public keys that stay beside the new one, while a key is replaced.
    """
    folder = folder.absolute()
    if folder.is_relative_to(ROOT):
        raise NotMade("A private key does not lie in the source. Choose a folder outside of it.")
    if len(passphrase.decode("utf-8", "replace")) < _LEAST:
        raise NotMade(f"The passphrase needs {_LEAST} characters or more.")
    kept = {} if add is None else release_keys(add)
    if add is not None and not kept:
        raise NotMade(f"{add} holds no release key.")
    return write_key(folder, passphrase, kept)


def write_key(folder: Path, passphrase: bytes, kept: Mapping[str, bytes] | None = None) -> Path:
    """The same without a look at where that is and how long the passphrase: for who throws the key
    away. `kept` are the public keys beside it. Raises `NotMade`.
    """
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    private = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_new(folder / PRIVATE, private, 0o600)
    _write_new(folder / PUBLIC, public_file({key_id(public): public} | dict(kept or {})), 0o644)
    return folder / PRIVATE


def public_file(keys: dict[str, bytes]) -> bytes:
    """The file of public halves, as the program reads it."""
    listed = [
        {"id": name, "public": base64.b64encode(public).decode("ascii")}
        for name, public in keys.items()
    ]
    return (json.dumps({"keys": listed}, indent=1) + "\n").encode()


def _write_new(file: Path, content: bytes, mode: int) -> None:
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
            opened.write(content)
    except FileExistsError:
        raise NotMade(f"{file} is there already: a key is never written over.") from None
