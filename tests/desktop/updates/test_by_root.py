"""What root's own program installs: the copy that it checked itself, and nothing else.

Whoever tries to have something else installed owns the folder, and may exchange all that lies there
at any moment. Root is played: what is asked is what it does, not who it is.
"""

import os
import signal
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from db.rules.findings import Refused
from db.storage.one_at_a_time import one_at_a_time
from db.texts import explain
from desktop.cli import main
from desktop.updates import by_root, places
from desktop.updates.by_root import Installed, install
from desktop.updates.copies import Copy
from desktop.updates.notice import NOTICE_FILE
from tests.desktop.updates.release import (
    INSTALLER,
    PACKAGE,
    Signer,
    enveloped,
    release,
    signed,
    told,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it is Debian's")
SIGNER = Signer()
EVIL = INSTALLER[::-1]
assert len(EVIL) == len(INSTALLER)


@dataclass
class Bench:
    """A folder of somebody's with a release, root's room, and a system that installs."""

    folder: Path
    room: Path
    program: Installed
    installed: list[bytes] = field(default_factory=list)
    seen: list[Path] = field(default_factory=list)
    works: bool = True

    @property
    def package(self) -> Path:
        return self.folder / PACKAGE

    @property
    def notice(self) -> Path:
        return self.folder / NOTICE_FILE

    def system(self, package: Path) -> bool:
        self.seen.append(package)
        self.installed.append(package.read_bytes())
        return self.works

    def install(self, system: Callable[[Path], bool] | None = None) -> None:
        install(self.folder, self.program, system or self.system)

    def refuses(self, code: str) -> str:
        """Refused so, with nothing installed and nothing left; gives the sentence."""
        with pytest.raises(Refused) as refused:
            self.install()
        assert [one.code for one in refused.value.findings] == [f"update.{code}"]
        assert self.installed == [] and self.left() == []
        words = explain(refused.value)
        assert not words.startswith("That is not possible") and "{" not in words
        return words

    def left(self) -> list[str]:
        """What lies in root's room, but for the file that is locked."""
        found = sorted(self.room.rglob("*")) if self.room.exists() else []
        return [path.name for path in found if path.name != "in-use"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    room = tmp_path / "root's"
    folder = release(tmp_path / "somebody's", SIGNER)
    return Bench(folder, room, Installed(SIGNER.keys, "0.1.0", Copy.PACKAGE, room))


def test_a_genuine_newer_package_is_installed_from_a_copy_of_roots_own(bench: Bench) -> None:
    def system(package: Path) -> bool:
        assert package.is_relative_to(bench.room) and package.name == PACKAGE
        for folder in (bench.room, package.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(package.stat().st_mode) == 0o600
        return bench.system(package)

    before = os.umask(0)  # whoever asks chooses it
    try:
        bench.install(system)
    finally:
        os.umask(before)
    assert bench.installed == [INSTALLER]
    assert bench.left() == []
    assert bench.package.read_bytes() == INSTALLER


def test_what_is_exchanged_after_the_check_is_not_what_is_installed(bench: Bench) -> None:
    def system(package: Path) -> bool:
        bench.package.write_bytes(EVIL)
        bench.notice.write_bytes(b"{}")
        return bench.system(package)

    bench.install(system)
    assert bench.installed == [INSTALLER]


def test_what_was_exchanged_before_root_came_is_refused(bench: Bench) -> None:
    bench.package.write_bytes(EVIL)
    assert "not the one that its notice describes" in bench.refuses("not_the_file")


def test_what_is_exchanged_while_it_is_copied_is_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = places.FolderPlace._pieces

    def pieces(self: Any, descriptor: int, begin: int) -> Any:
        for number, piece in enumerate(first(self, descriptor, begin)):
            if number == 0:
                with bench.package.open("r+b") as file:
                    file.write(EVIL)
            yield piece

    monkeypatch.setattr(places.FolderPlace, "_pieces", pieces)
    bench.refuses("not_the_file")


@pytest.mark.parametrize("size", [len(INSTALLER) - 1, len(INSTALLER) + 1])
def test_a_package_of_another_size_is_refused(bench: Bench, size: int) -> None:
    bench.package.write_bytes((INSTALLER * 2)[:size])
    bench.refuses("not_the_file")


def test_of_a_package_without_end_no_more_is_read_than_it_may_have(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []

    def endless(self: Any, descriptor: int, begin: int) -> Any:
        os.close(descriptor)
        while True:
            given.append(places.PART)
            yield bytes(places.PART)

    monkeypatch.setattr(places.FolderPlace, "_pieces", endless)
    bench.refuses("not_the_file")
    assert sum(given) <= len(INSTALLER) + places.PART


def test_a_link_in_the_way_is_not_followed(bench: Bench) -> None:
    """Also one to the very package: root reads no file that the account could not name itself."""
    elsewhere = bench.folder.parent / "elsewhere.deb"
    bench.package.rename(elsewhere)
    bench.package.symlink_to(elsewhere)
    bench.refuses("not_plain")
    bench.package.unlink()
    bench.package.write_bytes(INSTALLER)
    bench.notice.rename(elsewhere)
    bench.notice.symlink_to(elsewhere)
    bench.refuses("not_plain")


@pytest.mark.parametrize("which", ["package", "notice"])
def test_a_pipe_is_not_waited_for(bench: Bench, which: str) -> None:
    file: Path = getattr(bench, which)
    file.unlink()
    os.mkfifo(file)
    bench.refuses("not_plain")


def test_a_notice_that_was_altered_or_is_a_strangers_is_refused(bench: Bench) -> None:
    good = bench.notice.read_bytes()
    bench.notice.write_bytes(good.replace(b"picture", b"Picture"))
    bench.refuses("bad_signature")
    bench.notice.write_bytes(signed(Signer()))
    bench.refuses("unknown_key")
    bench.notice.write_bytes(bytes(300_000))
    bench.refuses("too_large")
    bench.notice.unlink()
    bench.refuses("no_notice")


def test_a_notice_whose_key_was_not_in_the_installed_program_is_refused(bench: Bench) -> None:
    bench.program = replace(bench.program, keys={})
    bench.refuses("no_key")


@pytest.mark.parametrize("running", ["0.2.0", "0.2.1", "0.10.0", "1.0.0"])
def test_nobody_leads_root_back_to_an_older_version(bench: Bench, running: str) -> None:
    bench.program = replace(bench.program, running=running)
    words = bench.refuses("not_newer")
    assert "0.2.0" in words and running in words


def test_a_notice_without_a_package_installs_nothing(bench: Bench) -> None:
    files = [one for one in told()["files"] if one["system"] == "windows"]
    bench.notice.write_bytes(signed(SIGNER, files=files))
    bench.refuses("not_for_system")


def test_a_name_that_leads_out_of_the_folder_is_none(bench: Bench) -> None:
    words = enveloped(str(told()).replace("'", '"').replace(PACKAGE, f"../{PACKAGE}"), SIGNER)
    bench.notice.write_bytes(words)
    bench.refuses("wrong_shape")


def test_who_is_not_root_is_told_what_root_types(bench: Bench) -> None:
    bench.program = replace(bench.program, as_root=False)
    assert f'sudo caseroom-cli install-update "{bench.folder}"' in bench.refuses("not_root")


@pytest.mark.parametrize("kind", [Copy.PORTABLE, Copy.SOURCE])
def test_a_copy_that_is_no_package_installs_none(bench: Bench, kind: Copy) -> None:
    bench.program = replace(bench.program, kind=kind)
    bench.refuses("not_a_package")


def test_a_package_that_the_system_does_not_take_leaves_nothing(bench: Bench) -> None:
    bench.works = False
    with pytest.raises(Refused) as refused:
        bench.install()
    assert refused.value.has("update.not_installed") and bench.left() == []


def test_a_room_that_is_not_roots_is_not_used(bench: Bench) -> None:
    elsewhere = bench.folder.parent / "elsewhere"
    elsewhere.mkdir()
    bench.room.symlink_to(elsewhere)
    bench.refuses("folder_not_ours")
    assert list(elsewhere.iterdir()) == []


def test_two_at_the_same_time_are_one(bench: Bench) -> None:
    bench.room.mkdir(mode=0o700)
    with one_at_a_time(bench.room / "in-use") as ours:
        assert ours
        bench.refuses("installed_elsewhere")
    bench.install()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", 1)])
def test_told_to_end_while_it_copies_it_leaves_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    first = places.FolderPlace._pieces

    def pieces(self: Any, descriptor: int, begin: int) -> Any:
        for piece in first(self, descriptor, begin):
            os.kill(os.getpid(), number)
            yield piece

    monkeypatch.setattr(places.FolderPlace, "_pieces", pieces)
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt):
        bench.install()
    assert (bench.left(), bench.installed) == ([], [])
    assert signal.getsignal(number) is before


def test_once_the_system_is_at_it_its_end_is_waited_for(bench: Bench) -> None:
    def system(package: Path) -> bool:
        os.kill(os.getpid(), signal.SIGTERM)
        return bench.system(package)

    bench.install(system)
    assert bench.installed == [INSTALLER] and bench.left() == []


def test_what_a_power_cut_left_goes_before_anything_else(bench: Bench) -> None:
    child = os.fork()
    if child == 0:  # it gets no further than to the system
        with suppress(BaseException):
            bench.install(lambda _: os._exit(0))  # type: ignore[arg-type, return-value]
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert bench.left() == ["installing", PACKAGE]
    bench.notice.write_bytes(b"{}")
    bench.refuses("wrong_shape")


def test_a_disk_without_room_is_said_to_be_full(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_root.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    bench.refuses("disk_full")


def test_the_system_is_told_nothing_that_who_asked_had_set(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], dict[str, Any]]] = []

    def run(line: list[str], **how: Any) -> Any:
        asked.append((line, how))
        return SimpleNamespace(returncode=0)

    monkeypatch.setenv("APT_CONFIG", "/srv/somebody/apt.conf")
    monkeypatch.setattr(by_root.subprocess, "run", run)
    assert by_root.system_installs(Path("/root's/a.deb"))
    [(line, how)] = asked
    assert line == ["/usr/bin/apt-get", "install", "--yes", "/root's/a.deb"]
    assert set(how["env"]) == {"PATH", "HOME", "LC_ALL", "DEBIAN_FRONTEND"}
    assert (how["env"]["PATH"], how["cwd"]) == ("/usr/sbin:/usr/bin:/sbin:/bin", "/")
    assert how["umask"] == 0o022


def test_no_setting_variable_or_folder_leads_it_to_other_keys_or_another_version(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program of this test is none of a package: its keys and version are asked for alone."""
    known = by_root.this_program()
    for name in ("CASEROOM_CONFIG_DIR", "CASEROOM_RELEASE_KEYS", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(bench.folder))
    (bench.folder / "release-keys.json").write_text("{}", encoding="utf-8")
    (bench.folder / "version.txt").write_text("0.0.1", encoding="utf-8")
    monkeypatch.chdir(bench.folder)
    assert by_root.this_program() == known
    assert known.room == Path("/var/cache/caseroom")


def test_the_command_line_says_what_was_installed_or_why_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from desktop.cli import installing_update

    monkeypatch.setattr(installing_update, "this_program", lambda: bench.program)
    monkeypatch.setattr(
        installing_update, "system_installs", lambda file, quiet: bench.system(file)
    )
    assert main(["install-update", str(bench.folder), "--json"]) == 0
    assert capsys.readouterr().out == '{"installed": true, "version": "0.2.0"}\n'
    bench.package.write_bytes(EVIL)
    assert main(["install-update", str(bench.folder)]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "It was not started." in said.err
