"""The appointment form: what stands against it is said while it is filled."""

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from db.models.appointment import Appointment
from db.models.audit import AuditEvent
from db.models.client import Client
from db.models.court import Hearing
from db.operations.calendar.book import change
from db.queries.calendar.opened import open_appointment
from db.rules.codes import AppointmentKind, AppointmentStatus, HearingKind, Role
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked, form, leave
from tests.db.cases.made import a_case, a_client
from tests.ui.calendar.desk import THE_TUESDAY, Desk, a_findable_client, fill, labels
from tests.ui.calendar.desk import desk as a_desk
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.shell import Dialog
from ui.dialogs.stale import StaleDialog

NOT_AT_WORK = (
    "Mei does not work at that time, but on 3/3/2026 from 8:30\u00a0AM to 5:00\u00a0PM. "
    "Choose a time within these hours."
)


def appointments(bench: Bench) -> list[Appointment]:
    return bench.session.query(Appointment).order_by(Appointment.created_at).all()


def test_an_appointment_is_booked_with_all_that_was_chosen(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Blue Room")
    client = a_findable_client(desk.bench)
    told: list[object] = []
    dialog = desk.new(Prefill(kind=AppointmentKind.INTAKE), saved=lambda *saved: told.append(saved))
    fill(dialog, client="lovel", day="3/3", starts_at="9", workers=[mei.id], room=room.id)
    fill(dialog, subject="First talk", ends_at="1:30")
    assert dialog.findings.sentences() == []
    dialog.save_button.click()
    found = desk.bench.read(open_appointment, appointments(desk.bench)[0].id).form
    assert found.kind is AppointmentKind.INTAKE
    assert (found.client_id, found.workers, found.room_id) == (client.id, (mei.id,), room.id)
    assert found.starts_at == at(desk.bench, "9:00") and found.ends_at == at(desk.bench, "10:30")
    assert found.subject == "First talk"
    assert told == [(found.id, THE_TUESDAY)]
    assert "Tue, Mar 3" in desk.said[0]
    assert not desk.dialogs()


def test_the_day_is_echoed_in_words(desk: Desk) -> None:
    dialog = desk.new()
    fill(dialog, day="fri")
    assert "Friday, March 6" in dialog.fields.field("day").below.text()


def test_a_collision_is_said_while_it_is_typed_and_refuses_when_booked(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    booked(desk.bench, workers=(mei.id,), kind=AppointmentKind.MEETING)
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="9:30")
    assert dialog.findings.sentences() == [
        "Mei is already booked on 3/3/2026 from 9:00\u00a0AM to 10:00\u00a0AM (Meeting). "
        "Choose a time from 10:00\u00a0AM on, or another worker."
    ]
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "already booked" in dialog.fields.field("workers").error.text()
    assert len(appointments(desk.bench)) == 1
    fill(dialog, starts_at="10:00")
    assert dialog.findings.sentences() == []
    assert not dialog.fields.field("workers").error.text(), "it was said of another time"
    dialog.save_button.click()
    assert len(appointments(desk.bench)) == 2


def test_a_time_that_was_taken_after_the_check_is_refused_with_its_sentence(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="9:00")
    assert dialog.findings.sentences() == []
    booked(desk.bench, workers=(mei.id,))
    dialog.save_button.click()
    assert "Mei is already booked" in dialog.fields.field("workers").error.text()
    assert "Mei is already booked" in dialog.findings.sentences()[0]
    assert len(appointments(desk.bench)) == 1


def test_a_soft_conflict_wants_a_reason_which_is_kept_and_audited(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="18:00")
    assert dialog.findings.sentences() == [NOT_AT_WORK]
    assert dialog.findings.form.isVisible()
    dialog.save_button.click()
    assert dialog.isVisible() and appointments(desk.bench) == []
    assert "needed" in dialog.findings.form.field("reason").error.text()
    dialog.findings.reason.setText("The family works by day")
    dialog.save_button.click()
    (kept,) = appointments(desk.bench)
    assert kept.override_reason == "The family works by day"
    event = desk.bench.session.query(AuditEvent).filter_by(action="appointment.booked").one()
    assert "outside_hours" in str(event.details)


def test_what_weighs_how_much_is_said_in_words(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    leave(desk.bench, mei.id, "8:00", "17:00")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="16:30")
    words = labels(dialog.findings)
    assert "Not possible" in words and "Needs a reason" in words
    assert dialog.findings.sentences()[0].startswith("Mei is away on 3/3/2026")


def test_next_free_offers_ten_times_that_suit_all_and_one_fills_the_form(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Blue Room")
    ada = a_client(desk.bench)
    booked(desk.bench, "8:30", "12:00", workers=(mei.id,))
    booked(desk.bench, "12:00", "14:00", room_id=room.id)
    booked(desk.bench, "14:00", "15:00", client_id=ada.id, kind=AppointmentKind.OUTSIDE)
    dialog = desk.new(Prefill(worker_id=mei.id, room_id=room.id, client_id=ada.id))
    fill(dialog, day="3/3", starts_at="9:00")
    dialog.free.button.click()
    offered = dialog.free.slots_shown()
    assert len(offered) == 10
    assert offered[0].starts_at == at(desk.bench, "15:00")
    desk.qtbot.keyClick(dialog.free.list, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in the list must not book"
    assert dialog.fields.value("starts_at") == time(15, 0)
    assert dialog.fields.value("day") == THE_TUESDAY
    desk.qtbot.keyClick(dialog.free.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    needed = dialog.findings.form.field("reason").error.text()
    assert needed, "Ctrl+Enter books from the list as well, and asks why she comes twice that day"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_safe_contact_marks_stand_beside_the_client(desk: Desk) -> None:
    ada = a_findable_client(desk.bench)
    desk.bench.session.get_one(Client, ada.id).do_not_confirm = True
    desk.bench.session.commit()
    dialog = desk.new()
    fill(dialog, client="lovel")
    assert "Do not confirm" in dialog.fields.marks.text()
    assert dialog.fields.marks.isVisible()
    control = dialog.fields.client
    desk.qtbot.keyClick(control, Qt.Key.Key_End)
    desk.qtbot.keyClick(control, Qt.Key.Key_Backspace)
    assert dialog.fields.value("client") is None
    assert not dialog.fields.marks.isVisible()


def test_a_name_that_was_typed_but_not_chosen_is_not_booked(desk: Desk) -> None:
    a_findable_client(desk.bench)
    dialog = desk.new()
    dialog.fields.client.setText("Ada")
    dialog.save_button.click()
    assert "Choose a client" in dialog.fields.field("client").error.text()
    assert appointments(desk.bench) == []


def test_an_outside_commitment_takes_no_worker_of_ours(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    ada = a_client(desk.bench)
    dialog = desk.new(Prefill(worker_id=mei.id, client_id=ada.id))
    fill(dialog, day="3/3", starts_at="9:00", kind=AppointmentKind.OUTSIDE)
    assert not dialog.fields.field("workers").isVisible()
    dialog.save_button.click()
    (kept,) = appointments(desk.bench)
    assert [row.resource_id for row in kept.taken] == [ada.id]


def test_a_hearing_is_put_into_the_case_file_with_its_court(desk: Desk) -> None:
    ada = a_client(desk.bench)
    case_id = a_case(desk.bench, ada, desk.bench.user.id)
    dialog = desk.new(Prefill(kind=AppointmentKind.HEARING, client_id=ada.id))
    assert dialog.fields.value("case") == case_id, "the only case is the one that is meant"
    fill(dialog, day="3/3", starts_at="9:00", hearing_kind=HearingKind.REVIEW, court="Family Court")
    dialog.save_button.click()
    found = desk.bench.read(open_appointment, appointments(desk.bench)[0].id).form
    assert found.hearing is not None
    assert (found.hearing.kind, found.hearing.court) == (HearingKind.REVIEW, "Family Court")


def test_reception_is_asked_for_no_case(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    ada = a_client(bench)
    a_case(bench, ada, bench.user.id)
    desk = a_desk(bench.as_role(Role.RECEPTIONIST, "rita"), tmp_path, qtbot)
    dialog = desk.new(Prefill(kind=AppointmentKind.HEARING, client_id=ada.id))
    assert not dialog.fields.field("case").isVisible()
    assert not dialog.fields.field("hearing_kind").isVisible()


def test_a_caseworker_books_for_themselves_if_nothing_else_is_said(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mei = bench.worker("Mei")
    desk = a_desk(bench.as_role(Role.CASEWORKER, "mei"), tmp_path, qtbot)
    assert desk.new().fields.value("workers") == (mei.id,)


def test_leaving_asks_about_what_was_typed(desk: Desk) -> None:
    dialog = desk.new()
    dialog.reject()
    assert not desk.dialogs()
    dialog = desk.new()
    fill(dialog, subject="Team")
    dialog.reject()
    assert dialog.isVisible()
    asked = [one for one in desk.dialogs() if one is not dialog]
    assert [one.windowTitle() for one in asked] == ["Unsaved changes"]


def test_a_draft_brings_everything_back(desk: Desk) -> None:
    mei, ada = desk.bench.worker("Mei"), a_findable_client(desk.bench)
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, client="lovel", day="3/3", starts_at="18", subject="School")
    dialog.findings.reason.setText("By day she works")
    (draft,) = dialog.drafts()
    assert "Ada" not in draft.title
    dialog.fields.mark_clean()
    dialog.reject()
    again = AppointmentDialog.go_on(desk.context, draft)
    again.open()
    assert again.fields.value("client") == ada.id
    assert again.fields.value("workers") == (mei.id,)
    assert again.fields.value("subject") == "School"
    assert again.findings.sentences() == [NOT_AT_WORK]
    assert again.drafts() and again.drafts()[0].record_id == draft.record_id
    again.save_button.click()
    (kept,) = appointments(desk.bench)
    assert kept.id == draft.record_id and kept.override_reason == "By day she works"
    left: list[object] = []
    desk.context.drafts.load(left.extend)
    assert left == []


def test_a_colleagues_change_to_another_field_is_kept_beside_mine(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    record_id = booked(desk.bench, workers=(mei.id,), subject="Team")
    dialog = desk.edited(record_id)
    theirs = form(
        desk.bench, id=record_id, version=1, workers=(mei.id,), subject="Team", place="Hall"
    )
    desk.bench.write(change, theirs)
    fill(dialog, subject="Team and guests")
    assert dialog.fields.value("place") == ""
    dialog.save_button.click()
    kept = desk.bench.session.get_one(Appointment, record_id)
    assert (kept.subject, kept.place) == ("Team and guests", "Hall")


def test_what_both_changed_is_asked_field_by_field(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,), subject="Team")
    dialog = desk.edited(record_id)
    theirs = form(
        desk.bench, id=record_id, version=1, workers=(desk.bench.user.id,), subject="All staff"
    )
    desk.bench.write(change, theirs)
    fill(dialog, subject="Team and guests")
    dialog.save_button.click()
    asked = desk.front(StaleDialog)
    choices = asked.findChildren(QRadioButton)
    assert [choice.accessibleName() for choice in choices] == [
        "Subject, Yours: Team and guests",
        "Subject, Theirs: All staff",
    ]
    choices[1].click()
    asked._save()
    assert desk.bench.session.get_one(Appointment, record_id).subject == "All staff"


def test_what_is_over_can_be_looked_at_and_says_why_it_stays(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,))
    desk.bench.session.get_one(Appointment, record_id).status = AppointmentStatus.COMPLETED
    desk.bench.session.commit()
    dialog = desk.edited(record_id)
    assert not dialog.fields.isEnabled()
    assert not hasattr(dialog, "save_button")
    words = labels(dialog)
    assert "does not take place any more (Completed)" in words
    dialog.reject()
    assert not desk.dialogs()


def test_a_worker_who_has_left_still_stands_in_what_was_booked(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    record_id = booked(desk.bench, workers=(mei.id,))
    mei.active = False
    desk.bench.session.merge(mei)
    desk.bench.session.commit()
    dialog = desk.edited(record_id)
    assert dialog.fields.value("workers") == (mei.id,)
    fill(dialog, subject="Still on")
    dialog.save_button.click()
    found = desk.bench.read(open_appointment, record_id).form
    assert found.workers == (mei.id,)


def test_no_title_of_a_window_says_a_clients_name(desk: Desk) -> None:
    ada = a_client(desk.bench)
    dialog: Dialog = desk.new(Prefill(client_id=ada.id))
    assert "Ada" not in dialog.windowTitle()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_of_clients_can_be_chosen_from_without_being_scolded(desk: Desk) -> None:
    ada = a_findable_client(desk.bench)
    dialog = desk.new()
    dialog.activateWindow()
    control = dialog.fields.client
    control.setFocus()
    desk.qtbot.waitUntil(control.hasFocus)
    desk.qtbot.keyClicks(control, "lov")
    control.search_now()
    assert dialog.fields.field("client").error.text() == "", "the list has only opened"
    desk.qtbot.keyClick(control, Qt.Key.Key_Return)
    assert dialog.isVisible() and control.value() == ada.id
    assert control.text() == "Ada Lovelace"


def test_an_empty_form_is_told_what_is_missing_and_not_that_it_is_wrong(desk: Desk) -> None:
    dialog = desk.new()
    assert dialog.findings.sentences() == []
    assert dialog.findings.state.text() == "Choose a worker, a client or a room."
    dialog.save_button.click()
    assert "Choose a worker" in dialog.fields.field("workers").error.text()


def test_what_is_refused_is_scrolled_into_sight(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    booked(desk.bench, workers=(mei.id,))
    dialog = desk.new(Prefill(worker_id=mei.id))
    dialog.resize(dialog.width(), 360)
    fill(dialog, day="3/3", starts_at="9:00")
    dialog.save_button.click()
    error = dialog.fields.field("workers").error
    assert "Mei is already booked" in error.text()
    assert not error.visibleRegion().isEmpty()


def test_no_reason_is_asked_for_what_is_not_possible_anyway(desk: Desk) -> None:
    mei = desk.bench.worker("Mei")
    leave(desk.bench, mei.id, "8:00", "20:00")
    dialog = desk.new(Prefill(worker_id=mei.id))
    fill(dialog, day="3/3", starts_at="18:00")
    assert len(dialog.findings.sentences()) == 2
    assert not dialog.findings.form.isVisible()


def test_a_draft_of_a_hearing_that_is_booked_changes_it_and_adds_no_second_one(desk: Desk) -> None:
    ada = a_client(desk.bench)
    a_case(desk.bench, ada, desk.bench.user.id)
    dialog = desk.new(Prefill(kind=AppointmentKind.HEARING, client_id=ada.id))
    fill(dialog, day="3/3", starts_at="9:00", hearing_kind=HearingKind.REVIEW, court="Family Court")
    dialog.save_button.click()
    (kept,) = appointments(desk.bench)
    dialog = desk.edited(kept.id)
    fill(dialog, court="Probate Court")
    (draft,) = dialog.drafts()
    dialog.fields.mark_clean()
    dialog.reject()
    again = AppointmentDialog.go_on(desk.context, draft)
    again.open()
    assert again.windowTitle() == "Appointment"
    assert again.save_button.text().replace("&", "") == "Save"
    again.save_button.click()
    assert [one.court for one in desk.bench.session.query(Hearing)] == ["Probate Court"]


def test_a_stale_draft_asks_about_all_that_differs(desk: Desk) -> None:
    record_id = booked(desk.bench, workers=(desk.bench.user.id,), subject="Team")
    dialog = desk.edited(record_id)
    fill(dialog, subject="Team and guests")
    (draft,) = dialog.drafts()
    dialog.fields.mark_clean()
    dialog.reject()
    theirs = form(
        desk.bench, id=record_id, version=1, workers=(desk.bench.user.id,), subject="Staff"
    )
    desk.bench.write(change, theirs)
    again = AppointmentDialog.go_on(desk.context, draft)
    again.open()
    again.save_button.click()
    asked = desk.front(StaleDialog)
    names = [choice.accessibleName() for choice in asked.findChildren(QRadioButton)]
    assert names == ["Subject, Yours: Team and guests", "Subject, Theirs: Staff"]
