"""What was copied in the program cannot be pasted elsewhere once it is locked."""

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from tests.drivers.board import CLIPBOARD, SELECTION, Board
from ui.lock_screen import LockScreen
from ui.window_lock import WindowLock


@pytest.mark.parametrize("own", [(), (CLIPBOARD,), (CLIPBOARD, SELECTION)])
def test_locking_takes_what_was_copied_here_off_the_clipboard_and_nothing_of_others(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, own: tuple[QClipboard.Mode, ...]
) -> None:
    board = Board(own)
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: board)
    window = QMainWindow()
    qtbot.addWidget(window)
    lock = WindowLock(window, QLabel("Ada Lovelace"), LockScreen("Ana Ruiz"))
    lock.lock()
    assert board.cleared == list(own)
    lock.unlock()
