"""An installer arrives whole and as its notice says, or it is not there."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.rules.findings import Refused
from db.storage.one_at_a_time import one_at_a_time
from db.texts import explain
from desktop.updates import fetching
from desktop.updates.fetching import fetch, forget_others, held
from desktop.updates.notice import Installer, genuine_notice
from desktop.updates.places import FolderPlace, Place, place_of
from tests.desktop.updates.release import INSTALLER, PACKAGE, Signer, release, signed

SIGNER = Signer()
NOTICE = genuine_notice(signed(SIGNER), SIGNER.keys)
FILE = NOTICE.installer_for("linux") or pytest.fail("no installer")


class Flawed:
    """A place that hands out other parts than it should."""

    def __init__(self, *parts: bytes, ranges: bool = True) -> None:
        self.contents, self.ranges = parts, ranges
        self.begins: list[int] = []

    def notice(self) -> bytes:
        return b""

    def parts(self, name: str, begin: int) -> tuple[int, Iterator[bytes]]:
        self.begins.append(begin)
        begin = begin if self.ranges else 0
        whole = b"".join(self.contents)[begin:]
        return begin, iter([whole[: len(whole) // 2], whole[len(whole) // 2 :]])


class Silent(Flawed):
    """A share that was pulled out: it never answers, or after some parts no more."""

    def __init__(self, *parts: bytes, at_once: bool = False) -> None:
        super().__init__(*parts)
        self.at_once, self.over = at_once, Event()

    def parts(self, name: str, begin: int) -> tuple[int, Iterator[bytes]]:
        if self.at_once:
            self.over.wait(20)
        return begin, self._slowly()

    def _slowly(self) -> Iterator[bytes]:
        yield from self.contents
        self.over.wait(20)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return release(tmp_path / "share", SIGNER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "updates"


def code_of(place: Place, folder: Path, installer: Installer = FILE, **how: Any) -> str:
    with pytest.raises(Refused) as refused:
        fetch(place, installer, folder, **how)
    assert not explain(refused.value).startswith("That is not possible")
    return refused.value.findings[0].code.removeprefix("update.")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_it_arrives_whole_in_a_folder_of_this_person_alone(shared: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    file = fetch(FolderPlace(shared), FILE, folder, lambda *told_now: told.append(told_now))
    assert (file.name, file.read_bytes()) == (PACKAGE, INSTALLER)
    assert told[-1] == (len(INSTALLER), len(INSTALLER)) and len(told) > 1
    if os.name != "nt":
        for path in (folder, file.parent):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_is_not_read_twice(shared: Path, folder: Path) -> None:
    file = fetch(FolderPlace(shared), FILE, folder)
    assert fetch(Flawed(), FILE, folder) == file


def test_one_that_was_spoiled_on_this_computer_is_read_again(shared: Path, folder: Path) -> None:
    file = fetch(FolderPlace(shared), FILE, folder)
    file.write_bytes(b"another" + INSTALLER[7:])
    assert fetch(FolderPlace(shared), FILE, folder).read_bytes() == INSTALLER


@given(at=st.integers(0, len(INSTALLER) - 1), by=st.integers(1, 255))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_byte_of_it_can_be_another(at: int, by: int, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("fetched")
    other = bytes([INSTALLER[at] ^ by])
    assert code_of(Flawed(INSTALLER[:at], other, INSTALLER[at + 1 :]), folder) == "not_the_file"
    assert files(folder) == ["in-use"]


def test_one_that_is_longer_or_shorter_is_none(folder: Path) -> None:
    assert code_of(Flawed(INSTALLER, b"more"), folder) == "not_the_file"
    assert code_of(Flawed(INSTALLER[:-1]), folder) == "broke_off"
    assert code_of(Flawed(b""), folder / "empty") == "broke_off"


@pytest.mark.parametrize("ranges", [True, False], ids=["goes on", "begins anew"])
def test_what_broke_off_is_completed(folder: Path, ranges: bool) -> None:
    half = len(INSTALLER) // 2
    assert code_of(Flawed(INSTALLER[:half]), folder) == "broke_off"
    again = Flawed(INSTALLER, ranges=ranges)
    assert fetch(again, FILE, folder).read_bytes() == INSTALLER
    assert again.begins == [half]


def test_what_broke_off_and_was_spoiled_is_read_from_its_beginning(folder: Path) -> None:
    assert code_of(Flawed(b"x" * 1000), folder) == "broke_off"
    again = Flawed(INSTALLER)
    assert fetch(again, FILE, folder).read_bytes() == INSTALLER
    assert again.begins == [1000, 0]


def test_who_gives_up_keeps_what_is_there(shared: Path, folder: Path) -> None:
    class Enough(Exception):
        pass

    def enough(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        fetch(FolderPlace(shared), FILE, folder, enough)
    assert files(folder) == [f"{PACKAGE}.part", "in-use"]
    assert fetch(FolderPlace(shared), FILE, folder).read_bytes() == INSTALLER


@pytest.mark.parametrize("at_once", [True, False], ids=["never answers", "falls silent"])
def test_a_place_that_does_not_answer_is_given_up(folder: Path, at_once: bool) -> None:
    place = Silent(INSTALLER[:1000], at_once=at_once)
    assert code_of(place, folder, silence=0.05) == "silent"
    place.over.set()


@pytest.mark.parametrize("at_once", [True, False], ids=["never answers", "falls silent"])
def test_who_gives_up_does_not_wait_for_a_place_that_is_gone(folder: Path, at_once: bool) -> None:
    class Enough(Exception):
        pass

    def enough(done: int, total: int) -> None:
        if at_once or done:
            raise Enough

    place = Silent(INSTALLER[:1000], at_once=at_once)
    with pytest.raises(Enough):
        fetch(place, FILE, folder, enough, silence=3600)
    place.over.set()


def test_a_full_disk_is_said(folder: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fetching.os, "fsync", full)
        assert code_of(FolderPlace(shared), folder) == "disk_full"
    large = replace(FILE, size=2**60)
    assert code_of(FolderPlace(shared), folder, large) == "disk_full"


def test_a_link_a_pipe_or_a_folder_is_no_installer(shared: Path, folder: Path) -> None:
    there = shared / PACKAGE
    kept = there.rename(shared / "elsewhere")
    assert code_of(FolderPlace(shared), folder) == "file_missing"
    there.symlink_to(kept)
    assert code_of(FolderPlace(shared), folder) == "not_plain"
    there.unlink()
    os.mkfifo(there)
    assert code_of(FolderPlace(shared), folder) == "not_plain"
    there.unlink()
    there.mkdir()
    assert code_of(FolderPlace(shared), folder) == "not_plain"


def test_two_programs_do_not_fetch_into_one_file(shared: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    with one_at_a_time(folder / "in-use"):
        assert code_of(FolderPlace(shared), folder) == "fetched_elsewhere"


def test_a_folder_that_is_a_link_is_not_ours(shared: Path, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.parent.mkdir()
    folder.symlink_to(elsewhere)
    assert code_of(FolderPlace(shared), folder) == "folder_not_ours"
    assert not list(elsewhere.iterdir())


def test_a_link_in_the_place_of_what_is_fetched_is_not_written_through(
    shared: Path, folder: Path, tmp_path: Path
) -> None:
    room = folder / FILE.sha256[:16]
    room.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    (room / f"{PACKAGE}.part").symlink_to(victim)
    assert code_of(FolderPlace(shared), folder) == "disk_says_no"
    assert victim.read_text("utf-8") == "mine"


def test_what_was_exchanged_after_it_came_is_not_started(shared: Path, folder: Path) -> None:
    file = fetch(FolderPlace(shared), FILE, folder)
    with held(file, FILE):
        pass
    file.write_bytes(INSTALLER[:-1] + b"!")
    with pytest.raises(Refused, match="not_the_file"), held(file, FILE):
        pytest.fail("it would have been started")
    file.unlink()
    with pytest.raises(Refused, match="not_the_file"), held(file, FILE):
        pytest.fail("it would have been started")


def test_what_was_fetched_of_other_versions_goes(shared: Path, folder: Path) -> None:
    fetch(FolderPlace(shared), FILE, folder)
    old = folder / "0123456789abcdef"
    old.mkdir()
    (old / "old.deb").write_bytes(b"old")
    fetch(FolderPlace(shared), FILE, folder)
    assert files(folder) == [PACKAGE, "in-use"]
    forget_others(folder)
    assert files(folder) == ["in-use"]


def test_a_place_is_a_folder_or_the_notice_in_it(shared: Path, tmp_path: Path) -> None:
    notice = shared / "caseroom-update.json"
    assert place_of(str(shared)).notice() == place_of(f" {notice} ").notice()
    other = notice.rename(shared / "harbor.json")
    assert place_of(str(other)).notice()

    def refused(words: str) -> str:
        with pytest.raises(Refused) as error:
            place_of(words).notice()
        assert not explain(error.value).startswith("That is not possible")
        return error.value.findings[0].code

    assert refused(str(shared)) == "update.no_notice"
    assert refused(str(tmp_path / "gone")) == "update.place_gone"
    assert refused(str(tmp_path / "gone" / "notice.json")) == "update.place_gone"
    assert refused("  ") == "update.nowhere"
    assert refused("share/updates") == "update.place_not_whole"
    notice.symlink_to(other)
    assert refused(str(shared)) == "update.not_plain"
    other.write_bytes(b" " * 400_000)
    assert len(place_of(str(other)).notice()) == 256 * 1024 + 1
