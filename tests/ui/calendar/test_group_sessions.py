"""A session of a group in the calendar: how it is called, and what leads on from it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from db.operations.groups.save import save_group
from db.queries.groups.group_form import GroupForm
from db.rules.codes import AppointmentKind
from db.rules.ids import new_id
from tests.db.calendar.made import booked
from tests.ui.calendar.desk import Desk, fill
from tests.ui.groups_office import a_session
from ui.dialogs.groups.attendance import AttendanceDialog
from ui.dialogs.groups.notes import GroupNotesDialog

ATTENDANCE, NOTES = "Attendance of the group…", "Notes of the session…"


def test_a_session_says_its_group_and_leads_to_attendance_and_notes(desk: Desk) -> None:
    group = GroupForm(id=new_id(), name="Parents", leader_id=desk.bench.user.id, capacity=8)
    desk.bench.write(save_group, group)
    session = a_session(desk.bench, group.id, desk.bench.now + timedelta(hours=1))
    visit = booked(desk.bench, "13:00", "14:00", day=2, workers=(desk.bench.user.id,))
    page = desk.page(date(2026, 3, 2))
    page.view.select_appointment(session)
    entry = page.view.current_entry()
    assert entry is not None
    assert entry.name == "11:00 Group session Parents (0 of 8)"
    assert (entry.who, entry.what) == ("Parents", "Group session, 0 of 8")
    assert {ATTENDANCE, NOTES} <= {one.text() for one in page.steps.menu().actions()}
    for key, kind in ((Qt.Key.Key_R, AttendanceDialog), (Qt.Key.Key_W, GroupNotesDialog)):
        desk.press(page, key)
        (dialog,) = desk.dialogs()
        assert isinstance(dialog, kind)
        dialog.reject()
    page.view.select_appointment(visit)
    assert not {ATTENDANCE, NOTES} & {one.text() for one in page.steps.menu().actions()}
    desk.press(page, Qt.Key.Key_R)
    assert page.words.text() == "This appointment is no session of a group."


def test_a_session_needs_its_group_which_brings_leader_and_room_along(desk: Desk) -> None:
    mei, room = desk.bench.worker("Mei"), desk.bench.room("Room 2")
    group = GroupForm(id=new_id(), name="Parents", leader_id=mei.id, room_id=room.id, capacity=8)
    desk.bench.write(save_group, group)
    dialog = desk.new()
    assert dialog.fields.field("group").isHidden()
    fill(dialog, kind=AppointmentKind.GROUP, day="3/3", starts_at="9")
    assert dialog.fields.field("client").isHidden()
    dialog.save_button.click()
    assert dialog.fields.field("group").error.text()
    fill(dialog, group=group.id)
    form = dialog.form()
    assert form is not None
    assert (form.workers, form.room_id) == ((mei.id,), room.id)
    dialog.save_button.click()
    assert not desk.dialogs() and "Booked" in desk.said[0]
