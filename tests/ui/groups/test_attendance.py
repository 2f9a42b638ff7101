"""Attendance is taken by letters, saved at once, and nobody's is lost."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.operations.groups.attendance import AttendedForm, save_attendance
from db.queries.groups.session_view import session_view
from db.rules.codes import Attended
from tests.db.bench import Bench
from tests.ui.court_office import dialog_in_front, dialogs
from tests.ui.groups_office import Parents
from ui.dialogs.groups.attendance import AttendanceDialog
from ui.dialogs.stale import StaleDialog
from ui.pages.groups import GroupsPage

P, L, X = Attended.PRESENT, Attended.LATE, Attended.EXCUSED


def opened(page: GroupsPage, parents: Parents) -> AttendanceDialog:
    page.file.sessions.list.select(parents.session)
    page.file.sessions.attendance()
    dialog: AttendanceDialog = dialog_in_front(AttendanceDialog)
    return dialog


def saved(bench: Bench, parents: Parents) -> list[tuple[str, Attended | None, str]]:
    rows = bench.read(session_view, parents.session).rows
    return [(row.name, row.attended, row.remark) for row in rows]


def test_a_letter_marks_and_goes_on_and_space_turns_the_mark(
    qtbot: QtBot, page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    dialog = opened(page, parents)
    table = dialog.control.table
    qtbot.keyClick(table, Qt.Key.Key_P)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.control.remark
    dialog.control.remark.setText("The bus was late.")
    qtbot.keyClick(dialog.control.remark, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.focusWidget() is table
    assert dialog.control.count.text() == "2 came"
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialogs()
    assert saved(bench, parents) == [
        ("Ada Lovelace", P, ""),
        ("Noah Reyes", L, "The bus was late."),
    ]
    assert page.file.sessions.model.rows()[0].present == 2


def test_one_button_marks_all_others_and_del_takes_a_mark_back(
    qtbot: QtBot, page: GroupsPage, parents: Parents
) -> None:
    control = opened(page, parents).control
    qtbot.keyClick(control.table, Qt.Key.Key_X)
    control.rest.click()
    assert [one.attended for one in control.marks()] == [X, P]
    control.table.selectAll()
    qtbot.keyClick(control.table, Qt.Key.Key_Delete)
    assert [one.attended for one in control.marks()] == [None, None]


def test_what_somebody_else_has_taken_meanwhile_is_compared_member_by_member(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    dialog = opened(page, parents)
    ada, noah = parents.people["Ada"], parents.people["Noah"]
    theirs = (AttendedForm(ada, X), AttendedForm(noah, P))
    bench.write(save_attendance, parents.session, theirs, dialog.version)
    dialog.control.set_value(((ada, L, ""), (noah, P, "")))
    dialog.save()
    stale = dialog_in_front(StaleDialog)
    (one,) = stale._differences
    assert (one.label, one.mine, one.theirs) == ("Ada Lovelace", "Late", "Excused")
    stale._save()
    assert not dialogs()
    assert [mark for _, mark, _ in saved(bench, parents)] == [L, P]


def test_marks_survive_the_end_of_the_program(page: GroupsPage, parents: Parents) -> None:
    dialog = opened(page, parents)
    dialog.control.mark(P)
    (draft,) = dialog.drafts()
    assert "Ada" not in str(draft.data) and "Ada" not in draft.title
    page.context.drafts.save(draft)
    dialog._closing = True
    dialog.hide()
    again = opened(page, parents)
    assert again.begun is not None
    again.begun._loaded([draft])
    again.begun.go_on()
    assert [one.attended for one in again.control.marks()] == [P, None]


def test_the_grid_shows_letters_and_says_words(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    marks = (AttendedForm(parents.people["Ada"], L),)
    version = bench.read(session_view, parents.session).version
    bench.write(save_attendance, parents.session, marks, version)
    page.refresh(None)
    model = page.file.attendance.model
    cell = model.index(0, 2)
    assert cell.data() == "L"
    assert str(cell.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("Late")
    assert model.index(0, 1).data() == "1 of 1"
    assert page.file.attendance.session() == parents.session
