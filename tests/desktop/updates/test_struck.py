"""Killed at any moment of an update: nothing half is ever started, and the next start goes on."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.settings import Settings
from desktop.updates import installing, places
from desktop.updates.copies import Surroundings
from desktop.updates.standing import StandingUpdates
from tests.crash_points import ON_DISK, Strike, crash_points, needs_fork
from tests.desktop.updates.release import SETUP, Signer, release
from ui.updates import Update

pytestmark = needs_fork
SIGNER = Signer()
CONTENT = bytes(range(256)) * 8  # of the setup, which comes in two parts
NOTED, WHOLE = "noted", b"+"  # what was started as a setup is a letter in a file


@dataclass
class Computer:
    """A share, and a computer of one person on which the setup only notes what it is."""

    share: Path
    patch: pytest.MonkeyPatch
    running: str = "0.1.0"

    def updates(self, folder: Path) -> StandingUpdates:
        """The program, started again, on the computer in this folder."""
        self.patch.setenv("CASEROOM_CONFIG_DIR", str(folder / "config"))
        self.patch.setattr(installing.subprocess, "Popen", lambda line, **_: _note(line, folder))
        return StandingUpdates(
            Settings(folder / "config" / "settings.json"),
            keys=SIGNER.keys,
            around=Surroundings(True, folder, "windows", (str(folder), "")),
            running=self.running,
            today=lambda: date(2026, 11, 27),
        )

    def found(self, folder: Path) -> Update:
        update = self.updates(folder).look(str(self.share))
        assert update is not None
        return update

    def update(self, folder: Path) -> None:
        """What a person does: looked, fetched, installed."""
        updates = self.updates(folder)
        fetched = updates.fetch(self.found(folder), lambda done, total: None)
        updates.install(fetched)

    def download(self, folder: Path) -> None:
        """What a task does for a group policy."""
        to = folder / "for all"
        self.updates(folder).fetch_into(self.found(folder), to, lambda done, total: None)


def _note(line: list[str], folder: Path) -> Any:
    def wait(seconds: float) -> int:
        raise subprocess.TimeoutExpired(line, seconds)

    content = Path(line[0]).read_bytes()
    with open(folder / NOTED, "ab") as noted:
        noted.write(WHOLE if content == CONTENT else b"-")
    return SimpleNamespace(wait=wait)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    monkeypatch.setattr(places, "PART", len(CONTENT) * 2 // 3)
    digest = hashlib.sha256(CONTENT).hexdigest()
    file = {"system": "windows", "name": SETUP, "size": len(CONTENT), "sha256": digest}
    share = release(tmp_path / "share", SIGNER, files=[file])
    (share / SETUP).write_bytes(CONTENT)
    return Computer(share, monkeypatch)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Of the version before something was fetched, which never came through."""
    folder = tmp_path / "computer"
    old = folder / "config" / "cache" / "updates" / "0123456789abcdef"
    old.mkdir(parents=True)
    (old / "Caseroom-Setup-0.1.5.exe.part").write_bytes(b"half")
    return folder


def fetched(folder: Path) -> list[str]:
    kept = folder / "config" / "cache" / "updates"
    return sorted(path.name for path in kept.rglob("*") if path.is_file())


def noted(folder: Path) -> bytes:
    file = folder / NOTED
    return file.read_bytes() if file.exists() else b""


@pytest.mark.parametrize("strike", ON_DISK, ids=lambda strike: strike.name.lower())
def test_an_update_that_was_struck_starts_nothing_half_and_goes_on(
    computer: Computer, template: Path, tmp_path: Path, strike: Strike
) -> None:
    outcomes = set()
    for point, folder in crash_points(computer.update, template, tmp_path, strike):
        outcomes.add(point.outcome)
        assert point.outcome != "raised", f"{point.step}: {point.words}"
        assert noted(folder) in (b"", WHOLE), point.step
        for file in (folder / "config").rglob("*.exe"):
            assert file.read_bytes() == CONTENT, point.step
        (folder / NOTED).unlink(missing_ok=True)

        computer.update(folder)
        assert noted(folder) == WHOLE, point.step
        assert fetched(folder) == [SETUP, "in-use"], point.step
        computer.running = "0.2.0"
        assert computer.updates(folder).look(str(computer.share)) is None
        assert fetched(folder) == ["in-use"], point.step
        computer.running = "0.1.0"
    assert outcomes >= {"done", "killed" if strike is Strike.KILL else "refused"}


@pytest.mark.parametrize("strike", ON_DISK, ids=lambda strike: strike.name.lower())
def test_what_is_fetched_for_a_group_policy_lies_there_whole_or_not_at_all(
    computer: Computer, template: Path, tmp_path: Path, strike: Strike
) -> None:
    for point, folder in crash_points(computer.download, template, tmp_path, strike):
        assert point.outcome != "raised", f"{point.step}: {point.words}"
        there = folder / "for all"
        if (there / SETUP).exists():
            assert (there / SETUP).read_bytes() == CONTENT, point.step
        computer.download(folder)
        assert (there / SETUP).read_bytes() == CONTENT, point.step
        assert os.listdir(there) == [SETUP], point.step
