"""What scrolls: whatever the keyboard goes to is seen, and can be read to its end."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.card import Scrolled
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.key_sheet import KeySheet

NAMES = ("Apple", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper")


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    """Ten fields in a window that has room for three."""
    made = Form()
    for name in NAMES:
        made.add(name, name, TextInput())
    window = Scrolled(made)
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def in_sight(part: QWidget, room: QWidget) -> bool:
    corners = (part.rect().topLeft(), part.rect().bottomRight())
    return all(room.rect().contains(part.mapTo(room, corner)) for corner in corners)


def test_an_access_key_brings_its_field_into_sight_with_its_label(form: Form, qtbot: QtBot) -> None:
    room = form.window()
    last = form.field("Juniper")
    assert isinstance(room, Scrolled) and last.label is not None
    assert not in_sight(last, room.viewport())
    label = last.label.text()
    key = label[label.index("&") + 1]
    qtbot.keyClick(form.field("Apple").control, key.lower(), Qt.KeyboardModifier.AltModifier)
    assert last.control.hasFocus()
    assert in_sight(last, room.viewport())


def test_what_is_pressed_with_the_pointer_stays_where_it_is(form: Form, qtbot: QtBot) -> None:
    room = form.window()
    assert isinstance(room, Scrolled)
    cut = next(field for field in form.fields() if not in_sight(field, room.viewport()))
    qtbot.mousePress(cut.control, Qt.MouseButton.LeftButton)
    assert cut.control.hasFocus()
    assert room.verticalScrollBar().value() == 0
    qtbot.mouseRelease(cut.control, Qt.MouseButton.LeftButton)


def test_the_sheet_of_shortcuts_is_read_to_its_end_by_keyboard(qtbot: QtBot) -> None:
    sheet = KeySheet([("Everywhere", [(f"F{n}", "Do it") for n in range(1, 36)])])
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(lambda: sheet.focusWidget() is not None)
    bar = sheet.room.verticalScrollBar()
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
