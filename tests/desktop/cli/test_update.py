"""`caseroom update`: for the task scheduler, and for whoever rolls a version out."""

from pathlib import Path
from typing import Any

import pytest

from desktop.updates import installing, standing
from tests.desktop.cli.shell import Shell
from tests.desktop.updates.release import DEBIAN, INSTALLER, PACKAGE, Signer, release

SIGNER = Signer()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A computer with 0.1.0, in a folder with a share on which 0.2.0 lies; no office is needed."""
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(standing, "release_keys", lambda: SIGNER.keys)
    monkeypatch.setattr(standing, "surroundings", lambda: DEBIAN)
    monkeypatch.setattr(standing, "version", lambda: "0.1.0")
    monkeypatch.chdir(tmp_path)
    release(tmp_path / "share", SIGNER)
    return Shell(tmp_path, monkeypatch)


def test_it_says_whether_there_is_a_newer_version(here: Shell) -> None:
    share = here.folder / "share"
    there = here.run("update", "--check", "--from", share)
    assert there.code == 3
    assert "On this computer is Caseroom 0.1.0." in there.out
    assert "There is a newer version of Caseroom: 0.2.0." in there.out
    assert "Groups have a picture." in there.out
    release(share, SIGNER, version="0.2.1")
    as_json = here.run("update", "--check", "--from", share, "--json")
    assert as_json.code == 3 and '"newer": "0.2.1"' in as_json.out
    here.patch.setattr(standing, "version", lambda: "0.2.1")
    answer = here.run("update", "--check", "--from", share, "--json")
    assert answer.json == {"version": "0.2.1", "newer": None, "place": str(share)}
    assert "There is no newer version." in here.run("update", "--from", share).out


def test_it_looks_where_the_office_said(here: Shell) -> None:
    here.refused(here.run("update", "--check"), "--from")
    settings = standing.Settings()
    standing.StandingUpdates(settings).remember_place("/office", str(here.folder / "share"))
    assert here.run("update", "--check").code == 3


def test_what_is_wrong_is_one_sentence(here: Shell) -> None:
    here.refused(here.run("update", "--from", here.folder / "gone"), "cannot be reached")
    here.refused(here.run("update", "--from", "share"), "whole path")
    release(here.folder / "share", Signer())
    here.refused(here.run("update", "--from", here.folder / "share"), "signed by nobody")
    here.patch.setattr(standing, "release_keys", dict)
    here.refused(here.run("update", "--from", here.folder / "share"), "no release key")
    both = here.run("update", "--check", "--download", "x")
    here.wrong_usage(both)


def test_the_checked_installer_is_put_where_it_is_wanted(here: Shell) -> None:
    to = here.folder / "for all"
    answer = here.run("update", "--from", here.folder / "share", "--download", to, "--json")
    assert answer.json["file"] == str(to / PACKAGE)
    assert (to / PACKAGE).read_bytes() == INSTALLER
    (here.folder / "share" / PACKAGE).write_bytes(INSTALLER + b"more")
    (here.folder / "config" / "cache").rename(here.folder / "away")
    again = here.run(
        "update", "--from", here.folder / "share", "--download", to / "again", "--json"
    )
    here.refused(again, "not the one that its notice describes")
    assert not (to / "again").exists()


def test_it_installs_with_the_rights_of_who_runs_it(here: Shell) -> None:
    lines: list[list[str]] = []

    def run(line: list[str], **_: object) -> Any:
        lines.append(line)
        return installing.subprocess.CompletedProcess(line, 0, stderr="")

    here.patch.setattr(installing.subprocess, "run", run)
    here.patch.setattr(installing.os, "geteuid", lambda: 0)
    answer = here.run("update", "--from", here.folder / "share", "--json")
    assert answer.json["installed"] is True
    assert [line[:2] for line in lines] == [["/opt/caseroom/caseroom-cli", "install-update"]]


def test_where_it_cannot_it_says_what_to_do(here: Shell) -> None:
    here.patch.setattr(installing.os, "geteuid", lambda: 1000)
    for around, words in (
        (standing.Surroundings(True, DEBIAN.folder, "linux"), "sudo caseroom-cli install-update"),
        (standing.Surroundings(False, DEBIAN.folder, "linux"), "source"),
    ):
        here.patch.setattr(standing, "surroundings", lambda around=around: around)
        here.refused(here.run("update", "--from", here.folder / "share", "--json"), words)
