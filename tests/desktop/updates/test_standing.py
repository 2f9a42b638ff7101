"""What the program makes of a notice: for whom, in which way, and never back to an older one."""

import os
import subprocess
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from db.rules.findings import Refused
from db.storage.schema import newest_schema
from db.texts import explain
from db.texts.catalog import speaking
from desktop.settings import Settings
from desktop.updates import installing, standing
from desktop.updates.copies import Copy, Surroundings
from desktop.updates.notice import NOTICE_FILE
from desktop.updates.standing import StandingUpdates
from tests.desktop.updates.release import DEBIAN, INSTALLER, PACKAGE, SETUP, Signer, release
from ui.updates import Update, Way

SIGNER = Signer()
WINDOWS = Surroundings(True, Path("C:/Caseroom"), "windows")


@dataclass
class Bench:
    """A share with releases, and a program of 0.1.0 on a computer."""

    folder: Path
    today: date = date(2026, 11, 27)
    around: Surroundings = DEBIAN
    keys: dict[str, bytes] = field(default_factory=lambda: SIGNER.keys)
    running: str = "0.1.0"

    @property
    def share(self) -> Path:
        return self.folder / "share"

    @property
    def settings(self) -> Settings:
        return Settings(self.folder / "settings.json")

    def updates(self) -> StandingUpdates:
        """The program, started again."""
        return StandingUpdates(
            self.settings,
            keys=self.keys,
            around=self.around,
            running=self.running,
            today=lambda: self.today,
        )

    def release(self, **other: Any) -> None:
        release(self.share, SIGNER, **other)

    def look(self) -> Update | None:
        return self.updates().look(str(self.share))

    def found(self) -> Update:
        update = self.look()
        assert update is not None
        return update


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    made = Bench(tmp_path)
    made.release()
    return made


def refusal(act: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    assert not explain(refused.value).startswith("That is not possible")
    return refused.value


def test_a_newer_version_is_found_with_what_is_new_in_it(bench: Bench) -> None:
    update = bench.found()
    assert (update.version, update.day, update.news) == (
        "0.2.0",
        date(2026, 11, 20),
        "Groups have a picture.",
    )
    assert (update.way, update.size) == (Way.HERE, len(INSTALLER))
    with speaking("es"):
        assert bench.found().news == "Los grupos tienen imagen."


@pytest.mark.parametrize("running", ["0.2.0", "0.2.1", "0.10.0", "1.0.0"])
def test_what_is_not_newer_is_none(bench: Bench, running: str) -> None:
    bench.running = running
    assert bench.look() is None


def test_a_checkout_between_two_releases_is_older_than_any(bench: Bench) -> None:
    bench.running = "0"
    assert bench.found().version == "0.2.0"


def test_nobody_leads_a_computer_back_to_an_older_notice(bench: Bench) -> None:
    bench.release(version="0.3.0")
    assert bench.found().version == "0.3.0"
    bench.release(version="0.2.5")  # genuine, and newer than what runs here
    refused = refusal(bench.look)
    assert refused.has("update.rolled_back")
    assert "0.2.5" in explain(refused) and "0.3.0" in explain(refused)
    bench.release(version="0.3.0", date="2026-11-19")
    assert refusal(bench.look).has("update.rolled_back")
    bench.release(version="0.3.1", date="2026-11-19")
    assert bench.found().version == "0.3.1"


def test_a_program_that_was_open_before_is_not_led_back_either(bench: Bench) -> None:
    open_before = bench.updates()
    bench.release(version="0.3.0")
    assert bench.found().version == "0.3.0"
    bench.release(version="0.2.5")
    assert refusal(lambda: open_before.look(str(bench.share))).has("update.rolled_back")
    open_before.put_off(Update("0.2.5", bench.today, "", Way.HERE, "", 0, False, None))
    assert refusal(bench.look).has("update.rolled_back")


def test_what_was_not_genuine_is_not_remembered(bench: Bench) -> None:
    release(bench.share, Signer(), version="99999.0.0")
    assert refusal(bench.look).has("update.unknown_key")
    bench.release(version="9.0.0", date="2027-01-01")
    assert refusal(bench.look).has("update.from_the_future")
    bench.release()
    assert bench.found().version == "0.2.0"


def test_settings_edited_by_hand_do_no_harm(bench: Bench) -> None:
    bench.settings.set("update_seen", {"version": "newest", "day": "yesterday"})
    assert bench.found().version == "0.2.0"


def test_a_copy_without_a_release_key_says_so(bench: Bench) -> None:
    bench.keys = {}
    words = "This copy of Caseroom has no release key, so it cannot check updates."
    assert explain(refusal(bench.look)) == words
    nobody = StandingUpdates(bench.settings)  # the keys of the tree
    assert refusal(lambda: nobody.look(str(bench.share))).has("update.no_key")


def test_it_is_known_whether_an_administrator_comes_first(bench: Bench) -> None:
    bench.release(schema=newest_schema())
    assert not bench.found().changes_office
    bench.release(schema="9999")
    assert bench.found().changes_office


@pytest.mark.parametrize(
    ("around", "way", "words"),
    [
        (replace(DEBIAN, can_ask_rights=False), Way.COMMAND, "rights"),
        (replace(DEBIAN, frozen=False), Way.BY_HAND, "source"),
        (replace(DEBIAN, folder=Path("/srv/caseroom")), Way.BY_HAND, "portable"),
        (WINDOWS, Way.BY_HAND, "portable"),
        (replace(DEBIAN, system="other"), Way.BY_HAND, "no installer"),
    ],
)
def test_where_the_program_cannot_do_it_it_says_what_to_do(
    bench: Bench, around: Surroundings, way: Way, words: str
) -> None:
    bench.around = around
    update = bench.found()
    assert update.way is way and words in update.how


def test_windows_knows_whose_copy_this_is(tmp_path: Path) -> None:
    def kind(own: Path | str, machine: Path | str) -> Copy:
        return Surroundings(True, tmp_path, "windows", (str(own), str(machine))).kind

    assert kind(tmp_path, "") is Copy.PER_USER
    assert kind("", tmp_path) is Copy.PER_MACHINE
    assert kind(tmp_path / "other", tmp_path) is Copy.PER_MACHINE
    assert kind("", "") is Copy.PORTABLE


def test_an_installer_of_this_system_is_fetched(bench: Bench) -> None:
    assert Path(bench.updates().fetch(bench.found(), lambda *_: None).file).name == PACKAGE
    bench.around = WINDOWS
    update = bench.found()
    assert Path(bench.updates().fetch(update, lambda *_: None).file).name == SETUP
    into = bench.folder / "for group policy"
    assert bench.updates().fetch_into(update, into, lambda *_: None) == str(into / SETUP)
    bench.release(files=[])
    assert refusal(bench.look).has("update.wrong_shape")


@pytest.mark.skipif(os.name == "nt", reason="there only administrators make links")
def test_a_link_that_lies_in_its_way_leads_nobody_to_write_over_something_else(
    bench: Bench,
) -> None:
    """Others may write where a policy finds installers."""
    bench.around, records = WINDOWS, bench.folder / "office.db"
    records.write_bytes(b"records")
    into = bench.folder / "for group policy"
    into.mkdir()
    for name in (SETUP, f"{SETUP}.part"):
        (into / name).symlink_to(records)
    laid = Path(bench.updates().fetch_into(bench.found(), into, lambda *_: None))
    assert (laid.read_bytes(), laid.is_symlink()) == (INSTALLER, False)
    assert records.read_bytes() == b"records"


def test_later_is_until_tomorrow_and_for_this_version(bench: Bench) -> None:
    update = bench.found()
    assert not bench.updates().is_put_off(update)
    bench.updates().put_off(update)
    assert bench.updates().is_put_off(update)
    assert not bench.updates().is_put_off(replace(update, version="0.2.1"))
    bench.today = date(2026, 11, 28)
    assert not bench.updates().is_put_off(update)


def test_where_the_updates_of_an_office_lie_is_kept_on_the_computer(bench: Bench) -> None:
    bench.updates().remember_place("/offices/harbor", "S:\\Updates")
    bench.updates().remember_place("/offices/other", "https://updates.example/")
    assert bench.updates().place_of("/offices/harbor") == "S:\\Updates"
    bench.updates().remember_place("/offices/harbor", "")
    assert bench.updates().place_of("/offices/harbor") == ""
    assert bench.updates().place_of("/offices/other") == "https://updates.example/"


def test_what_was_fetched_goes_once_it_is_installed(bench: Bench) -> None:
    fetched = bench.updates().fetch(bench.found(), lambda *_: None)
    bench.running = "0.2.0"
    assert bench.look() is None
    assert not Path(fetched.file).exists()


def test_who_leaves_does_not_wait_for_a_place_that_is_gone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, over = Event(), Event()

    class Gone:
        def notice(self) -> bytes:
            gone.set()
            over.wait(20)
            return b""

    def left(done: int, total: int) -> None:
        raise InterruptedError

    monkeypatch.setattr(standing, "place_of", lambda _: Gone())
    with pytest.raises(InterruptedError):
        bench.updates().look(str(bench.share), left)
    assert gone.is_set()
    over.set()


def test_the_new_program_is_told_nothing_of_where_the_old_one_lies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: dict[str, str] = {}
    monkeypatch.setenv("_PYI_APPLICATION_HOME_DIR", "/opt/caseroom/app-0.1.0")
    monkeypatch.setenv("LANG", "es_US.UTF-8")
    monkeypatch.setattr(installing.subprocess, "Popen", lambda *_, env, **__: seen.update(env))
    installing.start_again(DEBIAN)
    assert seen["PYINSTALLER_RESET_ENVIRONMENT"] == "1" and seen["LANG"] == "es_US.UTF-8"
    assert not [name for name in seen if name.startswith("_PYI_")]


class Started:
    """Programs that would have been started; a setup that ends with None is still at work."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, code: int | None = 0, says: str = ""
    ) -> None:
        self.lines: list[list[str]] = []
        self.variables: list[dict[str, str]] = []

        def wait(seconds: float) -> int:
            if code is None:
                raise subprocess.TimeoutExpired("setup", seconds)
            return code

        def start(line: list[str], *, env: dict[str, str], **_: object) -> Any:
            self.lines.append(line)
            self.variables.append(env)
            return SimpleNamespace(returncode=code, wait=wait, stderr=says)

        monkeypatch.setattr(installing.subprocess, "run", start)
        monkeypatch.setattr(installing.subprocess, "Popen", start)
        monkeypatch.setattr(installing.os, "geteuid", lambda: 1000)


def test_a_package_is_installed_with_the_rights_asked_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, updates = Started(monkeypatch), bench.updates()
    fetched = updates.fetch(bench.found(), lambda *_: None)
    assert updates.install(fetched)
    folder = str(Path(fetched.file).parent)
    root = ["/opt/caseroom/caseroom-cli", "install-update", folder]
    assert started.lines == [["pkexec", *root]]
    monkeypatch.setattr(installing.os, "geteuid", lambda: 0)
    assert updates.install(fetched)
    assert started.lines[1:] == [root]


def test_what_root_checks_by_lies_beside_the_package(bench: Bench) -> None:
    fetched = bench.updates().fetch(bench.found(), lambda *_: None)
    beside = Path(fetched.file).with_name(NOTICE_FILE)
    assert beside.read_bytes() == (bench.share / NOTICE_FILE).read_bytes()
    beside.write_bytes(b"spoiled")
    bench.updates().fetch(bench.found(), lambda *_: None)
    assert beside.read_bytes() == (bench.share / NOTICE_FILE).read_bytes()


@pytest.mark.parametrize("code", [126, 127])
def test_a_package_that_nobody_gave_the_rights_for_leaves_the_command(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    Started(monkeypatch, code)
    updates = bench.updates()
    fetched = updates.fetch(bench.found(), lambda *_: None)
    refused = refusal(lambda: updates.install(fetched))
    assert refused.has("update.no_rights")
    folder = Path(fetched.file).parent
    assert f'sudo caseroom-cli install-update "{folder}"' in explain(refused)


def test_why_root_refused_is_said_in_its_own_words(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = Started(monkeypatch, 1, "El disco está lleno.\n")
    updates = bench.updates()
    fetched = updates.fetch(bench.found(), lambda *_: None)
    with speaking("es"):
        refused = refusal(lambda: updates.install(fetched))
        assert explain(refused).endswith("El disco está lleno.")
    assert started.variables[0]["LC_ALL"] == "es_ES.UTF-8"  # root answers in the person's language


def on_windows(bench: Bench) -> None:
    own = bench.folder / "Caseroom"
    own.mkdir()
    bench.around = Surroundings(True, own, "windows", (str(own), ""))


def test_the_setup_is_started_silently_and_the_program_must_end(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_windows(bench)
    started, updates = Started(monkeypatch, code=None), bench.updates()
    fetched = updates.fetch(bench.found(), lambda *_: None)
    assert not updates.install(fetched)
    assert not updates.install(fetched, again=False)
    assert started.lines == [
        [fetched.file, "/S", "/UPDATE", "/CURRENTUSER"],
        [fetched.file, "/S", "/CURRENTUSER"],
    ]


def test_a_setup_that_refuses_at_once_is_told_of(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_windows(bench)
    Started(monkeypatch, code=1638)
    updates = bench.updates()
    fetched = updates.fetch(bench.found(), lambda *_: None)
    assert "ended with 1638" in explain(refusal(lambda: updates.install(fetched)))
    assert not bench.updates().did_not_come_through(bench.found())


def test_an_installation_that_did_not_come_through_is_remembered(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_windows(bench)
    Started(monkeypatch, code=None)
    assert not bench.updates().did_not_come_through(bench.found())
    bench.updates().install(bench.updates().fetch(bench.found(), lambda *_: None))
    assert bench.updates().did_not_come_through(bench.found())
    bench.release(version="0.2.1")
    assert not bench.updates().did_not_come_through(bench.found())


def test_what_was_exchanged_meanwhile_is_not_started(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, updates = Started(monkeypatch), bench.updates()
    fetched = updates.fetch(bench.found(), lambda *_: None)
    Path(fetched.file).write_bytes(b"another")
    assert refusal(lambda: updates.install(fetched)).has("update.not_the_file")
    assert started.lines == []
