"""A month of six weeks: days by arrows, appointments by Space, moved with the conflict shown."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.rules.codes import AppointmentKind, AppointmentStatus
from tests.db.calendar.made import at, booked, clock, leave
from tests.db.cases.made import a_client
from tests.ui.calendar.desk import Desk, names, row
from ui.dialogs.appointment import AppointmentDialog
from ui.item_models.appointments import GridColumn
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.shown import Span
from ui.theme.tokens import Tone
from ui.widgets.day_start import day_start
from ui.widgets.month_grid import Window, window
from ui.widgets.month_view import MonthView

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def month(desk: Desk) -> CalendarPage:
    page = desk.page()
    page.bar.month.click()
    return page


def view(page: CalendarPage) -> MonthView:
    assert isinstance(page.view, MonthView)
    return page.view


def day(page: CalendarPage) -> date | None:
    return view(page).day_of(page.view.cursor_slot.column)


@pytest.mark.parametrize(
    ("open_", "now", "starts"),
    [
        (((510, 1020),), None, 510),
        ((), None, 540),
        (((510, 1020),), (date(2026, 3, 3), 14 * 60 + 10), 870),
        (((510, 1020),), (date(2026, 3, 4), 14 * 60 + 10), 510),
        ((), (date(2026, 3, 3), 23 * 60 + 50), 23 * 60),
    ],
)
def test_a_day_begins_when_it_opens_and_today_not_before_now(
    open_: tuple[tuple[int, int], ...], now: tuple[date, int] | None, starts: int
) -> None:
    assert day_start(GridColumn(date(2026, 3, 3), None, "", open=open_), now) == starts


@pytest.mark.parametrize(
    ("count", "room", "current", "seen"),
    [
        (3, 3, -1, Window(0, 3, 0)),
        (5, 3, -1, Window(0, 2, 3)),
        (5, 3, 1, Window(0, 2, 3)),
        (5, 3, 4, Window(3, 2, 3)),
        (5, 1, 2, Window(2, 1, 4)),
        (0, 3, -1, Window(0, 0, 0)),
    ],
)
def test_a_day_shows_what_has_room_and_the_current_one_among_it(
    count: int, room: int, current: int, seen: Window
) -> None:
    assert window(count, room, current) == seen


def test_each_appointment_is_a_named_item_in_its_day(desk: Desk) -> None:
    ada = a_client(desk.bench)
    booked(desk.bench, workers=(desk.bench.user.id,), client_id=ada.id, kind=AppointmentKind.INTAKE)
    booked(desk.bench, day=20, workers=(desk.bench.user.id,))
    page = month(desk)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(page) == ["09:00 Intake Ada Lovelace", "09:00 Office visit"]
    assert len(page.model.columns) == 42
    area = page.view.visualRect(page.model.index(0))
    assert page.view.indexAt(area.center()).row() == 0
    assert view(page).grid().day_at(area.center()) == 8, "Tuesday of the second week"


def test_arrows_go_by_days_and_beyond_the_month(desk: Desk) -> None:
    page = month(desk)
    assert day(page) == date(2026, 3, 3)
    assert page.words.text() == "Tuesday, March 3 · free"
    desk.press(page, K.Key_Right, K.Key_Down)
    assert day(page) == date(2026, 3, 11)
    desk.press(page, K.Key_Up, K.Key_Up, K.Key_Up)
    assert day(page) == date(2026, 2, 18) and page.bar.title.text() == "February 2026"
    desk.press(page, K.Key_PageDown)
    assert day(page) == date(2026, 3, 18)
    desk.press(page, K.Key_Home)
    assert day(page) == date(2026, 3, 16)
    desk.press(page, K.Key_T)
    assert day(page) == date(2026, 3, 2)


def test_enter_or_n_on_a_day_books_there_and_enter_on_an_appointment_opens_it(desk: Desk) -> None:
    record_id = booked(desk.bench, day=5, workers=(desk.bench.user.id,))
    page = month(desk)
    for key in (K.Key_Return, K.Key_N):
        desk.press(page, key)
        form = desk.front(AppointmentDialog)
        assert form.form().starts_at == at(desk.bench, "9:00")
        form.hide()
        form.deleteLater()
    desk.press(page, K.Key_Right, K.Key_Right, K.Key_Space)
    entry = page.view.current_entry()
    assert entry is not None and entry.id == record_id
    desk.press(page, K.Key_Return)
    assert desk.front(AppointmentDialog).form().id == record_id


def test_space_goes_through_the_day_even_where_there_is_no_room(desk: Desk) -> None:
    for hour in range(9, 16):
        booked(desk.bench, f"{hour}:00", f"{hour}:30", workers=(desk.bench.user.id,))
    page = month(desk)
    assert "7 appointments" in page.words.text() and "more than have room" in page.words.text()
    seen = []
    for _ in range(7):
        desk.press(page, K.Key_Space)
        entry = page.view.current_entry()
        assert entry is not None
        seen.append(entry.name[:5])
        assert not page.view.visualRect(page.view.currentIndex()).isEmpty(), "it is in sight"
    assert seen == [f"{hour:02d}:00" for hour in range(9, 16)]
    desk.press(page, K.Key_Space)
    assert page.view.current_entry() is None, "after the last one the day again"
    desk.press(page, (K.Key_Space, SHIFT))
    entry = page.view.current_entry()
    assert entry is not None and entry.name.startswith("15:00")


def test_carried_to_another_day_at_the_same_time_with_the_conflict_shown_first(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    booked(desk.bench, day=4, workers=(desk.bench.user.id,), kind=AppointmentKind.MEETING)
    page = month(desk)
    desk.press(page, K.Key_Space, (K.Key_Right, CONTROL))
    ghost = page.view.ghost
    assert ghost is not None and ghost.tone is Tone.DANGER
    assert "Ana is already booked" in page.words.text()
    desk.press(page, (K.Key_Down, CONTROL))
    assert page.view.ghost is not None and page.view.ghost.tone is Tone.NEUTRAL
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00").timestamp()
    desk.press(page, K.Key_Return)
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00", 11).timestamp()
    desk.undo.pop()()
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00").timestamp()


def test_dragged_to_another_day_and_made_longer_by_keys(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    page = month(desk)
    area = page.view.visualRect(page.model.index(0))
    there = area.center() + QPoint(2 * view(page).grid().cell_width, 0)
    port = page.view.viewport()
    desk.qtbot.mousePress(port, LEFT, pos=area.center())
    desk.qtbot.mouseMove(port, there)
    assert page.view.ghost is not None and "free" in page.words.text()
    desk.qtbot.mouseRelease(port, LEFT, pos=there)
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00", 5).timestamp()
    page.view.select_appointment(record_id)
    desk.press(page, (K.Key_Down, CONTROL | SHIFT), K.Key_Return)
    assert row(desk.bench, record_id).ends_at == at(desk.bench, "10:15", 5).timestamp()


def test_more_and_a_day_s_number_open_the_day(desk: Desk) -> None:
    for hour in range(9, 16):
        booked(desk.bench, f"{hour}:00", f"{hour}:30", workers=(desk.bench.user.id,))
    page = month(desk)
    more = view(page).more_area(page.view.cursor_slot.column)
    desk.qtbot.mouseClick(page.view.viewport(), LEFT, pos=more.center())
    assert page.shown.span is Span.DAY and page.shown.day == date(2026, 3, 3)
    page.bar.month.click()
    cell = view(page).grid().cell(9)
    desk.qtbot.mouseClick(page.view.viewport(), LEFT, pos=cell.topLeft() + QPoint(8, 8))
    assert page.shown.span is Span.DAY and page.shown.day == date(2026, 3, 4)


def test_marks_work_in_a_month_as_in_a_day(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    clock(desk.bench, "9:02", 3)
    page = month(desk)
    page.view.select_appointment(record_id)
    desk.press(page, K.Key_A)
    assert row(desk.bench, record_id).status is AppointmentStatus.ARRIVED
    assert page.model.entry(0).status == "Arrived"


def test_leave_stands_in_its_day_in_words(desk: Desk) -> None:
    leave(desk.bench, desk.bench.user.id, "0:00", "23:59", day=3)
    page = month(desk)
    assert page.model.columns[8].subtitle == "Away: Vacation"
    assert "Away: Vacation" in page.words.text()
