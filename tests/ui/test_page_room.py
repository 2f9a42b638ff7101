"""Text at 200 % on a small screen: the window stays on it, and everything can be reached."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers import sample
from tests.drivers.dummy_page import DummyPage, sections
from ui.main_window import MainWindow
from ui.page_room import PageRoom
from ui.theme.look import apply
from ui.widgets.file_tabs import FileTabs
from ui.widgets.front_stack import FrontStack


@pytest.fixture
def window(tmp_path: object, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply(qapp, percent=200)
    made = MainWindow(sample.context(tmp_path), sections=sections())  # type: ignore[arg-type]
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture(autouse=True)
def usual_size(qapp: QApplication) -> object:
    yield
    apply(qapp)


def room_of(window: MainWindow) -> PageRoom:
    (room,) = window.findChildren(PageRoom)
    return room


def far_field(page: QWidget) -> QLineEdit:
    """A field at the far end of a page that needs more than any screen has."""
    page.setMinimumSize(2400, 1600)
    field = QLineEdit(page)
    field.move(1900, 1500)
    field.show()
    return field


def test_a_page_that_needs_more_makes_no_window_larger_than_the_screen(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert isinstance(window.page, DummyPage)
    far_field(window.page)
    room = room_of(window)
    qtbot.waitUntil(lambda: room.horizontalScrollBar().maximum() > 0)
    assert (window.width(), window.height()) == (1280, 720)
    assert window.page.width() == 2400
    assert room.verticalScrollBar().maximum() > 0


def test_what_gets_the_focus_is_scrolled_into_sight(window: MainWindow, qtbot: QtBot) -> None:
    assert window.page is not None
    field = far_field(window.page)
    room = room_of(window)
    qtbot.waitUntil(lambda: room.horizontalScrollBar().maximum() > 0)
    field.setFocus()
    for corner in (field.rect().topLeft(), field.rect().bottomRight()):
        assert room.viewport().rect().contains(field.mapTo(room.viewport(), corner))


def test_only_the_page_in_front_counts(window: MainWindow, qtbot: QtBot) -> None:
    assert window.page is not None
    far_field(window.page)
    room = room_of(window)
    qtbot.waitUntil(lambda: room.horizontalScrollBar().maximum() > 0)
    window.navigate("section.clients")
    qtbot.waitUntil(lambda: room.horizontalScrollBar().maximum() == 0)
    assert window.page.width() == room.viewport().width()


class Wide(QWidget):
    """A part whose content needs so many pixels across."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, 20)


def test_of_parts_behind_each_other_only_the_one_in_front_takes_room(qtbot: QtBot) -> None:
    stack, tabs = FrontStack(), FileTabs("Parts")
    for holder in (stack, tabs):
        qtbot.addWidget(holder)
    for least in (200, 900):
        stack.addWidget(Wide(least))
        tabs.addTab(Wide(least), "Part")
    for holder in (stack, tabs):
        assert holder.minimumSizeHint().width() < 300
        holder.setCurrentIndex(1)
        assert holder.minimumSizeHint().width() >= 900
        holder.setCurrentIndex(0)
        assert holder.minimumSizeHint().width() < 300
