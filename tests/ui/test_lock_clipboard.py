"""What was copied in the program cannot be pasted elsewhere once it is locked."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from ui.lock_screen import LockScreen
from ui.window_lock import WindowLock


def test_locking_takes_what_was_copied_off_the_clipboard(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    lock = WindowLock(window, QLabel("Ada Lovelace"), LockScreen("Ana Ruiz"))
    QGuiApplication.clipboard().setText("Ada Lovelace")
    lock.lock()
    assert QGuiApplication.clipboard().text() == ""
    lock.unlock()
