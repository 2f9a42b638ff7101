"""Settings: described, checked, saved whole, and never in the way."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.settings import SETTINGS, Settings
from development.environment import ROOT


def test_every_setting_is_described_and_its_default_is_allowed() -> None:
    for setting in SETTINGS.values():
        assert setting.about
        assert setting.allowed(setting.default)


def test_a_setting_is_still_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    Settings(file).set("scheme", "dark")
    assert Settings(file).scheme == "dark"


@pytest.mark.parametrize(
    ("name", "value"),
    [("scheme", "pink"), ("text_percent", 500), ("text_percent", True), ("no_such", 1)],
)
def test_a_value_that_is_not_allowed_is_refused(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(tmp_path / "settings.json").set(name, value)


def test_a_value_in_the_file_that_is_not_allowed_counts_as_not_set(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"settings": {"scheme": "pink", "lock_minutes": 5}}), "utf-8")
    settings = Settings(file)
    assert (settings.scheme, settings.lock_minutes) == ("system", 5)


@pytest.mark.parametrize("content", ["{", "[]", '{"settings": 3}', "\x00"])
def test_an_unreadable_file_is_kept_and_the_program_starts(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, "utf-8")
    settings = Settings(file)
    assert settings.scheme == "system"
    assert (tmp_path / "settings.unreadable.json").read_text("utf-8") == content
    settings.set("scheme", "light")
    assert Settings(file).scheme == "light"


def test_a_folder_that_cannot_be_written_to_is_not_worth_a_message(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("", "utf-8")
    settings = Settings(tmp_path / "in the way" / "settings.json")
    settings.set("scheme", "dark")
    assert settings.scheme == "dark"


def test_layout_belongs_to_each_user(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings = Settings(file, user="aruiz")
    settings.remember("splitter.clients", [300, 700])
    settings.save()
    assert Settings(file, user="aruiz").layout("splitter.clients") == [300, 700]
    assert Settings(file, user="mchen").layout("splitter.clients") is None


def test_changes_are_told_once_and_only_when_something_changed(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    told: list[str] = []
    settings.watch(told.append)
    settings.set("lock_minutes", 5)
    settings.set("lock_minutes", 5)
    assert told == ["lock_minutes"]


def test_the_office_opened_last_comes_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for name in ("a", "b", "a"):
        settings.add_recent({"place": name, "name": name.upper()})
    assert [office["place"] for office in settings.get("recent_offices")] == ["a", "b"]
    settings.forget_recent("a")
    assert [office["place"] for office in settings.get("recent_offices")] == ["b"]


WRITES = """
import os, sys
from pathlib import Path
from desktop.settings import Settings

def waits(part, _, replace=os.replace):
    print("written", flush=True)
    if sys.stdin.readline().strip() == "go on":
        replace(part, _)

os.replace = waits
Settings(Path(sys.argv[1])).set("scheme", "dark")
"""


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program, between writing its settings and putting them in the file's place."""
    line = [sys.executable, "-c", WRITES, str(tmp_path / "settings.json")]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        yield process
        process.kill()


def names(folder: Path) -> list[str]:
    """What lies there beside the lock by which programs take turns."""
    return sorted(file.name for file in folder.iterdir() if file.name != "settings.lock")


def test_what_a_killed_program_left_half_saved_goes_with_a_later_save(
    tmp_path: Path, writer: subprocess.Popen[str]
) -> None:
    writer.kill()
    writer.wait()
    (left,) = (tmp_path / name for name in names(tmp_path))
    an_hour_ago = time.time() - 3700
    os.utime(left, (an_hour_ago, an_hour_ago))
    Settings(tmp_path / "settings.json").set("lock_minutes", 5)
    assert names(tmp_path) == ["settings.json"]


def test_what_another_program_is_saving_stays(
    tmp_path: Path, writer: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.storage.one_at_a_time._TRIES", 2)
    file = tmp_path / "settings.json"
    settings = Settings(file)
    settings.set("lock_minutes", 5)
    assert len(names(tmp_path)) == 1
    writer.communicate("go on\n")
    settings.save()
    assert names(tmp_path) == ["settings.json"]
    assert (Settings(file).scheme, Settings(file).lock_minutes) == ("dark", 5)


def test_only_what_the_settings_left_is_removed(tmp_path: Path) -> None:
    others = [tmp_path / "h.caseroom.new", tmp_path / "settings-old.json", tmp_path / "tmpab.new"]
    for other in others:
        other.write_text("mine", "utf-8")
        os.utime(other, (0, 0))
    Settings(tmp_path / "settings.json").set("lock_minutes", 5)
    assert all(other.exists() for other in others)
