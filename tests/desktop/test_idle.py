"""The idle lock notices when nobody is there."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.idle import Idle


def test_it_fires_when_nobody_has_touched_a_window(qtbot: QtBot) -> None:
    idle = Idle(1)
    idle._timer.setInterval(20)
    with qtbot.waitSignal(idle.idle):
        idle.touch()


def test_a_key_in_any_window_puts_it_off(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    idle = Idle(10)
    idle._timer.stop()
    handle = window.windowHandle()
    assert handle is not None
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    qapp.sendEvent(handle, key)
    assert idle._timer.isActive()
    assert idle.patience_ms == 600_000


def test_zero_minutes_is_never(qtbot: QtBot) -> None:
    idle = Idle(0)
    idle.touch()
    assert not idle._timer.isActive()
    idle.set_minutes(5)
    assert idle._timer.isActive()
    idle.stop()


def test_the_first_touch_after_a_sleep_locks_and_does_nothing_else(
    qtbot: QtBot, qapp: QApplication
) -> None:
    seconds = [1000.0]
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    idle = Idle(10, clock=lambda: seconds[0])
    fired: list[bool] = []
    idle.idle.connect(lambda: fired.append(True))
    handle = window.windowHandle()
    assert handle is not None
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    seconds[0] += 590
    assert not idle.eventFilter(handle, key)
    seconds[0] += 8 * 3600
    assert idle.eventFilter(handle, key)
    assert not idle.eventFilter(handle, key)
    assert fired == [True]
    idle.stop()
