"""What was copied in the program cannot be pasted elsewhere once it is locked."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from ui.lock_screen import LockScreen
from ui.window_lock import WindowLock

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection


@dataclass
class Board:
    """A clipboard that knows whose what lies on it is; the offscreen one does not."""

    own: tuple[QClipboard.Mode, ...]
    cleared: list[QClipboard.Mode] = field(default_factory=list)

    def ownsClipboard(self) -> bool:
        return CLIPBOARD in self.own

    def ownsSelection(self) -> bool:
        return SELECTION in self.own

    def clear(self, mode: Any) -> None:
        self.cleared.append(mode)


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
