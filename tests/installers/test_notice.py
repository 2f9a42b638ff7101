"""Whoever makes a release signs its notice, and a program with that key believes it."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from db.storage.schema import newest_schema
from desktop.updates.keys import release_keys
from desktop.updates.notice import genuine_notice
from development.environment import ROOT
from installers import contents
from installers.release_keys import IN_TREE, VARIABLE, NoKeys, keys_file, require_keys
from installers.trust.distributions import Packages
from installers.trust.notice import PASSPHRASE, main
from installers.trust.origins import owner

SECRET = "violet kettle mountain"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a release, with its key and what is new beside it."""
    monkeypatch.setenv(PASSPHRASE, SECRET)
    monkeypatch.delenv(VARIABLE, raising=False)
    folder = tmp_path / "release"
    folder.mkdir()
    for name in ("Caseroom-Setup-0.2.0.exe", "caseroom_0.2.0_amd64.deb"):
        (folder / name).write_bytes(name.encode() * 1000)
    (tmp_path / "en.txt").write_text("Groups have a picture.\n", "utf-8")
    (tmp_path / "es.txt").write_text("Los grupos tienen imagen.\n", "utf-8")
    assert main(["new-key", str(tmp_path / "key")]) == 0
    return folder


def words(there: Path, *keys: str, version: str = "0.2.0") -> list[str]:
    base = there.parent
    news = [str(base / "en.txt"), str(base / "es.txt")]
    named = [word for key in keys or ("key",) for word in ("--key", str(base / key / PEM))]
    files = [str(file) for file in sorted(there.iterdir()) if file.suffix != ".json"]
    return ["sign", *named, "--version", version, "--news", *news, *files]


PEM, KEYS = "release-key.pem", "release-keys.json"


def refused(capsys: pytest.CaptureFixture[str], said: str, *arguments: object) -> None:
    assert main([str(word) for word in arguments]) == 1
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1 and "Traceback" not in err


def test_a_release_is_signed_believed_and_verified(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words(there)) == 0
    keys = there.parent / "key" / KEYS
    content = (there / "caseroom-update.json").read_bytes()
    notice = genuine_notice(content, release_keys(keys))
    assert (notice.version, notice.schema) == ("0.2.0", newest_schema())
    assert notice.news == {"en": "Groups have a picture.", "es": "Los grupos tienen imagen."}
    assert {one.system for one in notice.installers} == {"windows", "linux"}
    assert main(["verify", str(there), "--keys", str(keys)]) == 0
    elsewhere = there.parent / "elsewhere"
    refused(capsys, "No such file", *words(there), "--out", elsewhere)
    elsewhere.mkdir()
    assert main([*words(there), "--out", str(elsewhere)]) == 0
    assert (elsewhere / "caseroom-update.json").is_file()
    (there / "Caseroom-Setup-0.2.0.exe").write_bytes(b"another")
    refused(capsys, "not the file that was signed", "verify", there, "--keys", keys)
    (there / "Caseroom-Setup-0.2.0.exe").unlink()
    refused(capsys, "is not there", "verify", there, "--keys", keys)


def test_the_private_half_is_for_nobody_and_lies_outside_the_source(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = there.parent / "key" / PEM
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in file.read_bytes()
    refused(capsys, "never written over", "new-key", file.parent)
    refused(capsys, "outside of it", "new-key", ROOT / "build" / "key")
    assert not (ROOT / "build" / "key").exists()


def test_a_wrong_or_short_passphrase_makes_nothing(
    there: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PASSPHRASE, "not the passphrase")
    refused(capsys, "does not open with this passphrase", *words(there))
    monkeypatch.setenv(PASSPHRASE, "short")
    refused(capsys, "15 characters", "new-key", there.parent / "other")
    assert not (there / "caseroom-update.json").exists()
    assert not (there.parent / "other").exists()


def test_a_key_that_is_not_encrypted_is_not_used(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    (there.parent / "key" / PEM).write_bytes(bare)
    refused(capsys, "not encrypted", *words(there))


def test_a_key_is_replaced_with_both(there: Path) -> None:
    """Programs with the old key alone, with both, and with the new one alone believe it."""
    base = there.parent
    assert main(["new-key", str(base / "new"), "--add", str(base / "key" / KEYS)]) == 0
    old, both = release_keys(base / "key" / KEYS), release_keys(base / "new" / KEYS)
    new = {name: public for name, public in both.items() if name not in old}
    assert (len(old), len(both), len(new)) == (1, 2, 1)
    assert main(words(there, "key", "new")) == 0
    content = (there / "caseroom-update.json").read_bytes()
    for keys in (old, both, new):
        assert genuine_notice(content, keys).version == "0.2.0"


@pytest.mark.parametrize(
    ("version", "said"), [("0.3.0", "does not name the version"), ("0.2", "no notice")]
)
def test_what_would_be_no_notice_is_not_signed(
    there: Path, capsys: pytest.CaptureFixture[str], version: str, said: str
) -> None:
    refused(capsys, said, *words(there, version=version))


def test_a_build_takes_the_keys_that_it_is_told_of(
    there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys_file() == ROOT / IN_TREE
    assert json.loads((ROOT / IN_TREE).read_text("utf-8")) == {"keys": []}
    with pytest.raises(NoKeys, match="holds no release key"):
        require_keys()
    keys = there.parent / "key" / KEYS
    monkeypatch.setenv(VARIABLE, str(keys))
    assert require_keys() == 1
    data = [(file, folder) for file, folder in contents.own_data() if file.name == KEYS]
    assert data == [(keys, "desktop/updates")]
    assert owner(f"desktop/updates/{KEYS}", str(keys), Packages(), there) == "caseroom"
    assert owner(f"desktop\\updates\\{KEYS}", str(keys), Packages(), there) == "caseroom"
    monkeypatch.setenv(VARIABLE, str(there.parent / "en.txt"))
    with pytest.raises(NoKeys, match=KEYS):
        contents.own_data()
