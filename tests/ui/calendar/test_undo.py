"""Ctrl+Z in the calendar: what was done last is undone, step by step, or it is said why not."""

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt

from db.operations.calendar.book import move
from db.operations.calendar.mark import mark
from db.queries.calendar.opened import open_appointment
from db.rules.codes import AppointmentStatus
from tests.db.calendar.made import TUESDAY, at, booked, clock
from tests.ui.calendar.desk import THE_TUESDAY, Desk, fill, row
from ui.dialogs.appointment import CancelDialog, Prefill
from ui.pages.calendar.page import CalendarPage
from ui.undo import UndoStack

K, C = Qt.Key, Qt.KeyboardModifier.ControlModifier
S = AppointmentStatus
UNDO = (K.Key_Z, C)


def begins(desk: Desk, made: Any) -> str:
    return f"{desk.bench.read(open_appointment, made).form.starts_at:%H:%M}"


def moved_twice(desk: Desk) -> tuple[CalendarPage, Any]:
    """From nine to a quarter past, and to half past."""
    made = booked(desk.bench, workers=(desk.bench.worker("mara").id,))
    page = desk.page()
    for _ in range(2):
        page.view.select_appointment(made)
        desk.press(page, (K.Key_Down, C), K.Key_Return)
    assert begins(desk, made) == "09:30"
    return page, made


def test_one_move_after_the_other_is_undone(desk: Desk) -> None:
    page, made = moved_twice(desk)
    desk.press(page, UNDO)
    assert begins(desk, made) == "09:15"
    assert desk.said[-1].startswith("Undone: Moved to ")
    desk.press(page, UNDO)
    assert begins(desk, made) == "09:00"
    desk.press(page, UNDO)
    assert desk.said[-1] == "There is nothing to undo."


def test_what_the_notice_has_undone_is_not_undone_again_by_the_key(desk: Desk) -> None:
    page, made = moved_twice(desk)
    desk.undo[-1]()
    desk.undo[-1]()
    assert begins(desk, made) == "09:15"
    desk.press(page, UNDO)
    assert begins(desk, made) == "09:00"


def test_a_mark_upon_a_move_is_undone_before_it(desk: Desk) -> None:
    page, made = moved_twice(desk)
    clock(desk.bench, "9:00", TUESDAY)
    page.view.select_appointment(made)
    page.look_again()
    desk.press(page, K.Key_A)
    assert row(desk.bench, made).status is S.ARRIVED
    for expected in ("09:30", "09:15", "09:00"):
        desk.press(page, UNDO)
        assert begins(desk, made) == expected
    assert row(desk.bench, made).status is S.CONFIRMED


def test_a_length_that_was_changed_is_undone(desk: Desk) -> None:
    made = booked(desk.bench, workers=(desk.bench.worker("mara").id,))
    page = desk.page()
    page.view.select_appointment(made)
    desk.press(page, (K.Key_Down, C | Qt.KeyboardModifier.ShiftModifier), K.Key_Return)
    assert row(desk.bench, made).ends_at == int(at(desk.bench, "10:15").timestamp())
    desk.press(page, UNDO)
    assert row(desk.bench, made).ends_at == int(at(desk.bench, "10:00").timestamp())


def test_a_booking_is_undone(desk: Desk) -> None:
    mara = desk.bench.worker("mara")
    page = desk.page()
    prefill = Prefill(starts_at=at(desk.bench, "11:00"), worker_id=mara.id, subject="Talk")
    dialog = desk.new(prefill)
    dialog.save_button.click()
    (entry,) = page.model.entries()
    desk.press(page, UNDO)
    assert page.model.entries() == []
    told = row(desk.bench, entry.id)
    assert (told.status, told.cancel_reason) == (S.CANCELLED_BY_OFFICE, "Booking undone")


def test_an_edit_is_undone(desk: Desk) -> None:
    made = booked(desk.bench, workers=(desk.bench.worker("mara").id,), subject="Talk")
    page = desk.page()
    dialog = desk.edited(made)
    fill(dialog, subject="Plan", ends_at="30")
    dialog.save_button.click()
    assert row(desk.bench, made).subject == "Plan"
    page.view.setFocus()
    desk.press(page, UNDO)
    told = row(desk.bench, made)
    assert (told.subject, told.ends_at - told.starts_at) == ("Talk", 3600)


def test_a_cancellation_is_undone(desk: Desk) -> None:
    made = booked(desk.bench, workers=(desk.bench.worker("mara").id,))
    page = desk.page()
    page.view.select_appointment(made)
    desk.press(page, K.Key_Delete)
    dialog = desk.front(CancelDialog)
    dialog.form.field("by").set_value(S.CANCELLED_BY_CLIENT)
    dialog._give()
    assert row(desk.bench, made).status is S.CANCELLED_BY_CLIENT
    desk.press(page, UNDO)
    assert row(desk.bench, made).status is S.CONFIRMED


def test_what_somebody_has_changed_since_is_not_undone_and_that_is_said(desk: Desk) -> None:
    page, made = moved_twice(desk)
    version = row(desk.bench, made).version
    start, end = at(desk.bench, "14:00"), at(desk.bench, "15:00")
    desk.bench.write(move, made, version, start, end)
    desk.press(page, UNDO)
    assert begins(desk, made) == "14:00"
    assert desk.said[-1] == "It cannot be undone: somebody has changed it since."
    assert not desk.refused
    clock(desk.bench, "14:00", TUESDAY)
    desk.bench.write(mark, made, row(desk.bench, made).version, S.ARRIVED)
    desk.press(page, UNDO)
    assert desk.said[-1] == "It cannot be undone: somebody has changed it since."


def test_what_has_been_given_to_others_meanwhile_says_who_has_it(desk: Desk) -> None:
    page, made = moved_twice(desk)
    mara = desk.bench.read(open_appointment, made).form.workers
    booked(desk.bench, "9:00", "9:15", workers=mara)
    desk.press(page, UNDO)
    desk.press(page, UNDO)
    assert begins(desk, made) == "09:15"
    assert desk.said[-1].startswith("It cannot be undone. Mara is already booked")


def test_while_one_step_is_being_undone_no_other_begins() -> None:
    stack, done, job = UndoStack(), [], SimpleNamespace(done=False)

    def slowly() -> object:
        done.append("second")
        return job

    stack.push("first", lambda: done.append("first"))
    stack.push("second", slowly)
    assert stack.undo() and stack.undo()
    assert done == ["second"]
    job.done = True
    assert stack.undo() and done == ["second", "first"]
    assert not stack.undo()


def test_a_text_field_keeps_its_own_undo(desk: Desk) -> None:
    page, made = moved_twice(desk)
    field = page.bar.date
    field.setFocus()
    desk.qtbot.keyClick(field, *UNDO)
    assert begins(desk, made) == "09:30"
    assert page.model.columns[0].day == THE_TUESDAY
