"""The reports page without a mouse: from the list through the fields to what is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.pages.reporting.page import ReportsPage
from ui.window_context import WindowContext


@pytest.fixture
def page(qtbot: QtBot, real: WindowContext) -> Iterator[ReportsPage]:
    made = ReportsPage(real)
    qtbot.addWidget(made)
    made.refresh(None)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.side.clear()


def chosen(page: ReportsPage, key: str) -> QWidget:
    """The list, with the cursor on this report."""
    page.list.select(key)
    page.list.table.setFocus()
    return page.list.table


@pytest.mark.parametrize("key", ["funder", "caseload"])
def test_tab_goes_from_the_list_through_the_fields_to_the_button(
    page: ReportsPage, qtbot: QtBot, key: str
) -> None:
    chosen(page, "court")
    at = chosen(page, key)
    qtbot.waitUntil(lambda: all(control.isVisible() for control in page.side.asking.controls()))
    for control in (*page.side.asking.controls(), page.side.show_button):
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        focus = page.window().focusWidget()
        assert focus is not None and (focus is control or control.isAncestorOf(focus))
        at = focus


def test_enter_in_the_list_goes_to_the_first_field(page: ReportsPage, qtbot: QtBot) -> None:
    table = chosen(page, "funder")
    qtbot.waitUntil(lambda: page.side.asking.controls()[0].isVisible())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.side.asking.controls()[0]


@pytest.mark.parametrize("key", ["funder", "caseload"])
def test_enter_in_a_field_shows_or_counts(page: ReportsPage, qtbot: QtBot, key: str) -> None:
    table = chosen(page, key)
    qtbot.waitUntil(lambda: page.side.asking.controls()[0].isVisible())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.side.show_button.clicked):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
