"""One small sample office for all tests of the command line, and a copy for each of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.storage.keys.wrapping import Argon2
from desktop.sample import make
from tests.desktop.cli.shell import Shell, demo


@pytest.fixture(scope="session")
def _cheap() -> Iterator[None]:
    """Passwords that cost little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2.__init__, "__defaults__", (64, 1, 1))
        patch.setattr(make, "_QUICK", Argon2())
        yield


@pytest.fixture(scope="session")
def _made(_cheap: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "office"
    demo(folder)
    return folder


@pytest.fixture
def shell(_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A command line in front of a copy of the sample office, as its administrator."""
    shutil.copytree(_made, tmp_path / "office")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("CASEROOM_PASSWORD", raising=False)
    monkeypatch.delenv("CASEROOM_USER", raising=False)
    return Shell(tmp_path, monkeypatch)
