"""Leaving an office: today's backup is made, and holds nobody up."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.office import NewOffice, create_office
from db.office.members import NewMember, add_member
from db.operations.office_settings.office import change_office
from db.queries.office_settings import office_form
from db.queries.opened import Opened
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.office_form import OfficeForm
from db.storage.backup_unpacking import verify_backup
from db.storage.keys.wrapping import Argon2
from db.texts import language, use
from desktop.app import Program
from desktop.entered import Entered
from desktop.office_acts import StandingOffice
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from ui.door import SignIn

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "violet kettle mountain 52"
Enter = Callable[[str], Program]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    where = tmp_path / "Harbor House"
    form = NewOffice("Harbor House", "America/New_York", "dana", "Dana Whitfield", PASSWORD)
    office = create_office(where, form, device="test", cost=CHEAP).office
    rita = NewMember(new_id(), "rita", "Rita Delgado", Role.RECEPTIONIST)
    add_member(office, rita, password=PASSWORD, cost=CHEAP)
    office.close()
    return where


@pytest.fixture
def enter(folder: Path, qapp: QApplication) -> Iterator[Enter]:
    """`enter("dana")` gives the program with the office's window open."""
    settings = Settings()
    door = OfficeDoor(settings, CHEAP)
    program = Program(qapp, settings, door)

    def go_in(user: str) -> Program:
        program.enter(door.sign_in(SignIn(str(folder), user, PASSWORD)))
        return program

    yield go_in
    program.stop()
    if program.sign_in_window is not None:
        program.sign_in_window.close()


def inside(program: Program) -> Entered:
    """The office that is open."""
    assert program.entered is not None
    return program.entered


def backups(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("*.caseroom-backup"))


def test_signing_out_makes_the_backup_that_is_due_and_then_asks_who_comes_next(
    enter: Enter, folder: Path, qtbot: QtBot
) -> None:
    program = enter("dana")
    program.sign_out()
    qtbot.waitUntil(lambda: program.sign_in_window is not None)
    assert program.entered is None
    (made,) = backups(folder)
    assert verify_backup(made).office_name == "Harbor House"


def test_a_second_person_who_leaves_on_the_same_day_makes_none(
    enter: Enter, folder: Path, qtbot: QtBot
) -> None:
    program = enter("dana")
    program.sign_out()
    qtbot.waitUntil(lambda: program.sign_in_window is not None)
    program = enter("dana")
    program.sign_out()
    assert program.sign_in_window is not None
    assert len(backups(folder)) == 1


def test_a_receptionist_leaves_without_one(enter: Enter, folder: Path) -> None:
    program = enter("rita")
    program.sign_out()
    assert program.sign_in_window is not None
    assert backups(folder) == []


def test_closing_the_window_makes_it_too_and_whoever_is_in_a_hurry_need_not_wait(
    enter: Enter, qtbot: QtBot
) -> None:
    program = enter("dana")
    inside(program).window.shut()
    farewell = inside(program).farewell
    assert farewell is not None
    assert farewell.isVisible()
    assert not farewell.button.hasFocus()
    farewell.close()
    assert inside(program).farewell is None


def test_whoever_signs_out_of_a_locked_window_is_waited_for_no_longer(
    enter: Enter, folder: Path, qtbot: QtBot
) -> None:
    program = enter("dana")
    inside(program).window.lock()
    inside(program).window.lock_screen.sign_out_requested.emit()
    qtbot.waitUntil(lambda: program.sign_in_window is not None)
    assert len(backups(folder)) == 1


def test_a_backup_that_fails_says_so_and_lets_one_leave(
    enter: Enter, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Refused(hard("storage.full"))

    monkeypatch.setattr(StandingOffice, "back_up", full)
    program = enter("dana")
    program.sign_out()
    farewell = inside(program).farewell
    assert farewell is not None
    qtbot.waitUntil(lambda: "disk is full" in farewell.words.text())
    farewell.button.click()
    assert program.sign_in_window is not None
    assert backups(folder) == []


def test_a_new_name_of_the_office_stands_in_its_window(enter: Enter, qtbot: QtBot) -> None:
    program = enter("dana")
    jobs, window = inside(program).jobs, inside(program).window

    def rename(opened: Opened[OfficeForm]) -> None:
        form = replace(opened.form, name="Harbor House South", time_zone="America/Chicago")
        jobs.write(change_office, form, opened.version)

    jobs.read(office_form, then=rename)
    qtbot.waitUntil(lambda: "South" in window.windowTitle())
    assert window.status.place.whole().startswith("Harbor House South")
    assert str(window.context.now().tzinfo) == "America/Chicago"


@pytest.fixture
def english() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.usefixtures("english")
def test_another_language_is_spoken_from_the_next_sign_in_on(enter: Enter) -> None:
    program = enter("rita")
    program.settings.set("language", "es")
    assert language() == "en"
    program.sign_out()
    assert language() == "es"


@pytest.mark.usefixtures("english")
def test_who_has_chosen_no_language_gets_the_offices(enter: Enter, qtbot: QtBot) -> None:
    program = enter("dana")
    jobs = inside(program).jobs

    def translate(opened: Opened[OfficeForm]) -> None:
        jobs.write(change_office, replace(opened.form, language="es"), opened.version)

    with qtbot.waitSignal(jobs.changed):
        jobs.read(office_form, then=translate)
    program._leave_office()
    enter("rita")
    assert language() == "es"
    program.settings.set("language", "en")
    program._leave_office()
    enter("rita")
    assert language() == "en"


def test_another_patience_counts_at_once(enter: Enter) -> None:
    program = enter("rita")
    program.settings.set("lock_minutes", 3)
    assert inside(program).idle.patience_ms == 180_000


def test_signing_out_stands_beside_the_lock(enter: Enter) -> None:
    program = enter("rita")
    inside(program).window.status.sign_out_button.click()
    assert program.entered is None
    assert program.sign_in_window is not None
