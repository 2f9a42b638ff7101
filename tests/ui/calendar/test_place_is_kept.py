"""Whoever leaves the form without booking stands where they stood in the calendar."""

from pytestqt.qtbot import QtBot

from tests.db.calendar.made import booked
from tests.db.people_on_file import on_file
from tests.ui.calendar.desk import Desk
from ui.widgets.calendar_view_grid import Slot


def test_an_empty_place_stays_in_front_when_the_keyboard_comes_back(
    desk: Desk, qtbot: QtBot
) -> None:
    mine = (desk.bench.user.id,)
    booked(desk.bench, "8:00", "8:30", client_id=on_file(desk.bench), workers=mine, reason="Early")
    page = desk.page()
    view = page.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    column = view.cursor_slot.column
    view.go_to(Slot(column, 11 * 60))
    booked(desk.bench, "9:00", "9:30", client_id=on_file(desk.bench, "Rosa Diaz"), workers=mine)
    page.refresh(None)  # what a colleague books meanwhile is shown as well
    page.bar.date.setFocus()
    view.go_to(Slot(column, 11 * 60))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.cursor_slot == Slot(column, 11 * 60)
    assert view.current_entry() is None
