"""The groups, and the roster and sessions of the one in front."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from db.operations.groups.members import leave_group
from db.queries.calendar.opened import open_appointment
from db.queries.groups.group_view import GroupView, group_view
from db.rules.codes import AppointmentKind, Role
from tests.db.bench import Bench
from tests.db.cases.made import a_client
from tests.ui.court_office import dialog_in_front, dialogs
from tests.ui.groups_office import Parents, a_session
from tests.ui.real_office import real_context
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.groups.group import GroupDialog
from ui.dialogs.groups.member import AddMemberDialog, LeaveGroupDialog
from ui.pages.groups import GroupsPage
from ui.pages.groups.booking import next_time
from ui.window_context import WindowContext


def view(bench: Bench, parents: Parents) -> GroupView:
    return bench.read(group_view, parents.id)


def roster(page: GroupsPage) -> list[tuple[str, str]]:
    model = page.file.roster.model
    keys = [column.key for column in model.columns]
    name, state = keys.index("name"), keys.index("state")
    rows = range(model.rowCount())
    return [(str(model.index(r, name).data()), str(model.index(r, state).data())) for r in rows]


def test_a_group_is_made_and_is_in_front(page: GroupsPage) -> None:
    page.new_group()
    dialog = dialog_in_front(GroupDialog)
    dialog.save()
    assert dialog.form.field("name").error.text()
    dialog.form.set_values({"name": "Teens", "capacity": 12}, clean=False)
    dialog.save()
    assert not dialogs()
    assert page.file.name.text() == "Teens"
    assert page.list.current_id() == page.file.group_id
    assert "0 of 12 places taken" in page.file.facts.text()


def test_who_joins_a_full_group_is_told_to_wait_and_does(
    page: GroupsPage, bench: Bench, parents: Parents, real: WindowContext
) -> None:
    said: list[str] = []
    real.on_notify = lambda text, undo: said.append(text)
    page.file.add_member()
    dialog = dialog_in_front(AddMemberDialog)
    dialog.client.choose(a_client(bench, "Bao", "Tran").id)
    assert "will wait" in dialog.place.text()
    assert dialog.add_button.text().replace("&", "") == "Put on the waiting list"
    dialog.save()
    assert not dialogs()
    assert said == ["All places are taken: they are on the waiting list now."]
    assert roster(page)[-2:] == [
        ("Ida Moss", "Waiting, number 1"),
        ("Bao Tran", "Waiting, number 2"),
    ]


def test_a_free_place_is_offered_to_who_waits_longest_and_given(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    page.file.roster.list.table.go_to(0)
    page.file.roster.leave()
    dialog = dialog_in_front(LeaveGroupDialog)
    dialog.form.set_values({"reason": "Moved away."}, clean=False)
    dialog.save()
    assert view(bench, parents).left[0].reason_left == "Moved away."
    assert "Ida Moss is next" in page.file.roster.offer.text()
    page.file.roster.offer.button.click()
    assert roster(page) == [("Ida Moss", "Member"), ("Noah Reyes", "Member")]
    assert not page.file.roster.offer.text()


def test_leaving_is_undone_by_the_message_that_tells_of_it(
    page: GroupsPage, real: WindowContext
) -> None:
    told: list[tuple[str, Callable[[], object] | None]] = []
    real.on_notify = lambda text, undo: told.append((text, undo))
    before = roster(page)
    page.file.roster.list.table.go_to(0)
    page.file.roster.leave()
    dialog_in_front(LeaveGroupDialog).save()
    assert roster(page) != before
    ((text, undo),) = told
    assert text == "They have left the group." and undo is not None
    undo()
    assert roster(page) == before


def test_a_session_is_booked_by_the_ordinary_form_with_everybody(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    page.file.book()
    dialog = dialog_in_front(AppointmentDialog)
    assert dialog.fields.value("kind") is AppointmentKind.GROUP
    assert dialog.fields.value("group") == parents.id
    assert dialog.fields.field("client").isHidden()
    assert dialog.list_button.isHidden()
    dialog.save_button.click()
    assert not dialogs()
    booked = view(bench, parents).sessions[-1]
    opened = bench.read(open_appointment, booked.appointment_id)
    assert opened.form.group_id == parents.id
    assert set(opened.form.members or ()) == {parents.people["Ada"], parents.people["Noah"]}
    first = view(bench, parents).sessions[0]
    assert booked.starts_at == first.starts_at + timedelta(weeks=1)
    assert booked.room == "Room 2"
    AppointmentDialog.edit(page.context, booked.appointment_id, None, page)
    again = dialog_in_front(AppointmentDialog)
    assert again.form() == opened.form
    assert not again.fields.dirty()


def test_the_next_session_keeps_its_time_on_the_clock(bench: Bench, parents: Parents) -> None:
    a_session(bench, parents.id, bench.now + timedelta(days=2))
    starts_at, minutes = next_time(view(bench, parents), bench.now)
    assert starts_at is not None and minutes == 60
    assert starts_at.utcoffset() != view(bench, parents).sessions[0].starts_at.utcoffset()
    assert starts_at.hour == view(bench, parents).sessions[-1].starts_at.hour


def test_reception_takes_attendance_and_is_offered_neither_notes_nor_groups(
    qtbot: QtBot, bench: Bench, parents: Parents, tmp_path: Path
) -> None:
    rita = bench.as_role(Role.RECEPTIONIST, "rita")
    page = GroupsPage(real_context(rita, tmp_path))
    qtbot.addWidget(page)
    page.refresh(None)
    words = [one.text() for one in page.page_actions()]
    assert words == ["Add member", "New session"]
    sessions = page.file.sessions
    assert page.file.notes is None
    assert sessions.notes_button.isHidden() and page.file.edit_button.isHidden()
    assert "note" not in [column.key for column in sessions.model.columns]
    sessions.list.select(parents.session)
    assert sessions.attendance_button.isEnabled()


def test_who_has_left_is_shown_when_asked_for(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    line = view(bench, parents).waiting[0]
    bench.write(leave_group, line.id, line.version, bench.now.date(), "No time.")
    page.refresh(None)
    assert [name for name, _ in roster(page)] == ["Ada Lovelace", "Noah Reyes"]
    page.file.roster.left.click()
    assert roster(page)[-1] == ("Ida Moss", "Left")
