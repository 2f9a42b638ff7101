"""Who waits is given a time: that of what is cancelled, or one on a day of a month."""

from datetime import date

from PySide6.QtCore import QPoint, Qt

from db.rules.codes import AppointmentStatus, RequestState
from tests.db.calendar.made import at, booked
from tests.db.calendar.test_waiting import asked
from tests.db.people_on_file import on_file
from tests.ui.calendar.desk import Desk
from tests.ui.calendar.test_tray import carried, drag, opened, request, three_wait
from ui.dialogs.appointment import AppointmentDialog, CancelDialog
from ui.pages.calendar.shown import Span
from ui.widgets.calendar_view_grid import Ghost, Slot

K = Qt.Key
S = AppointmentStatus


def test_the_time_of_what_is_cancelled_is_offered_to_who_waits(desk: Desk) -> None:
    _, mara, _ = three_wait(desk)
    made = booked(desk.bench, "11:00", "12:00", day=6, workers=(mara,))
    page = desk.page()
    page.show_day(date(2026, 3, 6))
    page.view.select_appointment(made)
    desk.press(page, K.Key_Delete)
    dialog = desk.front(CancelDialog)
    offered = dialog.form.field("next").control
    assert [offered.itemText(n) for n in range(offered.count())] == [
        "Nobody yet",
        "Bo Diaz, 45 min, urgent",
        "Ada Lovelace, 45 min",
    ]
    dialog.form.set_values({"by": S.CANCELLED_BY_CLIENT})
    offered.setCurrentIndex(1)
    desk.qtbot.keyClick(dialog, K.Key_Return)

    form = desk.front(AppointmentDialog)
    typed = form.form()
    assert typed is not None
    assert typed.starts_at == at(desk.bench, "11:00", 6) and typed.workers == (mara,)
    assert form.waiting.known


def test_carried_onto_a_day_of_a_month_the_form_asks_for_the_time(desk: Desk) -> None:
    made, mara, _ = three_wait(desk)
    page = opened(desk)
    page.view.go_to(Slot(2, 9 * 60))  # Ana, Ben, Mara
    page.choose_span(Span.MONTH)
    days = [column.day for column in page.model.columns]
    carried(desk, page, made, Slot(days.index(date(2026, 3, 5)), 0))
    desk.press(page, K.Key_Right)
    assert "Enter opens the form for that day" in page.words.text()
    desk.press(page, K.Key_Return)
    form = desk.front(AppointmentDialog)
    typed = form.form()
    assert typed is not None and typed.workers == (mara,)
    assert typed.starts_at.astimezone(desk.bench.zone).date() == date(2026, 3, 6)
    assert form.free.slots_shown() and form.waiting.known
    assert request(desk, made.id).state is RequestState.WAITING


def test_a_card_is_dragged_onto_a_day_of_a_month(desk: Desk) -> None:
    made = asked(desk.bench, on_file(desk.bench))
    page = opened(desk)
    page.choose_span(Span.MONTH)
    day = [column.day for column in page.model.columns].index(date(2026, 3, 5))
    there = page.view.ghost_area(Ghost(None, day, day, 540, 585)).center()
    drag(page, there - QPoint(page.view.horizontalOffset(), page.view.verticalOffset()))
    typed = desk.front(AppointmentDialog).form()
    assert typed is not None
    assert typed.starts_at.astimezone(desk.bench.zone).date() == date(2026, 3, 5)
    assert request(desk, made.id).state is RequestState.WAITING
