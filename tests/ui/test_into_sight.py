"""Where a form gets less room while somebody types, what they type into stays in sight."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.card import Scrolled


def shown(qtbot: QtBot) -> tuple[Scrolled, list[QLineEdit]]:
    lines = [QLineEdit() for _ in range(30)]
    room = Scrolled(*lines)
    qtbot.addWidget(room)
    room.resize(300, 300)
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    return room, lines


def in_sight(room: Scrolled, line: QWidget) -> bool:
    top = line.mapTo(room.viewport(), line.rect().topLeft()).y()
    return top >= 0 and top + line.height() <= room.viewport().height()


def test_what_is_typed_into_stays_in_sight_where_the_room_gets_smaller(qtbot: QtBot) -> None:
    room, lines = shown(qtbot)
    lines[10].setFocus()
    qtbot.waitUntil(lambda: in_sight(room, lines[10]))
    room.resize(300, 140)
    assert in_sight(room, lines[10])


def test_who_has_scrolled_elsewhere_stays_there(qtbot: QtBot) -> None:
    room, lines = shown(qtbot)
    lines[0].setFocus()
    room.verticalScrollBar().setValue(room.verticalScrollBar().maximum())
    room.resize(300, 240)
    assert not in_sight(room, lines[0])


def test_all_of_a_text_as_wide_as_the_room_comes_into_sight(qtbot: QtBot) -> None:
    """Not only the line with the cursor in it."""
    texts = [QPlainTextEdit() for _ in range(3)]
    room = Scrolled(*texts, margin=0)
    qtbot.addWidget(room)
    for text in texts:
        text.setFixedHeight(120)
    room.resize(300, 280)
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    texts[2].setFocus()
    qtbot.waitUntil(lambda: in_sight(room, texts[2]))
