"""The strip below the form: a named item for each stretch, and a proposed time that keys move."""

from datetime import date, time
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.rules.codes import AppointmentKind
from db.rules.scheduling.free_busy import Hold
from tests.db.calendar.made import at, booked, leave
from tests.db.people_on_file import on_file
from tests.ui.calendar.desk import Desk
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.widgets.free_busy_strip import FreeBusyStrip

K = Qt.Key


def opened(desk: Desk) -> AppointmentDialog:
    """Mara sees Ada at eleven; she is booked from nine to ten and away from three on."""
    mara = desk.bench.worker("mara").id
    ada = on_file(desk.bench)
    booked(desk.bench, workers=(mara,), kind=AppointmentKind.INTAKE)
    booked(desk.bench, "13:00", "14:00", client_id=ada, tentative=True)
    leave(desk.bench, mara, "15:00", "17:00")
    starts = at(desk.bench, "11:00")
    dialog = desk.new(Prefill(starts_at=starts, worker_id=mara, client_id=ada))
    dialog.check_now()
    return dialog


def names(strip: FreeBusyStrip) -> list[str]:
    model = strip.held
    return [plain(model.data(model.index(n))) for n in range(model.rowCount())]


def plain(words: str) -> str:
    """With ordinary spaces before AM and PM."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_each_stretch_is_an_item_that_says_whose_and_what_it_is(desk: Desk) -> None:
    dialog = opened(desk)
    strip = dialog.days.strip
    QAbstractItemModelTester(strip.held, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(strip) == [
        "Mara: outside working hours, 8:00 AM to 8:30 AM",
        "Mara: free, 8:30 AM to 9:00 AM",
        "Mara: busy (Intake), 9:00 AM to 10:00 AM",
        "Mara: free, 10:00 AM to 3:00 PM",
        "Mara: away (Vacation), 3:00 PM to 5:00 PM",
        "Mara: outside working hours, 5:00 PM to 6:00 PM",
        "Ada Lovelace: free, 8:00 AM to 1:00 PM",
        "Ada Lovelace: tentatively booked (Office visit), 1:00 PM to 2:00 PM",
        "Ada Lovelace: free, 2:00 PM to 6:00 PM",
    ]
    assert strip.accessibleName() == "Free and busy"
    areas = [strip.visualRect(strip.held.index(n)) for n in range(strip.held.rowCount())]
    assert all(not a.intersects(b) for a, b in pairwise(areas))
    assert strip.indexAt(areas[2].center()).row() == 2
    assert plain(dialog.days.words.text()) == "Tue, Mar 3, 11:00 AM to 12:00 PM · all are free"


def test_arrows_move_the_time_by_quarters_and_say_what_it_meets(desk: Desk) -> None:
    dialog = opened(desk)
    strip = dialog.days.strip
    strip.setFocus()
    desk.qtbot.keyClick(strip, K.Key_Left)
    assert dialog.fields.value("starts_at") == time(10, 45)
    for _ in range(4):
        desk.qtbot.keyClick(strip, K.Key_Left)
    assert dialog.fields.value("starts_at") == time(9, 45)
    dialog.check_now()
    assert not strip.is_free()
    assert plain(dialog.days.words.text()).endswith("Mara: busy (Intake), 9:00 AM to 10:00 AM")
    desk.qtbot.keyClick(strip, K.Key_End)
    assert dialog.fields.value("starts_at") == time(17)
    desk.qtbot.keyClick(strip, K.Key_Home)
    assert dialog.fields.value("starts_at") == time(8)
    desk.qtbot.keyClick(strip, K.Key_PageDown)
    assert dialog.fields.value("day") == date(2026, 3, 4)
    dialog.check_now()
    assert Hold.BUSY not in {one.hold for one in strip.held.entries()}


def test_up_and_down_go_from_row_to_row_and_enter_books_nothing(desk: Desk) -> None:
    dialog = opened(desk)
    strip = dialog.days.strip
    strip.setFocus()
    assert plain(strip.currentIndex().data()) == "Mara: free, 10:00 AM to 3:00 PM"
    desk.qtbot.keyClick(strip, K.Key_Down)
    assert plain(strip.currentIndex().data()) == "Ada Lovelace: free, 8:00 AM to 1:00 PM"
    desk.qtbot.keyClick(strip, K.Key_Return)
    assert dialog.isVisible() and desk.said == []


def test_a_click_proposes_the_quarter_of_an_hour_that_is_clicked(desk: Desk) -> None:
    dialog = opened(desk)
    strip = dialog.days.strip
    area = strip.visualRect(strip.held.index(3))  # Mara from ten to three
    left = Qt.MouseButton.LeftButton
    desk.qtbot.mouseClick(strip.viewport(), left, pos=area.topLeft() + QPoint(2, 4))
    assert dialog.fields.value("starts_at") == time(10)
    dialog.check_now()
    assert strip.is_free() and strip.over_all(strip.starts, strip.minutes).left() == area.left()


def test_it_can_be_hidden_and_stays_hidden(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.days.button.click()
    assert dialog.days.strip.isHidden() and dialog.days.button.text() == "Show free and busy"
    again = desk.new(Prefill(starts_at=at(desk.bench, "11:00"), worker_id=desk.bench.user.id))
    again.check_now()
    assert again.days.strip.isHidden() and names(again.days.strip) == []
    again.days.button.click()
    assert names(again.days.strip)[0].startswith("Ana: ")


def test_without_anybody_it_says_whom_to_choose(desk: Desk) -> None:
    dialog = desk.new(Prefill(starts_at=at(desk.bench, "11:00")))
    dialog.check_now()
    assert dialog.days.words.text().startswith("Choose a worker")
