"""Settings: described, checked, saved whole, and never in the way."""

import json
from pathlib import Path

import pytest

from desktop.settings import SETTINGS, Settings


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
