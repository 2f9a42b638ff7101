"""Replacing the office from its window: the window is gone while it happens, nobody else is in."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db.models.client import Client
from db.office import Office, open_office
from db.office.keeping import back_up
from db.queries.reading import Reading
from desktop.app import Program
from desktop.replacing import compare
from tests.db.office.secrets_in import enter as enter_records
from tests.desktop.test_leaving import CHEAP, PASSWORD, Enter, backups, enter, folder, inside
from tests.ui.office.driver import dialog
from ui.pages.office import OfficePage
from ui.pages.office.backups import BackupPart
from ui.pages.office.replace import ReplaceDialog
from ui.replacement import Coming

__all__ = ["enter", "folder"]  # fixtures

NAME = "Harbor House"


def opened(folder: Path) -> Office:
    return open_office(folder, "dana", PASSWORD, device="elsewhere", cost=CHEAP)


def clients(reading: Reading) -> int:
    return reading.session.scalar(select(func.count()).select_from(Client)) or 0


@pytest.fixture
def backup(folder: Path) -> Path:
    """Made before the office's one client was entered."""
    office = opened(folder)
    made = back_up(office)
    enter_records(office)
    office.close()
    return made


def the_part(program: Program, qtbot: QtBot) -> BackupPart:
    window = inside(program).window
    window.navigate("section.office")
    page = window.page
    assert isinstance(page, OfficePage)
    page.show_part("backup")
    part = page.part
    assert isinstance(part, BackupPart)
    qtbot.waitUntil(lambda: bool(part.last.text()))
    return part


def compared(qtbot: QtBot) -> ReplaceDialog:
    qtbot.waitUntil(lambda: _seen() is not None)
    asked = dialog(ReplaceDialog)
    assert isinstance(asked, ReplaceDialog)
    qtbot.waitUntil(lambda: asked.comparison is not None)
    return asked


def _seen() -> object:
    try:
        return dialog(ReplaceDialog)
    except AssertionError:
        return None


def replaced(program: Program, asked: ReplaceDialog, qtbot: QtBot) -> str:
    """Confirm, wait until it is done, go on to the sign-in window; returns what was said."""
    asked.name.set_value(NAME)
    asked.button.click()
    window = program.replacing
    assert window is not None
    assert program.entered is None
    window.close()
    assert window.isVisible()  # not before it is over
    qtbot.waitUntil(window.button.isEnabled)
    said = window.words.text() + window.banner.text()
    window.button.click()
    assert program.sign_in_window is not None
    assert program.replacing is None
    return said


def test_a_backup_takes_the_offices_place_and_what_was_set_aside_is_put_back(
    enter: Enter, folder: Path, backup: Path, qtbot: QtBot
) -> None:
    program = enter("dana")
    part = the_part(program, qtbot)
    assert part.earlier.isHidden()
    qtbot.waitUntil(lambda: part.list.select(str(backup)))
    part.replace()
    asked = compared(qtbot)
    assert asked.comparison is not None
    assert {(one.kind, one.then, one.today) for one in asked.comparison.counts} >= {
        ("client", 0, 1),
        ("case_file", 0, 1),
    }
    assert "entries of the audit log" in asked.since.text()
    said = replaced(program, asked, qtbot)
    assert f"{NAME} until " in said
    office = opened(folder)
    assert office.read(clients) == 0
    office.close()

    part = the_part(enter("dana"), qtbot)
    qtbot.waitUntil(lambda: not part.earlier.isHidden())
    part.put_back()
    asked = compared(qtbot)
    assert "until" in asked.heading.text()
    replaced(program, asked, qtbot)
    office = opened(folder)
    assert office.read(clients) == 1
    office.close()


def test_nothing_happens_before_the_name_is_typed(enter: Enter, backup: Path, qtbot: QtBot) -> None:
    program = enter("dana")
    part = the_part(program, qtbot)
    qtbot.waitUntil(lambda: part.list.select(str(backup)))
    part.replace()
    asked = compared(qtbot)
    asked.button.click()
    assert asked.isVisible()
    asked.name.set_value("Harbor")
    asked.button.click()
    assert "not the office’s name" in asked.field.error.text()
    assert program.entered is not None
    asked.reject()


def test_what_cannot_be_done_is_said_and_the_office_is_as_it_was(
    enter: Enter, folder: Path, backup: Path, qtbot: QtBot
) -> None:
    program = enter("dana")
    part = the_part(program, qtbot)
    qtbot.waitUntil(lambda: part.list.select(str(backup)))
    part.replace()
    asked = compared(qtbot)
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 0x40
    backup.write_bytes(content)
    said = replaced(program, asked, qtbot)
    assert "was not replaced" in said
    assert "damaged" in said
    office = opened(folder)
    assert office.read(clients) == 1
    office.close()
    assert backups(folder)


def test_whoever_is_in_is_named(enter: Enter, folder: Path, backup: Path) -> None:
    from tests.db.office.presences import somebody_in

    office = opened(folder)
    with somebody_in(office, "Maria Lopez", "RECEPTION-2"):
        comparison = compare(office, Coming(str(backup), office.clock()))
    assert comparison.people == ("Maria Lopez (RECEPTION-2)",)
    office.close()
