"""What was copied in an office goes with it, and no list of what was copied keeps it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.office import NewOffice, create_office
from db.storage.keys.wrapping import Argon2
from desktop.app import Program
from desktop.entered import Entered
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.drivers.board import CLIPBOARD, SELECTION, Board
from ui.dialogs.shown_once import ShownOnce
from ui.door import SignIn
from ui.item_models.columns import Column
from ui.widgets.copying import copy_table

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "violet kettle mountain 52"


@pytest.fixture
def program(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program with the office's window open, which has a backup to make when it is left."""
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "Harbor House"
    form = NewOffice("Harbor House", "America/New_York", "dana", "Dana Whitfield", PASSWORD)
    create_office(folder, form, device="test", cost=CHEAP).office.close()
    settings = Settings()
    door = OfficeDoor(settings, CHEAP)
    made = Program(qapp, settings, door)
    made.enter(door.sign_in(SignIn(str(folder), "dana", PASSWORD)))
    yield made
    made.stop()
    if made.sign_in_window is not None:
        made.sign_in_window.close()


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    made = Board((CLIPBOARD, SELECTION))
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: made)
    return made


def inside(program: Program) -> Entered:
    assert program.entered is not None
    return program.entered


LEAVING: dict[str, Callable[[Program], object]] = {
    "signing out": Program.sign_out,
    "closing the window": lambda program: inside(program).window.shut(),
    "ending the program": Program.stop,
}


@pytest.mark.parametrize("way", LEAVING)
def test_leaving_takes_what_was_copied_off_the_clipboard_before_anything_that_takes_long(
    program: Program, board: Board, way: str
) -> None:
    LEAVING[way](program)
    assert board.cleared[:2] == [CLIPBOARD, SELECTION]


@dataclass(frozen=True)
class Row:
    name: str


def marks() -> dict[str, bytes]:
    mime = QGuiApplication.clipboard().mimeData()
    return {name: bytes(mime.data(name).data()) for name in mime.formats()}


def test_rows_that_are_copied_ask_not_to_be_kept_in_a_history_of_the_clipboard(
    qapp: QApplication,
) -> None:
    copy_table([Column[Row]("name", "Name", lambda row: row.name)], [Row("Ada Lovelace")])
    assert QGuiApplication.clipboard().text() == "Name\nAda Lovelace"
    assert (
        marks().items()
        >= {
            "ExcludeClipboardContentFromMonitorProcessing": b"\0\0\0\0",  # Windows
            "x-kde-passwordManagerHint": b"secret",
        }.items()
    )


def test_nor_does_a_password_that_is_shown_once(qtbot: QtBot) -> None:
    dialog = ShownOnce("One", "Two", "Password", "seven quiet harbors", "Done", lambda: None)
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "seven quiet harbors"
    assert "ExcludeClipboardContentFromMonitorProcessing" in marks()
    assert "or leave the program" in dialog.copied.text()
