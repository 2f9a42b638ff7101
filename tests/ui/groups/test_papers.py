"""The sign-in sheet of a session, and the attendance as a workbook."""

from datetime import date

from pytestqt.qtbot import QtBot

from tests.ui.court_office import dialog_in_front
from tests.ui.groups_office import Parents
from ui.dialogs.groups.attendance_file import AttendanceFileDialog
from ui.dialogs.groups.sheet import SignInSheetDialog
from ui.pages.groups import GroupsPage


def test_a_sign_in_sheet_is_looked_at_with_and_without_names(
    qtbot: QtBot, page: GroupsPage, parents: Parents
) -> None:
    page.file.sessions.list.select(parents.session)
    page.file.sessions.sheet()
    dialog = dialog_in_front(SignInSheetDialog)
    qtbot.waitUntil(dialog.print_button.isEnabled)
    assert dialog._gathered.data.names == ("Ada Lovelace", "Noah Reyes")
    dialog.names.click()
    qtbot.waitUntil(dialog.print_button.isEnabled)
    assert dialog._gathered.data.names == ()
    dialog.reject()


def test_the_attendance_of_the_days_that_are_asked_for_leaves_as_a_workbook(
    page: GroupsPage, parents: Parents
) -> None:
    page.file.attendance._export()
    dialog = dialog_in_front(AttendanceFileDialog)
    assert dialog.form.value("first") == date(2026, 3, 2)
    gathered = []
    dialog._leave = gathered.append
    dialog._read()
    assert gathered[0].rows == 2
    assert [one.appointment_id for one in gathered[0].data.sessions] == [parents.session]
