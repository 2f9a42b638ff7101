"""A change of one of a series: for which it is meant is asked, and what collides is decided."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.models.appointment import Appointment
from db.operations.calendar.book_series import book_series
from db.rules.codes import AppointmentKind
from db.rules.recurrence import Every, Repeats
from tests.db.calendar.made import booked, form, leave
from tests.db.calendar.repeated import TUESDAYS
from tests.ui.calendar.desk import Desk, a_findable_client, fill, labels, names
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.appointment.changing_series import SettleDialog
from ui.dialogs.appointment.deciding import How
from ui.dialogs.appointment.repeat_form import RepeatDialog
from ui.dialogs.appointment.which import WhichDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
DOWN = (Qt.Key.Key_Down, CONTROL)


def a_series(desk: Desk, **taken: object) -> list[Appointment]:
    desk.bench.write(book_series, form(desk.bench, **taken), TUESDAYS)
    return in_order(desk)


def in_order(desk: Desk) -> list[Appointment]:
    desk.bench.session.expire_all()
    rows = desk.bench.session.query(Appointment).filter(Appointment.series_id.is_not(None))
    return rows.order_by(Appointment.starts_at).all()


def clocks(desk: Desk) -> list[str]:
    zone = desk.bench.zone
    return [f"{datetime.fromtimestamp(row.starts_at, zone):%d %H:%M}" for row in in_order(desk)]


def choose(dialog: WhichDialog, words: str) -> None:
    """Press the verb that begins so, by its key."""
    (button,) = [
        one
        for one in dialog.findChildren(QPushButton)
        if one.text().replace("&", "").startswith(words)
    ]
    button.setFocus()
    button.click()


def test_a_saved_change_is_meant_for_this_one_for_the_following_or_for_all(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    rows = a_series(desk, workers=(mei.id,))
    opened = desk.edited(rows[2].id)
    assert "Every Tuesday, 5 left, until March 31, 2026" in labels(opened)
    fill(opened, starts_at="10:00")
    opened.save_button.click()
    asked = desk.front(WhichDialog)
    assert [one.text().replace("&", "") for one in asked.findChildren(QPushButton)] == [
        "Change this one only",
        "Change this and following (3)",
        "Change all ahead (5)",
        "Cancel",
    ]
    desk.qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert opened.isVisible() and opened.save_button.isEnabled(), "nothing is saved yet"
    opened.save_button.click()
    choose(desk.front(WhichDialog), "Change this and following")
    assert not opened.isVisible()
    assert desk.said == ["Changed: 3 appointments"]
    assert clocks(desk) == ["03 09:00", "10 09:00", "17 10:00", "24 10:00", "31 10:00"]
    desk.undo.pop()()
    assert clocks(desk) == ["03 09:00", "10 09:00", "17 09:00", "24 09:00", "31 09:00"]
    assert desk.said[-1] == "Undone: Changed: 3 appointments"

    opened = desk.edited(rows[4].id)
    fill(opened, subject="The last one")
    opened.save_button.click()
    asked = desk.front(WhichDialog)
    desk.qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)  # this one only
    assert [row.subject for row in in_order(desk)] == ["", "", "", "", "The last one"]


def test_a_move_in_the_grid_asks_on_the_drop_and_what_collides_is_decided(desk: Desk) -> None:
    bench, mei, ben = desk.bench, desk.bench.worker("Mei"), desk.bench.worker("Ben")
    ada = a_findable_client(bench)
    rows = a_series(desk, workers=(mei.id,), client_id=ada.id)
    booked(bench, "10:15", "11:15", day=10, workers=(mei.id,))
    leave(bench, mei.id, "10:00", "17:00", day=17)
    booked(bench, "15:00", "16:00", day=24, client_id=ada.id, reason="Twice")
    page = desk.page()
    page.view.select_appointment(rows[0].id)
    desk.press(page, DOWN, DOWN, Qt.Key.Key_Return)
    desk.qtbot.keyClick(desk.front(WhichDialog), Qt.Key.Key_Escape)
    assert page.view.ghost is None and clocks(desk)[0] == "03 09:00"
    desk.press(page, DOWN, DOWN, Qt.Key.Key_Return)
    choose(desk.front(WhichDialog), "Change all ahead")
    settle = desk.front(SettleDialog)
    panel = settle.panel
    assert panel.state.text() == "3 of 5 collide. 3 are left as they are, 2 are changed."
    panel.best.click()
    assert [line.split("\n")[0].replace("\u00a0", " ") for line in panel.lines()] == [
        "Tue, Mar 10: shifted to 9:00 AM",
        "Tue, Mar 17: shifted to 9:00 AM",
        "Tue, Mar 24: shifted to Wed, Mar 25, 9:30 AM",
    ]
    assert panel.state.text() == "3 of 5 collide."
    panel.list.setCurrentRow(1)
    desk.qtbot.keyClick(panel.list, Qt.Key.Key_Right)
    assert panel.lines()[1].startswith("Tue, Mar 17: Ana instead")
    panel.decide(date(2026, 3, 24), How.ANYWAY)
    settle.save.click()
    assert settle.isVisible(), "the reason is missing"
    panel.reason.setText("She asked for it")
    desk.qtbot.keyClick(settle, Qt.Key.Key_Return)
    assert not settle.isVisible() and page.view.ghost is None
    assert clocks(desk) == ["03 09:30", "10 09:00", "17 09:30", "24 09:30", "31 09:30"]
    after = in_order(desk)
    assert bench.user.id in {one.resource_id for one in after[2].taken}
    assert mei.id not in {one.resource_id for one in after[2].taken} and ben.id
    assert after[3].override_reason == "She asked for it"
    desk.undo.pop()()
    assert clocks(desk) == ["03 09:00", "10 09:00", "17 09:00", "24 09:00", "31 09:00"]


def test_what_was_decided_of_a_move_in_the_grid_outlives_a_crash(desk: Desk) -> None:
    bench, mei = desk.bench, desk.bench.worker("Mei")
    rows = a_series(desk, workers=(mei.id,))
    booked(bench, "10:15", "11:15", day=10, workers=(mei.id,))
    leave(bench, mei.id, "8:00", "17:00", day=17)
    page = desk.page()
    page.view.select_appointment(rows[0].id)
    desk.press(page, DOWN, DOWN, Qt.Key.Key_Return)
    choose(desk.front(WhichDialog), "Change all ahead")
    settle = desk.front(SettleDialog)
    assert settle.drafts() == (), "two keys make it again"
    settle.panel.best.click()
    settle.panel.decide(date(2026, 3, 17), How.ANYWAY)
    settle.panel.reason.setText("She asked for it")
    decided = settle.panel.lines()
    (draft,) = settle.drafts()
    assert json.loads(json.dumps(dict(draft.data))) == draft.data
    assert draft.title == "Appointment, Tue, Mar 3"
    settle.reject()
    assert clocks(desk)[0] == "03 09:00"

    again = AppointmentDialog.go_on(desk.context, draft)
    again.open()
    assert again.drafts()[0].data["starts_at"], "it is kept on"
    again.save_button.click()
    choose(desk.front(WhichDialog), "Change all ahead")
    settle = desk.front(SettleDialog)
    assert settle.panel.lines() == decided
    assert settle.panel.reason.value() == "She asked for it"
    settle.save.click()
    assert clocks(desk) == ["03 09:30", "10 09:00", "17 09:30", "24 09:30", "31 09:30"]


def test_what_was_decided_of_a_move_is_no_draft_any_more_once_it_is_done(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    rows = a_series(desk, workers=(mei.id,))
    booked(desk.bench, "10:15", "11:15", day=10, workers=(mei.id,))
    page = desk.page()
    page.view.select_appointment(rows[0].id)
    desk.press(page, DOWN, DOWN, Qt.Key.Key_Return)
    choose(desk.front(WhichDialog), "Change all ahead")
    settle = desk.front(SettleDialog)
    settle.panel.best.click()
    for draft in settle.drafts():
        desk.context.drafts.save(draft)
    settle.save.click()
    found: list[object] = []
    desk.context.drafts.load(found.extend)
    assert found == [] and settle.drafts() == ()


def test_what_was_decided_of_a_new_series_is_kept_in_its_draft(desk: Desk) -> None:
    bench, mei = desk.bench, desk.bench.worker("Mei")
    booked(bench, "9:00", "10:00", day=10, workers=(mei.id,))
    leave(bench, mei.id, "8:00", "17:00", day=17)
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="9:00")
    dialog.repeating.choose(Repeats(every=Every.WEEK, weekdays=frozenset({1}), times=3))
    dialog.repeating.panel.best.click()
    decided = dialog.repeating.panel.lines()
    assert "shifted to" in decided[0] and "instead" in decided[1]
    (draft,) = dialog.drafts()
    again = AppointmentDialog.go_on(desk.context, draft)
    again.check_now()
    assert again.repeating.panel.lines() == decided
    again.save_button.click()
    assert desk.said == ["Booked: 3 appointments"]
    assert clocks(desk) == ["03 09:00", "10 10:00", "17 09:00"]
    desk.undo.pop()()
    assert {row.status.value for row in in_order(desk)} == {"cancelled_by_office"}
    assert desk.said[-1] == "Undone: Booked: 3 appointments"


def test_what_is_typed_into_one_of_a_series_and_gone_on_with_later_is_asked_about_as_well(
    desk: Desk,
) -> None:
    rows = a_series(desk, workers=(desk.bench.worker("Mei").id,))
    opened = desk.edited(rows[0].id)
    fill(opened, subject="Skills")
    (draft,) = opened.drafts()
    opened.fields.mark_clean()
    opened.reject()
    again = AppointmentDialog.go_on(desk.context, draft)
    again.open()
    again.save_button.click()
    choose(desk.front(WhichDialog), "Change all ahead")
    assert {row.subject for row in in_order(desk)} == {"Skills"}
    assert rows[0].ends_at - rows[0].starts_at == timedelta(hours=1).total_seconds()


def test_how_it_repeats_is_changed_from_a_day_on_and_shown_before(desk: Desk) -> None:
    rows = a_series(desk, workers=(desk.bench.worker("Mei").id,))
    opened = desk.edited(rows[1].id)
    opened.fields.repeat.button.click()
    asked = desk.front(RepeatDialog)
    assert asked.form.value("times") == Decimal(4)
    asked.form.field("weekdays").control.set_value((1, 3))
    asked.form.edited.emit()
    asked.form.field("out").control.setText("3/12/2026")
    desk.qtbot.keyClick(asked.form.field("out").control, Qt.Key.Key_Return)
    assert asked.isVisible(), "Enter leaves the day out, and repeats nothing yet"
    assert asked.days.value() == tuple(date(2026, 3, day) for day in (10, 17, 19))
    desk.qtbot.keyClick(asked, Qt.Key.Key_Return)
    settle = desk.front(SettleDialog)
    assert "2 stay as they are, 1 is added, 2 are cancelled." in labels(settle)
    assert not settle.panel.isVisible()
    settle.save.click()
    assert not opened.isVisible() and desk.said == ["Changed: 3 appointments"]
    desk.undo.pop()()
    expected = [row.status.value for row in in_order(desk)]
    assert expected.count("confirmed") == 5 and len(expected) == 6


def test_one_of_a_series_says_so_in_the_grid_and_a_hearing_is_not_repeated(desk: Desk) -> None:
    ada = a_findable_client(desk.bench)
    a_series(desk, client_id=ada.id, workers=(desk.bench.user.id,))
    booked(desk.bench, "14:00", "15:00", workers=(desk.bench.user.id,))
    page = desk.page()
    assert names(page) == ["09:00 Office visit Ada Lovelace, repeats", "14:00 Office visit"]
    assert "one of a series" in page.model.entry(0).description
    dialog = desk.new(Prefill(kind=AppointmentKind.HEARING))
    line = dialog.fields.repeat
    assert not line.button.isVisible()
    assert line.words.text() == "A hearing does not repeat: the court sets each one."
    fill(dialog, kind=AppointmentKind.OFFICE_VISIT)
    assert line.button.isVisible() and line.words.text() == ""
