"""Tab comes to everything on the calendar's page, and Ctrl+G to the date."""

from datetime import date

from PySide6.QtCore import Qt

from tests.ui.calendar.desk import Desk
from tests.ui.tabbing import tab_stops
from ui.pages.calendar.shown import Span


def test_tab_comes_to_the_bar_the_small_month_the_waiting_list_and_the_days(desk: Desk) -> None:
    page = desk.page()
    page.resize(1500, 800)
    page.placing.toggle.trigger()
    page.view.setFocus()
    desk.qtbot.waitUntil(page.view.hasFocus)
    stops = tab_stops(page)
    bar = page.bar
    for wanted in (bar.before, bar.today, bar.after, bar.date, bar.columns, bar.whose):
        assert wanted in stops
    assert bar.day in stops  # the arrows go to the other spans from there
    assert page.side.month.table in stops
    assert any(page.tray.isAncestorOf(stop) for stop in stops)
    assert page.view in stops


def test_tab_comes_to_the_filter_of_the_agenda(desk: Desk) -> None:
    page = desk.page()
    page.choose_span(Span.AGENDA)
    page.view.setFocus()
    desk.qtbot.waitUntil(page.view.hasFocus)
    assert page.front.search in tab_stops(page)


def test_ctrl_g_goes_to_a_date_and_enter_back_to_the_days(desk: Desk) -> None:
    page = desk.page()
    page.view.setFocus()
    desk.qtbot.waitUntil(page.view.hasFocus)
    desk.press(page, (Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier))
    desk.qtbot.waitUntil(page.bar.date.hasFocus)
    desk.qtbot.keyClicks(page.bar.date, "4/2/2026")
    desk.qtbot.keyClick(page.bar.date, Qt.Key.Key_Return)
    assert page.shown.day == date(2026, 4, 2)
    assert page.view.hasFocus()
