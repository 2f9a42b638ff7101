"""A field that searches is reached by its access key, and Tab goes through it once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.access_keys import assign
from ui.widgets.field import Field
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


class TwoLines(QWidget):
    """A control of several parts, which hands the cursor on to the first."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = TextInput()
        self.setFocusProxy(self.first)
        row = QVBoxLayout(self)
        row.addWidget(self.first)
        row.addWidget(TextInput())

    def value(self) -> str:
        return self.first.value()

    def set_value(self, value: str) -> None:
        self.first.set_value(value)


def test_the_access_key_of_a_control_of_several_parts_goes_to_its_first(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before, control = TextInput(), TwoLines()
    column = QVBoxLayout(window)
    column.addWidget(before)
    column.addWidget(Field("hours", "Hours", control))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    assign(window)

    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)

    assert control.first.hasFocus()
