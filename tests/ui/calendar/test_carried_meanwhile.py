"""What is carried stays in the hand while colleagues go on booking."""

import pytest
from PySide6.QtCore import Qt

from tests.db.calendar.made import at, booked
from tests.ui.calendar.desk import Desk, names, row
from ui.theme.tokens import Tone

LATER = (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)


def test_a_booking_of_a_colleague_s_takes_nothing_out_of_the_hand(desk: Desk) -> None:
    me = (desk.bench.user.id,)
    mine = booked(desk.bench, "9:00", "9:30", workers=me)
    page = desk.page()
    page.view.select_appointment(mine)
    desk.press(page, *[LATER] * 4)
    booked(desk.bench, "14:00", "14:30", workers=me)
    page.refresh(None)
    desk.press(page, Qt.Key.Key_Return)
    assert desk.dialogs() == []
    assert row(desk.bench, mine).starts_at == at(desk.bench, "10:00").timestamp()
    assert names(page) == ["10:00 Office visit", "14:00 Office visit"]
    assert page.view.current_entry().id == mine


def test_another_day_is_shown_and_what_was_carried_stays_where_it_is(desk: Desk) -> None:
    mine = booked(desk.bench, "9:00", "9:30", workers=(desk.bench.user.id,))
    page = desk.page()
    page.view.select_appointment(mine)
    desk.press(page, LATER, Qt.Key.Key_PageDown)
    assert page.view.ghost is None
    assert names(page) == []
    desk.press(page, Qt.Key.Key_PageUp)
    assert names(page) == ["09:00 Office visit"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_what_a_colleague_books_there_is_said_before_the_drop(desk: Desk, key: Qt.Key) -> None:
    me = (desk.bench.user.id,)
    mine = booked(desk.bench, "9:00", "9:30", workers=me)
    page = desk.page()
    page.view.select_appointment(mine)
    desk.press(page, *[LATER] * 4)
    assert "free" in page.words.text()
    booked(desk.bench, "10:00", "10:30", workers=me)
    page.refresh(None)
    assert "already booked" in page.words.text()
    assert page.view.ghost is not None
    assert page.view.ghost.tone is Tone.DANGER
    desk.press(page, key)
    assert names(page) == ["09:00 Office visit", "10:00 Office visit"]
