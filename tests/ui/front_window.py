"""The window with its two pages that hold nothing real, in front of somebody with a keyboard."""

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.dummy_page import DummyPage, TypingPage, sections
from ui.dialogs.palette import Found
from ui.dialogs.shell import Dialog
from ui.main_window import MainWindow
from ui.window_context import WindowContext

LI = UUID(int=3)


def find(text: str, then: Callable[[Sequence[Found]], object]) -> None:
    then([Found("client", LI, "Li Wei", "26-0003")] if text == "li" else [])


def unlock(password: str, then: Callable[[], object], refused: Callable[[str], object]) -> None:
    if password == "right":
        then()
    else:
        refused("The password is wrong.")


@pytest.fixture
def window(context: WindowContext, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context, sections=sections(), find=find, unlock=unlock)
    qtbot.addWidget(made, before_close_func=lambda w: setattr(w, "_closing", True))
    made.show()
    qtbot.waitExposed(made)
    return made


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    window.activateWindow()
    pressed = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        pressed |= modifier
    qtbot.keyClick(QApplication.focusWidget() or window, key, pressed)


def dialogs(kind: type) -> list[Dialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def dummy(window: MainWindow) -> DummyPage:
    assert isinstance(window.page, DummyPage)
    return window.page


def typing(window: MainWindow) -> TypingPage:
    window.navigate("section.calendar")
    assert isinstance(window.page, TypingPage)
    return window.page
