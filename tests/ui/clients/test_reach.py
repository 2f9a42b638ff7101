"""The access key of a number or an address puts the cursor into it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.client.reach import Reach
from ui.widgets.inputs import TextInput


@pytest.mark.parametrize("several", [False, True])
def test_its_access_key_puts_the_cursor_into_what_shows(qtbot: QtBot, several: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, before, reach = QLabel("&Number"), TextInput(), Reach()
    column = QVBoxLayout(window)
    for part in (before, label, reach):
        column.addWidget(part)
    label.setBuddy(reach)
    reach.take_lines(several)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)

    assert (reach.lines if several else reach.line).hasFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert before.hasFocus(), "one step back leaves it"
