"""The small month beside the days: how full they are, in words and as a shape."""

from datetime import date

from PySide6.QtCore import Qt

from db.models.office import Closure
from db.queries.calendar.density import DayDensity
from db.rules.density import Density
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import THE_TUESDAY, Desk, row
from ui.item_models.columns import ROW_ROLE
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.side import known_days
from ui.widgets.mini_month import month_later

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def name(page: CalendarPage, day: date) -> str:
    index = page.side.month.model.place_of(day)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def press(desk: Desk, page: CalendarPage, *keys: Qt.Key) -> None:
    for key in keys:
        desk.qtbot.keyClick(page.side.month.table, key)


def test_a_day_says_how_many_appointments_it_has_and_how_full_it_is() -> None:
    day = date(2026, 12, 8)
    known = known_days(
        [
            DayDensity(day, 14, False, Density.FULL),
            DayDensity(date(2026, 12, 9), 1, False, Density.SOME),
            DayDensity(date(2026, 12, 25), 0, True, Density.FREE),
        ]
    )
    assert [one.words for one in known.values()] == [
        "Tuesday, December 8, 14 appointments, full",
        "Wednesday, December 9, 1 appointment",
        "Friday, December 25, free, closed",
    ]
    assert [one.fullness for one in known.values()] == [3, 1, 0]


def test_the_days_beside_are_named_and_follow_what_is_booked(desk: Desk) -> None:
    me = (desk.bench.user.id,)
    desk.bench.add(Closure(first_day=date(2026, 3, 6), last_day=date(2026, 3, 6), name="Repairs"))
    booked(desk.bench, workers=me)
    page = desk.page()
    assert page.beside.shows_side() and page.bar.side.isChecked()
    assert name(page, THE_TUESDAY).startswith("Tuesday, March 3, 1 appointment")
    assert name(page, date(2026, 3, 6)) == "Friday, March 6, free, closed"
    weeks = [page.side.month.model.headerData(n, Qt.Orientation.Vertical) for n in range(6)]
    assert weeks == ["9", "10", "11", "12", "13", "14"]
    desk.bench.session.expire_all()
    booked(desk.bench, "11:00", "12:00", workers=me)
    page.refresh(None)
    assert name(page, THE_TUESDAY).startswith("Tuesday, March 3, 2 appointments")


def test_it_counts_those_whose_days_are_shown(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    booked(desk.bench, workers=(desk.bench.user.id,))
    booked(desk.bench, "11:00", "12:00", workers=(mei.id,))
    page = desk.page()
    assert "2 appointments" in name(page, THE_TUESDAY)
    page.bar.whose.setCurrentIndex(page.bar.whose.values().index(mei.id))
    assert "1 appointment" in name(page, THE_TUESDAY)


def test_arrows_and_clicks_go_to_a_day_and_enter_to_its_appointments(desk: Desk) -> None:
    page = desk.page()
    table = page.side.month.table
    table.setFocus()
    press(desk, page, K.Key_Right)
    assert page.shown.day == date(2026, 3, 4) and page.model.columns[0].day == date(2026, 3, 4)
    assert table.hasFocus(), "whoever looks through the days goes on looking"
    press(desk, page, K.Key_Down, K.Key_PageDown, K.Key_Home)
    assert page.shown.day == date(2026, 4, 1)
    assert page.side.month.title.text() == "April 2026"
    press(desk, page, K.Key_Left)
    assert page.side.month.title.text() == "March 2026" and table.current_day() == date(2026, 3, 31)
    area = table.visualRect(page.side.month.model.place_of(date(2026, 3, 12)))
    desk.qtbot.mouseClick(table.viewport(), LEFT, pos=area.center())
    assert page.shown.day == date(2026, 3, 12)
    press(desk, page, K.Key_Return)
    assert page.view.hasFocus()


def test_who_comes_to_the_calendar_stands_in_its_days(desk: Desk) -> None:
    page = desk.page()
    page.bar.today.setFocus()
    page.take_focus()
    assert page.view.hasFocus(), "and not in the small month, which stands before them"


def test_looking_at_another_month_changes_nothing_that_is_shown(desk: Desk) -> None:
    record_id = booked(desk.bench, day=20, workers=(desk.bench.user.id,))
    page = desk.page()
    page.side.month.month_wanted.emit(date(2026, 4, 1))
    assert page.side.month.title.text() == "April 2026"
    assert page.shown.day == THE_TUESDAY
    page.side.month.month_wanted.emit(date(2026, 3, 1))
    cell = page.side.month.model.place_of(date(2026, 3, 20)).data(ROW_ROLE)
    assert cell.known.fullness > 0 and row(desk.bench, record_id)


def test_a_week_goes_to_the_day_that_is_chosen_in_it(desk: Desk) -> None:
    page = desk.page()
    page.bar.week.click()
    page.side.day_chosen.emit(date(2026, 3, 6))
    assert page.model.columns[page.view.cursor_slot.column].day == date(2026, 3, 6)


def test_it_gives_way_where_it_is_narrow_and_stays_as_somebody_wants_it(desk: Desk) -> None:
    page = desk.page()
    page.resize(700, 600)
    desk.qtbot.waitUntil(lambda: not page.beside.shows_side())
    desk.press(page, (K.Key_6, Qt.KeyboardModifier.AltModifier))
    assert page.beside.shows_side()
    again = CalendarPage(desk.context)
    desk.qtbot.addWidget(again)
    assert again.beside.shows_side(), "it is remembered"
    page.bar.side.click()
    assert not page.beside.shows_side() and not page.bar.side.isChecked()


def test_a_month_later_is_the_same_day_or_the_last() -> None:
    assert month_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_later(date(2026, 1, 31), -1) == date(2025, 12, 31)
