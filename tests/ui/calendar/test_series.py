"""An appointment that repeats: what collides is said while it is typed, and decided one by one."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.models.appointment import Appointment
from db.queries.calendar.series_ahead import Which
from db.rules.codes import AppointmentStatus
from db.rules.recurrence import Every, Repeats
from tests.db.calendar.made import booked, leave
from tests.ui.calendar.desk import Desk, a_findable_client, fill, labels
from ui.dialogs.appointment import AppointmentDialog, CancelDialog, Prefill
from ui.dialogs.appointment.repeat_form import RepeatDialog


def test_a_series_is_booked_but_for_what_collides_opened_and_cancelled(desk: Desk) -> None:
    bench, mei = desk.bench, desk.bench.worker("Mei")
    ada = a_findable_client(bench)
    booked(bench, "9:30", "10:30", day=10, workers=(mei.id,))
    booked(bench, "14:00", "15:00", day=17, client_id=ada.id)
    leave(bench, mei.id, "8:00", "17:00", day=24)
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, client="lovel", day="3/3", starts_at="9:00")
    dialog.fields.repeat.button.click()
    asked = desk.front(RepeatDialog)
    assert asked.form.value("weekdays") == (1,), "the day that the appointment has"
    asked.form.set_values({"ends": "times", "times": Decimal(5)})
    asked.form.edited.emit()
    assert "Every Tuesday until March 31, 2026: 5 appointments" in labels(asked)
    letters = [
        label.text().split("&")[1][0].casefold()
        for label in asked.findChildren(QLabel)
        if label.buddy() is not None and label.isVisible() and "&" in label.text()
    ]
    assert letters and len(letters) == len(set(letters))
    desk.qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert "5 appointments" in dialog.fields.repeat.words.text()

    panel = dialog.repeating.panel
    assert panel.isVisible() and not dialog.findings.isVisible()
    assert panel.state.text() == "3 of 5 collide. 3 are left out, 2 are booked."
    assert [line.split("\n")[0] for line in panel.lines()] == [
        "Tue, Mar 10: left out",
        "Tue, Mar 17: left out",
        "Tue, Mar 24: left out",
    ]
    panel.list.setCurrentRow(1)
    desk.qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert panel.lines()[1].startswith("Tue, Mar 17: booked all the same")
    assert panel.state.text() == "3 of 5 collide. 2 are left out, 3 are booked."
    (draft,) = dialog.drafts()
    dialog.save_button.click()
    assert dialog.isVisible() and dialog.save_button.isEnabled(), "the reason is missing"
    panel.reason.setText("She comes by bus")
    dialog.save_button.click()
    assert desk.said == ["Booked: 3 appointments"]
    rows = bench.session.query(Appointment).filter(Appointment.series_id.is_not(None)).all()
    assert len(rows) == 3
    again = AppointmentDialog.go_on(desk.context, draft)
    assert "5 appointments" in again.fields.repeat.words.text()

    opened = desk.edited(min(rows, key=lambda row: row.starts_at).id)
    assert "Every Tuesday, 3 left, until March 31, 2026" in labels(opened)
    assert opened.fields.repeat.button.text().replace("&", "") == "Change how it repeats…"
    opened.reject()

    page = desk.page(date(2026, 3, 17))
    page.view.select_appointment(sorted(rows, key=lambda row: row.starts_at)[1].id)
    desk.press(page, Qt.Key.Key_Delete)
    cancelling = desk.front(CancelDialog)
    assert cancelling.form.value("which") is Which.THIS
    cancelling.form.set_values(
        {"by": AppointmentStatus.CANCELLED_BY_CLIENT, "which": Which.FOLLOWING}
    )
    desk.qtbot.keyClick(cancelling, Qt.Key.Key_Return)
    assert desk.said[-1] == "Cancelled: 2 appointments"
    bench.session.expire_all()
    assert sorted(row.status.value for row in rows) == [
        "cancelled_by_client",
        "cancelled_by_client",
        "confirmed",
    ]


def test_what_is_typed_and_booked_at_once_is_checked_and_left_out_by_nobody_unseen(
    desk: Desk,
) -> None:
    bench, mei = desk.bench, desk.bench.worker("Mei")
    booked(bench, "9:30", "10:30", day=10, workers=(mei.id,))
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="11:00")
    dialog.repeating.choose(Repeats(every=Every.WEEK, weekdays=frozenset({1}), times=3))
    assert dialog.repeating.panel.state.text() == "Nothing: all of its times are free."
    dialog.fields.field("starts_at").control.setText("9:00")
    dialog.save_button.click()
    assert dialog.isVisible() and "1 of 3 collides" in dialog.repeating.panel.state.text()
    fill(dialog, starts_at="11:00")
    dialog.save_button.click()
    assert desk.said == ["Booked: 3 appointments"]
