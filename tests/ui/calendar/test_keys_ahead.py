"""Whoever books and goes on at once loses no key, though the days are still being read again."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.db.calendar.made import at, booked
from tests.ui.calendar.desk import THE_TUESDAY, Desk, names, row
from ui.dialogs.appointment import AppointmentDialog, CancelDialog
from ui.pages.calendar.front import Place
from ui.pages.calendar.page import CalendarPage
from ui.widgets.calendar_view_grid import Ghost, Slot

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Answer = Callable[[], None]


@pytest.fixture
def page(desk: Desk) -> CalendarPage:
    made = desk.page()
    made.view.setFocus()
    desk.qtbot.waitUntil(made.view.hasFocus)
    return made


@pytest.fixture
def late(page: CalendarPage, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The days come when this is called, and not before."""
    monkeypatch.setattr(page.front, "load", lambda: None)
    return partial(type(page.front).load, page.front)


def book_an_hour(desk: Desk, page: CalendarPage, clock: int = 9) -> None:
    page.view.go_to(Slot(0, clock * 60))
    desk.press(page, K.Key_Return)
    desk.front(AppointmentDialog).save_button.click()


def test_down_and_enter_at_once_open_a_form_behind_what_was_booked(
    desk: Desk, page: CalendarPage, late: Answer
) -> None:
    book_an_hour(desk, page)
    desk.press(page, K.Key_Down, K.Key_Return)
    assert names(page) == []
    assert desk.dialogs() == []
    late()
    assert names(page) == ["09:00 Office visit"]
    form = desk.front(AppointmentDialog).form()
    assert form.version == 0
    ends_at = row(desk.bench, page.model.entries()[0].id).ends_at
    assert form.starts_at.timestamp() == ends_at


def test_what_is_typed_after_enter_comes_into_the_form(
    desk: Desk, page: CalendarPage, late: Answer
) -> None:
    book_an_hour(desk, page)
    desk.press(page, K.Key_Down, K.Key_Return, K.Key_A, K.Key_D)
    late()
    client = desk.front(AppointmentDialog).fields.field("client").control
    desk.qtbot.waitUntil(lambda: client.text().lower() == "ad")


def test_an_action_s_key_acts_on_what_was_booked_and_not_on_what_stood_in_front(
    desk: Desk, page: CalendarPage, late: Answer
) -> None:
    booked(desk.bench, "14:00", "15:00", workers=(desk.bench.user.id,))
    late()
    page.view.choose_row(0)
    page.new_at(Place(THE_TUESDAY, 9 * 60, 10 * 60, desk.bench.user.id))
    desk.front(AppointmentDialog).save_button.click()
    desk.press(page, K.Key_Delete)
    assert desk.dialogs() == []
    late()
    desk.front(CancelDialog)
    assert names(page)[0] == page.view.current_entry().name == "09:00 Office visit"


def test_where_somebody_clicks_meanwhile_there_they_stay(
    desk: Desk, page: CalendarPage, late: Answer, qtbot: QtBot
) -> None:
    book_an_hour(desk, page)
    at_three = Ghost(None, 0, 0, 15 * 60, 15 * 60 + 30)
    offset = QPoint(page.view.horizontalOffset(), page.view.verticalOffset())
    point = page.view.ghost_area(at_three).center() - offset
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    late()
    assert names(page) == ["09:00 Office visit"]
    assert page.view.cursor_slot.minute // 30 == 15 * 2
    assert page.view.current_entry() is None


def test_down_at_once_after_a_move_goes_on_behind_where_it_was_moved_to(
    desk: Desk, page: CalendarPage, late: Answer
) -> None:
    mine = booked(desk.bench, "9:00", "10:00", workers=(desk.bench.user.id,))
    late()
    page.view.select_appointment(mine)
    desk.press(page, *[(K.Key_Down, CONTROL)] * 4, K.Key_Return, K.Key_Down)
    assert row(desk.bench, mine).starts_at == at(desk.bench, "10:00").timestamp()
    late()
    assert page.view.cursor_slot == Slot(0, 11 * 60)


def test_an_answer_that_does_not_come_keeps_no_key_for_long(
    desk: Desk, page: CalendarPage, late: Answer, qtbot: QtBot
) -> None:
    page.view.ahead._longest.setInterval(20)
    book_an_hour(desk, page)
    desk.press(page, K.Key_Down)
    qtbot.waitUntil(lambda: page.view.cursor_slot == Slot(0, 9 * 60 + 30))
    desk.press(page, K.Key_Down, K.Key_Down)
    late()
    assert page.view.cursor_slot == Slot(0, 10 * 60 + 30)


def test_a_new_appointment_does_not_wait_for_the_days(desk: Desk) -> None:
    page = CalendarPage(desk.context)
    desk.qtbot.addWidget(page)
    page.steps.new.trigger()
    form = desk.front(AppointmentDialog).form()
    assert form.starts_at >= desk.context.now()
