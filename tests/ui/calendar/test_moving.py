"""Moving in the grid by key and by pointer: the conflict is shown before the drop."""

from PySide6.QtCore import QPoint, Qt

from db.rules.codes import AppointmentKind
from tests.db.calendar.made import at, booked
from tests.ui.calendar.desk import Desk, row
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.reason import ReasonDialog
from ui.theme.tokens import Tone

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DOWN = (K.Key_Down, CONTROL)


def test_moved_by_keyboard_and_moved_back(desk: Desk) -> None:
    mei, ben = desk.bench.worker("Mei"), desk.bench.worker("Ben")
    record_id = booked(desk.bench, workers=(mei.id,))
    page = desk.page()
    assert page.view.select_appointment(record_id)
    desk.press(page, DOWN, DOWN, (K.Key_Left, CONTROL))
    assert page.view.ghost is not None
    assert "free" in page.words.text() and "Ben" in page.words.text()
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00").timestamp()
    desk.press(page, K.Key_Return)
    moved = row(desk.bench, record_id)
    assert moved.starts_at == at(desk.bench, "9:30").timestamp()
    assert [taken.resource_id for taken in moved.taken] == [ben.id]
    assert page.view.current_entry() is not None, "it stays chosen where it went"
    desk.undo.pop()()
    back = row(desk.bench, record_id)
    assert back.starts_at == at(desk.bench, "9:00").timestamp()
    assert [taken.resource_id for taken in back.taken] == [mei.id]


def test_escape_leaves_it_where_it_was(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, DOWN, K.Key_Escape)
    assert page.view.ghost is None
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00").timestamp()


def test_a_conflict_is_shown_before_the_drop_and_refuses_it(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    record_id = booked(desk.bench, "9:00", "9:30", workers=(mei.id,))
    booked(desk.bench, "9:30", "10:30", workers=(mei.id,), kind=AppointmentKind.MEETING)
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, DOWN)
    ghost = page.view.ghost
    assert ghost is not None and ghost.tone is Tone.DANGER
    assert "Mei is already booked" in ghost.words
    assert "Mei is already booked" in page.words.text()
    desk.press(page, K.Key_Return)
    assert row(desk.bench, record_id).starts_at == at(desk.bench, "9:00").timestamp()
    assert "Mei is already booked" in page.words.text()
    assert page.view.ghost is None


def test_a_soft_conflict_asks_for_the_reason_when_it_is_dropped(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    record_id = booked(desk.bench, "16:00", "17:00", workers=(mei.id,))
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, DOWN, K.Key_Return)
    asked = desk.front(ReasonDialog)
    asked.reason.setText("She agreed")
    asked._give()
    moved = row(desk.bench, record_id)
    assert moved.starts_at == at(desk.bench, "16:15").timestamp()
    assert moved.override_reason == "She agreed"


def test_made_longer_by_keyboard(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    page = desk.page()
    page.view.select_appointment(record_id)
    desk.press(page, (K.Key_Down, CONTROL | SHIFT), K.Key_Return)
    assert row(desk.bench, record_id).ends_at == at(desk.bench, "10:15").timestamp()


def test_moved_and_made_longer_by_pointer(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    page = desk.page()
    view = page.view

    def drag(by: int, *, edge: bool) -> None:
        area = view.visualRect(view.appointments.index(view.appointments.row_of(record_id)))
        start = QPoint(area.center().x(), area.bottom() - 2 if edge else area.top() + 8)
        step = view.grid().hour_height * by // 60
        desk.qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        for part in (1, 2):
            desk.qtbot.mouseMove(view.viewport(), start + QPoint(0, step * part // 2))
        desk.qtbot.mouseRelease(
            view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, step)
        )

    drag(60, edge=False)
    moved = row(desk.bench, record_id)
    assert moved.starts_at == at(desk.bench, "10:00").timestamp()
    drag(60, edge=True)
    longer = row(desk.bench, record_id)
    assert longer.starts_at == at(desk.bench, "10:00").timestamp()
    assert longer.ends_at == at(desk.bench, "12:00").timestamp()


def test_drawn_on_an_empty_stretch_it_opens_the_form_for_it(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    page = desk.page()
    view, grid = page.view, page.view.grid()
    top = grid.rect(1, 13 * 60, 14 * 60).topLeft() - QPoint(0, view.verticalOffset())
    start, end = top + QPoint(20, 3), top + QPoint(20, grid.hour_height * 5 // 4 - 4)
    left = Qt.MouseButton.LeftButton
    desk.qtbot.mousePress(view.viewport(), left, pos=start)
    desk.qtbot.mouseMove(view.viewport(), end)
    desk.qtbot.mouseRelease(view.viewport(), left, pos=end)
    form = desk.front(AppointmentDialog).form()
    assert (form.starts_at, form.ends_at) == (at(desk.bench, "13:00"), at(desk.bench, "14:15"))
    assert form.workers == (mei.id,)


def test_dragged_to_another_worker_and_refused_there(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    booked(desk.bench, workers=(mei.id,), kind=AppointmentKind.MEETING)
    page = desk.page()
    view = page.view
    area = view.visualRect(view.appointments.index(view.appointments.row_of(record_id)))
    start = QPoint(area.center().x(), area.top() + 8)
    across = QPoint(view.grid().column_width, 0)
    left = Qt.MouseButton.LeftButton
    desk.qtbot.mousePress(view.viewport(), left, pos=start)
    desk.qtbot.mouseMove(view.viewport(), start + across)
    assert view.ghost is not None and "Mei is already booked" in view.ghost.words
    desk.qtbot.mouseRelease(view.viewport(), left, pos=start + across)
    assert [taken.resource_id for taken in row(desk.bench, record_id).taken] == [desk.bench.user.id]
    assert "Mei is already booked" in page.words.text()
    down = QPoint(0, view.grid().hour_height)
    desk.qtbot.mousePress(view.viewport(), left, pos=start)
    desk.qtbot.mouseMove(view.viewport(), start + across + down)
    desk.qtbot.mouseRelease(view.viewport(), left, pos=start + across + down)
    moved = row(desk.bench, record_id)
    assert [taken.resource_id for taken in moved.taken] == [mei.id]
    assert moved.starts_at == at(desk.bench, "10:00").timestamp()
