"""Folders for copies go with the program, and what a killed one left goes with the next."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from db.storage.private_folder import PrivateFolder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_is_in_use_stays_and_what_was_left_goes(temporary: Path) -> None:
    left = Path(tempfile.mkdtemp(prefix="caseroom-sealed-"))
    (left / "1").mkdir()
    (left / "1" / "office.db").write_bytes(b"encrypted")
    (temporary / "another's").mkdir()
    first, second = PrivateFolder(), PrivateFolder()
    assert not left.exists()
    assert first.path.is_dir() and second.path.is_dir()
    first.close()
    second.close()
    assert [path.name for path in temporary.iterdir()] == ["another's"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps them in the account's own folder")
def test_nobody_else_may_enter_it() -> None:
    made = PrivateFolder()
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o700
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege on Windows")
def test_a_link_is_not_followed(temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "letter").write_text("kept")
    (temporary / "caseroom-sealed-link").symlink_to(elsewhere)
    PrivateFolder().close()
    assert (elsewhere / "letter").exists()
