"""Making and checking notices of newer versions: `python -m installers.trust.notice VERB …`.

new-key DIR              a release key: its private half, encrypted, and the file of public halves
sign … FILES             the notice of a version, beside its installers
verify DIR --keys FILE   whether a release is what its notice says

The passphrase comes from CASEROOM_RELEASE_PASSPHRASE or a prompt; docs/updates.md says how a key is
kept, replaced and revoked.
"""

import argparse
import getpass
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from db.rules.findings import Refused
from db.storage.schema import newest_schema
from db.texts import explain
from desktop.updates.keys import key_id, release_keys
from desktop.updates.notice import FORMAT, NOTICE_FILE, SYSTEMS, Notice, genuine_notice, notice_in
from installers.trust.release_key import NotMade, new_key
from installers.trust.signing import enveloped

PASSPHRASE = "CASEROOM_RELEASE_PASSPHRASE"


def sign(
    version: str,
    files: Sequence[Path],
    news: dict[str, str],
    keys: Sequence[Path],
    day: date,
    out: Path | None = None,
) -> Path:
    """Write the notice beside the installers or into `out`, and read it back. Raises `NotMade`."""
    folders = {file.absolute().parent for file in files}
    if len(folders) != 1:
        raise NotMade("The installers must lie in one folder, where the notice goes.")
    text = json.dumps(
        {
            "format": FORMAT,
            "version": version,
            "date": day.isoformat(),
            "schema": newest_schema(),
            "files": [told_of(file, version) for file in files],
            "news": news,
        },
        ensure_ascii=False,
        indent=1,
    )
    private = [_private(file) for file in keys]
    publics = [one.public_key().public_bytes_raw() for one in private]
    target = (out or folders.pop()) / NOTICE_FILE
    try:
        notice_in(text.encode())
        content = enveloped(text, private)
        for public in publics:
            genuine_notice(content, {key_id(public): public})
    except Refused as refused:
        raise NotMade(f"This would be no notice: {explain(refused)}") from None
    try:
        target.write_bytes(content)
    except OSError as error:
        raise NotMade(f"{target}: {error.strerror}") from None
    return target


def verify(folder: Path, keys: Path) -> Notice:
    """The notice of a release, if all that lies there is as it says. Raises `NotMade`."""
    try:
        notice = genuine_notice((folder / NOTICE_FILE).read_bytes(), release_keys(keys))
    except OSError as error:
        raise NotMade(f"{folder / NOTICE_FILE}: {error.strerror}") from None
    except Refused as refused:
        raise NotMade(explain(refused)) from None
    for installer in notice.installers:
        file = folder / installer.name
        if not file.is_file():
            raise NotMade(f"{installer.name} is not there.")
        if (file.stat().st_size, _hash(file)) != (installer.size, installer.sha256):
            raise NotMade(f"{installer.name} is not the file that was signed.")
    return notice


def told_of(file: Path, version: str) -> dict[str, object]:
    """What a notice says of an installer. Raises `NotMade`."""
    system = next((name for name, end in SYSTEMS.items() if file.name.endswith(end)), None)
    if system is None or not file.is_file():
        raise NotMade(f"{file.name} is no installer: {' or '.join(SYSTEMS.values())}.")
    if version not in file.name:
        raise NotMade(f"{file.name} does not name the version {version}.")
    size = file.stat().st_size
    return {"system": system, "name": file.name, "size": size, "sha256": _hash(file)}


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _private(file: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(file.read_bytes(), passphrase(f"Passphrase of {file.name}: "))
    except OSError as error:
        raise NotMade(f"{file}: {error.strerror}") from None
    except TypeError:
        raise NotMade(f"{file.name} is not encrypted: it is no release key.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise NotMade(f"{file.name} does not open with this passphrase.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NotMade(f"{file.name} is a key of another kind.")
    return key


def passphrase(asked: str) -> bytes:
    """As it is given or typed."""
    given = os.environ.get(PASSPHRASE)
    return (getpass.getpass(asked) if given is None else given).encode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked. Returns 1, with a sentence, when it cannot be done."""
    asked = _parser().parse_args(arguments)
    try:
        print(_done(asked))
    except NotMade as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


def _done(asked: argparse.Namespace) -> str:
    if asked.verb == "new-key":
        made = new_key(asked.folder, passphrase("New passphrase: "), asked.add)
        return f"{made}: keep it, and its passphrase, apart from the source."
    if asked.verb == "verify":
        notice = verify(asked.folder, asked.keys)
        return f"Version {notice.version} of {notice.day}: genuine, with all its installers."
    news = {}
    for language, file in zip(("en", "es"), asked.news, strict=True):
        try:
            news[language] = file.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise NotMade(f"{file} is no text in UTF-8.") from None
    day = asked.date or datetime.now(UTC).date()
    return str(sign(asked.version, asked.files, news, asked.key, day, asked.out))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m installers.trust.notice",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    making = verbs.add_parser("new-key")
    making.add_argument("folder", type=Path, metavar="DIR", help="outside the source")
    making.add_argument(
        "--add", type=Path, metavar="FILE", help="public keys that stay beside the new one"
    )
    signing = verbs.add_parser("sign")
    signing.add_argument("--key", type=Path, required=True, action="append", metavar="FILE")
    signing.add_argument("--version", required=True)
    signing.add_argument("--date", type=date.fromisoformat, help="YYYY-MM-DD; today without it")
    signing.add_argument("--news", type=Path, nargs=2, required=True, metavar=("EN", "ES"))
    signing.add_argument("--out", type=Path, metavar="DIR", help="else beside the installers")
    signing.add_argument("files", type=Path, nargs="+", metavar="FILES")
    verifying = verbs.add_parser("verify")
    verifying.add_argument("folder", type=Path, metavar="DIR")
    verifying.add_argument("--keys", type=Path, required=True, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
