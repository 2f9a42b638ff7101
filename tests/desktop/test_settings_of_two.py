"""Two open programs of one person: each keeps what it changed, and takes nothing from the other."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from db.storage.one_at_a_time import one_at_a_time
from desktop import settings as reading
from desktop.settings import Settings
from development.environment import ROOT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def office(place: str) -> dict[str, str]:
    return {"place": place, "name": place.upper()}


def places(settings: Settings) -> list[str]:
    return [kept["place"] for kept in settings.get("recent_offices")]


def in_file(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def test_what_the_other_changed_meanwhile_stays(file: Path) -> None:
    one, other = Settings(file, user="aruiz"), Settings(file, user="mchen")
    one.set("text_percent", 150)
    one.remember("splitter.clients", [300, 700])
    one.save()
    other.set("scheme", "dark")
    other.remember("splitter.clients", [500, 500])
    other.save()
    one.remember("splitter.cases", [200, 800])
    one.save()
    found = Settings(file, user="aruiz")
    assert (found.text_percent, found.scheme) == (150, "dark")
    assert found.layout("splitter.clients") == [300, 700]
    assert found.layout("splitter.cases") == [200, 800]
    assert Settings(file, user="mchen").layout("splitter.clients") == [500, 500]


def test_a_program_that_changed_nothing_writes_nothing(file: Path) -> None:
    one, other = Settings(file), Settings(file)
    other.set("scheme", "dark")
    before = file.stat()
    one.save()
    one.forget_recent("never there")
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_setting_of_ones_own_stays_as_it_is_shown_until_the_next_start(file: Path) -> None:
    one, other = Settings(file), Settings(file)
    other.set("text_percent", 150)
    one.set("scheme", "dark")
    assert (one.text_percent, Settings(file).text_percent) == (100, 150)


def test_the_offices_that_either_opened_are_known_and_forgotten_to_both(file: Path) -> None:
    Settings(file).add_recent(office("a"))
    one, other = Settings(file), Settings(file)
    one.add_recent(office("b"))
    other.add_recent(office("c"))
    assert places(other) == places(Settings(file)) == ["c", "b", "a"]
    one.forget_recent("a")
    assert places(one) == ["c", "b"]
    other.remember("anything", 1)
    other.save()
    assert places(other) == places(Settings(file)) == ["c", "b"]


WRITES = """
import sys
from pathlib import Path
from desktop.settings import Settings
who = sys.argv[2]
settings = Settings(Path(sys.argv[1]), user=who)
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    settings.remember(f"piece {number}", [who, number])
    settings.save()
settings.add_recent({"place": who})
"""


def test_of_programs_that_save_at_the_same_time_nothing_is_lost(file: Path) -> None:
    pipe = subprocess.PIPE
    whose = ["ana", "ben", "cleo", "dora"]
    open_ones = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, str(file), who],
            cwd=ROOT,
            stdin=pipe,
            stdout=pipe,
            text=True,
        )
        for who in whose
    ]
    for one in open_ones:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in open_ones:
        assert one.stdin is not None
        one.stdin.write("go on\n")
        one.stdin.flush()
    for one in open_ones:
        one.communicate()
        assert one.returncode == 0
    assert sorted(places(Settings(file))) == whose
    for who in whose:
        found = Settings(file, user=who)
        kept = [found.layout(f"piece {number}") for number in range(20)]
        assert kept == [[who, number] for number in range(20)]


@pytest.mark.parametrize("content", ["", '{"settings": {"sch', "[]", "[" * 100_000])
def test_a_file_that_was_damaged_meanwhile_costs_neither_what_was_known_nor_what_is_left_of_it(
    file: Path, content: str
) -> None:
    first = Settings(file, user="mchen")
    first.remember("splitter.clients", [500, 500])
    first.set("text_percent", 150)
    one = Settings(file, user="aruiz")
    for number in range(2):
        file.write_text(f"{content} {number}", "utf-8")
        one.remember("number", number)
        one.save()
        found = Settings(file, user="mchen")
        assert (found.text_percent, found.layout("splitter.clients")) == (150, [500, 500])
        assert Settings(file, user="aruiz").layout("number") == number
    aside = [one.read_text("utf-8") for one in file.parent.glob("settings.unreadable*.json")]
    assert sorted(aside) == [f"{content} 0", f"{content} 1"]


def test_a_file_that_is_gone_is_made_again_with_all_that_was_known(file: Path) -> None:
    Settings(file).set("text_percent", 150)
    one = Settings(file)
    file.unlink()
    one.set("scheme", "dark")
    assert (Settings(file).text_percent, Settings(file).scheme) == (150, "dark")


def test_a_file_that_cannot_be_read_just_now_is_neither_set_aside_nor_written_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows, while a virus scanner or another Caseroom has it."""
    Settings(file).set("text_percent", 150)
    with monkeypatch.context() as now:

        def refuse(*_: object) -> bytes:
            raise PermissionError(13, "in use")

        now.setattr(reading, "read_plain", refuse)
        one = Settings(file)
        one.set("scheme", "dark")
        assert one.scheme == "dark"
    assert in_file(file)["settings"] == {"text_percent": 150}
    one.save()
    assert in_file(file)["settings"] == {"text_percent": 150, "scheme": "dark"}


def test_what_a_newer_version_keeps_there_stays(file: Path) -> None:
    newer = {"settings": {"scheme": "sepia", "voice": "low"}, "layout": {}, "more": [1]}
    file.write_text(json.dumps(newer), "utf-8")
    Settings(file).set("text_percent", 150)
    found = in_file(file)
    assert found["settings"] == {"scheme": "sepia", "voice": "low", "text_percent": 150}
    assert found["more"] == [1]


def test_while_another_holds_the_turn_for_long_what_was_changed_waits_and_is_saved_then(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.storage.one_at_a_time._TRIES", 2)
    one = Settings(file)
    with one_at_a_time(file.with_suffix(".lock")) as held:
        assert held
        one.set("scheme", "dark")
        assert not file.exists()
    one.save()
    assert Settings(file).scheme == "dark"


def test_where_the_folder_knows_no_locks_it_is_saved_without(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.storage.one_at_a_time._TRIES", 2)
    monkeypatch.setattr("db.storage.one_at_a_time._locked", lambda _: False)
    one, other = Settings(file), Settings(file)
    one.set("scheme", "dark")
    other.set("text_percent", 150)
    assert (Settings(file).scheme, Settings(file).text_percent) == ("dark", 150)


def test_a_home_folder_that_does_not_answer_keeps_no_window_waiting(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, real, asked = Event(), os.replace, list[bool]()

    def slow(*paths: Any) -> None:
        asked.append(answers.wait(20))
        real(*paths)

    monkeypatch.setattr(os, "replace", slow)
    settings = Settings(file, user="aruiz")
    settings.save_aside()
    settings.set("scheme", "dark")
    settings.remember("splitter.clients", [300, 700])
    settings.save()
    settings.finish(0.01)
    assert (settings.scheme, settings.layout("splitter.clients")) == ("dark", [300, 700])
    assert not asked and not file.exists()
    answers.set()
    settings.finish(20)
    assert all(asked)
    found = Settings(file, user="aruiz")
    assert (found.scheme, found.layout("splitter.clients")) == ("dark", [300, 700])
