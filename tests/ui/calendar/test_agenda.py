"""The agenda: two weeks as a list, day by day, with a filter."""

from datetime import date

from PySide6.QtCore import Qt

from db.rules.codes import AppointmentKind, AppointmentStatus
from tests.db.calendar.made import at, booked, clock
from tests.db.cases.made import a_client
from tests.ui.calendar.desk import Desk, names, row
from ui.pages.calendar.agenda import AgendaFront
from ui.pages.calendar.page import CalendarPage
from ui.theme.tokens import Tone

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def agenda(desk: Desk) -> CalendarPage:
    page = desk.page()
    page.bar.agenda.click()
    return page


def front(page: CalendarPage) -> AgendaFront:
    assert isinstance(page.front, AgendaFront)
    return page.front


def test_two_weeks_day_by_day_in_the_order_of_time(desk: Desk) -> None:
    ada = a_client(desk.bench)
    me = (desk.bench.user.id,)
    booked(desk.bench, "14:00", "15:00", day=16, workers=me)
    booked(desk.bench, day=17, workers=me)
    booked(desk.bench, workers=me, client_id=ada.id, kind=AppointmentKind.INTAKE)
    page = agenda(desk)
    assert names(page) == ["09:00 Intake Ada Lovelace", "14:00 Office visit"]
    entry = page.view.current_entry()
    assert entry is not None and entry.name == "09:00 Intake Ada Lovelace"
    areas = [page.view.visualRect(page.model.index(n)) for n in range(2)]
    assert areas[0].bottom() < areas[1].top()
    assert [page.view.indexAt(area.center()).row() for area in areas] == [0, 1]
    desk.press(page, K.Key_Down)
    assert page.model.columns[page.view.cursor_slot.column].day == date(2026, 3, 16)
    desk.press(page, K.Key_Left)
    assert page.view.currentIndex().row() == 0, "to the day before that has any"
    desk.press(page, K.Key_PageDown)
    assert names(page) == ["09:00 Office visit"]


def test_the_filter_looks_in_all_that_an_appointment_says(desk: Desk) -> None:
    ada, room = a_client(desk.bench), desk.bench.room("Blue Room")
    me = (desk.bench.user.id,)
    booked(desk.bench, workers=me, client_id=ada.id)
    booked(desk.bench, "11:00", "12:00", workers=me, room_id=room.id)
    page = agenda(desk)
    page.focus_filter()
    search = front(page).search
    assert search.hasFocus()
    for typed, found in (("lovel", 1), ("BLUE office", 1), ("office visit", 2), ("nobody", 0)):
        search.setText(typed)
        search.search_now()
        assert len(names(page)) == found, typed
    assert "Nothing found" in front(page).view.nothing
    search.clear()
    search.search_now()
    assert front(page).count.text() == "2 appointments"


def test_moved_marked_and_opened_by_keys_as_elsewhere(desk: Desk) -> None:
    me = (desk.bench.user.id,)
    record_id = booked(desk.bench, workers=me)
    booked(desk.bench, day=4, workers=me, kind=AppointmentKind.MEETING)
    clock(desk.bench, "9:02", 3)
    page = agenda(desk)
    desk.press(page, (K.Key_Right, CONTROL))
    assert page.view.ghost is not None and page.view.ghost.tone is Tone.DANGER
    assert "Ana is already booked" in page.words.text()
    desk.press(page, K.Key_Escape, (K.Key_Down, CONTROL), K.Key_Return)
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:15").timestamp()
    page.view.select_appointment(record_id)
    desk.press(page, K.Key_A)
    assert row(desk.bench, record_id).status is AppointmentStatus.ARRIVED
    assert page.model.entry(0).status == "Arrived"
