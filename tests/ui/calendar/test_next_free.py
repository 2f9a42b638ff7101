"""Beside the appointment form: the best times for all, with their reasons, or why there is none."""

from datetime import time

import pytest
from PySide6.QtCore import Qt

from db.models.staff import Staff
from tests.db.calendar.made import at, booked, leave
from tests.db.cases.made import a_client
from tests.ui.calendar.desk import Desk, fill
from ui.dialogs.appointment import Prefill
from ui.dialogs.appointment.wishes import Who


def said(desk_dialog: object, row: int = 0) -> str:
    model = desk_dialog.free.list.model()  # type: ignore[attr-defined]
    words: str = model.index(row, 0).data()
    return words


def test_wished_days_and_times_come_first_with_their_reasons(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="9:00")
    dialog.free.wish_button.click()
    assert dialog.free.wishes.days[0].hasFocus() or not dialog.isActiveWindow()
    desk.qtbot.keyClick(dialog.free.wishes.days[3], Qt.Key.Key_Space)
    dialog.free.wishes.form.field("earliest").control.setText("2 pm")
    dialog.free.wishes.form.field("latest").control.setText("4 pm")
    dialog.free.button.click()
    first = dialog.free.slots_shown()[0]
    assert first.starts_at == at(desk.bench, "14:00", 5)
    assert said(dialog).splitlines() == [
        "Thu, Mar 5, 2:00\u00a0PM to 3:00\u00a0PM", "As wished. Mei has nothing else that day.",
    ]  # fmt: skip
    dialog.free.wishes.form.field("latest").control.setText("4 elephants")
    dialog.free.button.click()
    assert dialog.free.wishes.form.field("latest").error.text()


def test_anyone_of_a_team_and_any_room_go_into_the_form_with_the_time(desk: Desk) -> None:
    bench = desk.bench
    mei, ben, room = bench.worker("Mei"), bench.worker("Ben"), bench.room("Blue Room")
    bench.room("Red Room")
    for one in (mei, ben):
        bench.session.get_one(Staff, one.id).team = "Intake"
    bench.session.commit()
    booked(bench, "8:30", "16:00", workers=(mei.id,))
    dialog = desk.new()
    fill(dialog, day="3/3", starts_at="9:00", workers=[])
    who = dialog.free.wishes.who
    words = [who.itemText(n) for n in range(who.count())]
    assert words[2:] == ["Anyone of Intake", "Anybody at all"]
    who.setCurrentIndex(2)
    dialog.free.wishes.any_room.click()
    dialog.free.button.click()
    assert "Ben is free. Blue Room is free." in said(dialog)
    desk.qtbot.keyClick(dialog.free.list, Qt.Key.Key_Return)
    assert dialog.fields.value("workers") == (ben.id,)
    assert dialog.fields.value("room") == room.id
    assert dialog.fields.value("starts_at") == time(9, 0)
    assert dialog.findings.sentences() == []


def test_one_of_those_who_are_chosen_is_left_in_the_form(desk: Desk) -> None:
    mei, ben = desk.bench.worker("Mei"), desk.bench.worker("Ben")
    booked(desk.bench, "8:30", "12:00", workers=(mei.id,))
    dialog = desk.new()
    fill(dialog, day="3/3", starts_at="9:00", workers=[mei.id, ben.id])
    dialog.free.wishes.who.setCurrentIndex(1)
    assert dialog.free.wishes.who.value() is Who.ONE
    dialog.free.button.click()
    assert dialog.free.slots_shown()[0].starts_at == at(desk.bench, "9:00")
    desk.qtbot.keyClick(dialog.free.list, Qt.Key.Key_Return)
    assert dialog.fields.value("workers") == (ben.id,)
    dialog.free.button.click()
    assert len(dialog.free.slots_shown()) == 10, "of one who is left there is no choice any more"


def test_who_stands_in_the_way_of_all_times_is_said(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    leave(desk.bench, mei.id, "0:00", "23:00")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="9:00", ends_at="10:00")
    dialog.free.button.click()
    assert dialog.free.list.isHidden()
    assert dialog.free.state.text().splitlines() == [
        "Nothing is free for all of them within 365 days.", "Mei is never free so long.",
    ]  # fmt: skip


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_what_is_on_file_for_contact_stands_beside_the_wishes(desk: Desk) -> None:
    ada = a_client(desk.bench)
    ada.contact_advice = "Mornings only, he is at work then"
    desk.bench.session.commit()
    dialog = desk.new(Prefill(client_id=ada.id))
    dialog.free.wish_button.click()
    assert "not for appointments" in dialog.free.wishes.advice.text()
    assert "Mornings only" in dialog.free.wishes.advice.text()
