"""A field that searches is reached by its access key, and Tab goes through it once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.found_field import FoundField
from ui.widgets.inputs import TextInput


def test_its_access_key_puts_the_cursor_into_its_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, before = QLabel("&Case"), TextInput()
    field = FoundField(lambda text, then: then([]), "Case")
    column = QVBoxLayout(window)
    for part in (before, label, field):
        column.addWidget(part)
    label.setBuddy(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)

    assert field.line.hasFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.list.hasFocus()
