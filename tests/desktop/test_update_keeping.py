"""While an office is open: who is told of a newer version, and what happens on installing it."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.office import Office
from db.office.upgrading import look_ahead, upgrade_office
from db.operations.office_settings.office import change_office
from db.operations.office_settings.updates import change_updates
from db.queries.office_settings import office_form
from db.queries.updates import updates_form
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.update_place import UpdatesForm
from db.storage.schema import newest_schema
from desktop.app import Program
from desktop.inline_jobs import InlineJobs
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from desktop.update_keeping import UpdateKeeping
from desktop.updates import installing, standing
from desktop.updates.standing import StandingUpdates
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, new_desk
from tests.db.office.versions import Tomorrow
from tests.desktop.updates.release import DEBIAN, Signer, release
from ui.door import SignIn
from ui.office_state import OfficeWatch
from ui.update_band import UpdateBand
from ui.updates import Progress, Update

SIGNER = Signer()
TODAY = date(2026, 11, 27)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    return release(tmp_path / "share", SIGNER, schema=newest_schema())


@pytest.fixture
def desk(tmp_path: Path, share: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An office that looks for updates on a share; ana is its administrator, cole a caseworker."""
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(standing, "release_keys", lambda: SIGNER.keys)
    monkeypatch.setattr(standing, "surroundings", lambda: DEBIAN)
    monkeypatch.setattr(standing, "version", lambda: "0.1.0")
    made = new_desk(tmp_path / "Harbor House")
    made.hire_and_settle("cole", Role.CASEWORKER)
    choose(made.ana, share)
    yield made
    made.close()


def choose(office: Office, place: Path | str, first_day: date | None = None) -> None:
    opened = office.read(updates_form)
    office.write(change_updates, UpdatesForm(str(place), first_day), opened.version)


def told(office: Office, folder: Path, qtbot: QtBot) -> str:
    """What the band of somebody's window says after a look."""
    updates = StandingUpdates(Settings(folder / "settings.json"), today=lambda: TODAY)
    context: Any = SimpleNamespace(updates=updates)
    band = UpdateBand(context)
    qtbot.addWidget(band)
    window: Any = SimpleNamespace(context=context, newer=band)
    jobs: Any = InlineJobs(office)
    UpdateKeeping(office, jobs, OfficeWatch(), window).turn()
    return band.text()


def seated(desk: Desk, name: str) -> Office:
    return desk.sit(name, OWN)


READY = "Caseroom 0.2.0 is ready to install."


def test_everybody_is_told_of_a_newer_version(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    assert told(desk.ana, tmp_path, qtbot) == READY
    assert told(seated(desk, "cole"), tmp_path, qtbot) == READY
    choose(desk.ana, "")
    assert told(desk.ana, tmp_path, qtbot) == ""


def test_before_its_day_one_computer_tries_it_first(
    desk: Desk, share: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    cole = seated(desk, "cole")
    choose(desk.ana, share, cole.clock().date() + timedelta(days=3))
    assert told(desk.ana, tmp_path, qtbot) == READY
    assert told(cole, tmp_path, qtbot) == ""


def test_nobody_is_told_of_one_that_would_shut_them_out(
    desk: Desk, share: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The newer program opens the office once an administrator has brought it to its schema."""
    release(share, SIGNER, schema="tomorrow")
    cole = seated(desk, "cole")
    assert told(cole, tmp_path, qtbot) == ""
    assert told(desk.ana, tmp_path, qtbot) == READY
    with Tomorrow(tmp_path).runs():
        ahead = look_ahead(desk.folder, "ana", PASSWORD)
        assert ahead is not None
        upgrade_office(ahead, device="desk-1", clock=lambda: desk.clock[0])
    assert told(cole, tmp_path, qtbot) == READY


def test_a_change_of_the_office_asks_the_place_again_only_if_it_is_another(
    desk: Desk, share: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    asked: list[str] = []

    class Counting(StandingUpdates):
        def look(self, place: str, progress: Progress = lambda done, total: None) -> Update | None:
            asked.append(place)
            return None

    context: Any = SimpleNamespace(updates=Counting(Settings(tmp_path / "settings.json")))
    band = UpdateBand(context)
    qtbot.addWidget(band)
    window: Any = SimpleNamespace(context=context, newer=band)
    jobs: Any = InlineJobs(desk.ana)
    keeping = UpdateKeeping(desk.ana, jobs, OfficeWatch(), window)
    keeping.begin()
    keeping.turn()
    opened = desk.ana.read(office_form)
    jobs.write(change_office, opened.form, opened.version)
    assert asked == [str(share)]
    opened = desk.ana.read(office_form)
    jobs.write(change_updates, UpdatesForm(str(tmp_path)), opened.version)
    assert asked == [str(share), str(tmp_path)]
    keeping.end()


@pytest.mark.parametrize("wrong", ["gone", "forged"])
def test_what_is_wrong_there_disturbs_nobody(
    desk: Desk, share: Path, tmp_path: Path, qtbot: QtBot, wrong: str
) -> None:
    if wrong == "gone":
        choose(desk.ana, tmp_path / "gone")
    else:
        release(share, Signer())
    assert told(desk.ana, tmp_path, qtbot) == ""


def test_one_who_is_too_old_finds_the_new_version_at_the_door(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """The place is kept on the computer, for it cannot be read in an office that does not open."""
    settings = Settings(tmp_path / "settings.json")
    door = OfficeDoor(settings, CHEAP)
    assert door.newer_version(str(desk.folder), lambda *_: None) is None
    told(desk.ana, tmp_path, qtbot)
    with Tomorrow(tmp_path, additive=False).runs():
        ahead = look_ahead(desk.folder, "ana", PASSWORD)
        assert ahead is not None
        upgrade_office(ahead, device="desk-1", clock=lambda: desk.clock[0])
    settings = Settings(tmp_path / "settings.json")
    door = OfficeDoor(settings, CHEAP)
    with pytest.raises(Refused) as refused:
        door.sign_in(SignIn(str(desk.folder), "ana", PASSWORD))
    assert refused.value.has("storage.newer") and refused.value.has("storage.needs_version")
    found = door.newer_version(str(desk.folder), lambda *_: None)
    assert isinstance(found, Update) and found.version == "0.2.0"


Enter = Callable[[str], Program]


@pytest.fixture
def program(desk: Desk, qapp: QApplication) -> Iterator[Program]:
    """The program with ana's window open."""
    settings = Settings()
    door = OfficeDoor(settings, CHEAP)
    running = Program(qapp, settings, door)
    running.enter(door.sign_in(SignIn(str(desk.folder), "ana", PASSWORD)))
    yield running
    running.stop()
    for window in (running.sign_in_window, running.installing):
        if window is not None:
            window.hide()
            window.deleteLater()


def test_installing_backs_up_leaves_the_office_and_starts_the_new_program(
    desk: Desk, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[list[str]] = []

    def run(line: list[str], **_: object) -> Any:
        lines.append(line)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(installing.subprocess, "run", run)
    monkeypatch.setattr(installing.subprocess, "Popen", run)
    monkeypatch.setattr(installing.os, "geteuid", lambda: 1000)
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", lambda _, code: ended.append(code))
    assert program.entered is not None
    updates, window = program.entered.updates, program.entered.window
    update = updates.look(str(desk.folder.parent / "share"))
    assert update is not None
    window.context.install(updates.fetch(update, lambda *_: None))
    assert program.entered.farewell is not None  # today's backup was due
    qtbot.waitUntil(lambda: bool(ended))
    assert program.entered is None
    assert list((desk.folder / "backups").glob("*.caseroom-backup"))
    assert [line[0] for line in lines] == ["pkexec", "/opt/caseroom/caseroom"]


def test_what_was_not_installed_leads_back_to_the_door(
    desk: Desk, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        installing.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=126, stderr="")
    )
    monkeypatch.setattr(installing.os, "geteuid", lambda: 1000)
    assert program.entered is not None
    updates = program.entered.updates
    update = updates.look(str(desk.folder.parent / "share"))
    assert update is not None
    fetched = updates.fetch(update, lambda *_: None)
    program._install(fetched)
    window = program.installing
    assert window is not None
    qtbot.waitUntil(window.button.isVisible)
    assert "sudo caseroom-cli install-update" in window.banner.text()
    window.button.click()
    assert program.sign_in_window is not None and program.installing is None
    qtbot.waitUntil(lambda: program.sign_in_window.office.value() == str(desk.folder))  # type: ignore[union-attr]
