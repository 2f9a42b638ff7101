"""The sections at the left, where there is little room."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.drivers.dummy_page import sections
from ui.main_window import MainWindow
from ui.window_context import WindowContext


def test_in_a_narrow_window_sections_are_icons_that_keep_their_names(
    context: WindowContext, qtbot: QtBot
) -> None:
    window = MainWindow(context, sections=sections())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.resize(800, 600)
    assert not window.navigation.compact and window.navigation.office.isVisible()
    before = window.navigation.width()
    window.resize(640, 600)
    assert window.navigation.compact and not window.navigation.office.isVisible()
    qtbot.waitUntil(lambda: window.navigation.width() < before / 2)
    buttons = window.navigation.findChildren(QToolButton)
    assert [button.accessibleName() for button in buttons][:2] == ["Today", "Clients"]
    window.resize(800, 600)
    assert not window.navigation.compact
