"""The case file in the program's window: links lead to it, and a lock keeps what is typed."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models.case_file import Task
from db.models.note import ContactNote
from db.operations.tasks import TaskForm, add_task
from db.queries.drafts import my_drafts
from db.rules.codes import TaskKind
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, a_signed_note
from tests.ui.cases.writing import answer, no_window_of, window_of
from tests.ui.real_office import real_context
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.notes.reading import ReadNoteDialog
from ui.main_window import MainWindow
from ui.pages.cases import CaseFilePane
from ui.pages.cases.tasks_tab import TasksTab
from ui.pages.cases.timeline_tab import TimelineTab
from ui.shortcuts import key_groups


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    return a_case(bench, worker_id=bench.user.id)


@pytest.fixture
def window(bench: Bench, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(real_context(bench, tmp_path))
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.show()
    return made


def the_file(window: MainWindow) -> CaseFilePane:
    found = window.findChild(CaseFilePane)
    assert isinstance(found, CaseFilePane)
    return found


def in_front(window: MainWindow, case_id: UUID, qtbot: QtBot) -> None:
    """The case's file, ready for keys."""
    window.navigate("case", case_id)
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: the_file(window).isVisible())


def test_a_link_to_a_case_shows_its_file_and_its_verbs(window: MainWindow, case_id: UUID) -> None:
    window.navigate("case", case_id)
    assert the_file(window).header.name.text() == "Ada Lovelace"
    assert window.bar.title.whole() == the_file(window).title()
    assert "New note" in [command.title for command in window.commands()]


def test_the_section_s_key_leads_back_to_its_list_and_alt_left_to_the_file_again(
    window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    in_front(window, case_id, qtbot)
    page = window.page
    assert page is not None
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_2, control)
    assert page.place() is None and window.bar.title.whole() == "Clients"
    assert not the_file(window).isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, control)
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert page.place() == ("case", case_id), "pressed twice it is one place to go back to"
    qtbot.keyClick(window, Qt.Key.Key_Right, alt)
    assert page.place() is None and not window.history.can_go_forward


def test_who_comes_from_another_section_finds_the_file_as_it_was_left(
    window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    in_front(window, case_id, qtbot)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_1, control)
    qtbot.keyClick(window, Qt.Key.Key_2, control)
    assert window.page is not None and window.page.place() == ("case", case_id)


def test_a_link_to_a_note_shows_the_file_with_the_note(
    bench: Bench, window: MainWindow, case_id: UUID
) -> None:
    note_id = a_signed_note(bench, case_id)
    window.navigate("note", note_id)
    assert window_of(ReadNoteDialog).note_id == note_id
    assert the_file(window).case_id == case_id


def test_a_link_to_ones_draft_opens_its_editor_once(
    bench: Bench, window: MainWindow, case_id: UUID
) -> None:
    note_id = a_draft(bench, case_id)
    window.navigate("note", note_id)
    window.navigate("note", note_id)
    assert window_of(NoteDialog).note_id == note_id


def test_a_lock_hides_the_note_keeps_it_and_brings_it_back(
    bench: Bench, window: MainWindow, case_id: UUID
) -> None:
    window.navigate("case", case_id)
    the_file(window).page_actions()[-1].trigger()
    editor = window_of(NoteDialog)
    editor.fields.facts.field("minutes").control.setText("an ho")
    editor.fields.text.insertPlainText("Secret words")
    window.lock()
    assert no_window_of(NoteDialog)
    (kept,) = bench.read(my_drafts)
    assert kept.body["fields"]["text"] == "Secret words"  # type: ignore[index]
    window.locking.unlock()
    assert window_of(NoteDialog).fields.text.value() == "Secret words"
    editor.fields.facts.field("minutes").control.setText("60")
    editor.save()
    window.draft_keeper.keep()
    assert not bench.read(my_drafts)


def test_what_a_lock_kept_is_offered_at_the_next_start(
    bench: Bench, window: MainWindow, case_id: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    window.navigate("case", case_id)
    the_file(window).page_actions()[-1].trigger()
    window_of(NoteDialog).fields.text.insertPlainText("Half a sentence")
    window.lock()
    for left in QApplication.topLevelWidgets():
        if isinstance(left, NoteDialog):
            left.keeping.stop()
            left.deleteLater()
    again = MainWindow(real_context(bench, tmp_path))
    qtbot.addWidget(again, before_close_func=MainWindow.shut)
    again.show()
    assert "Contact note in case" in again.banner.text()
    assert again.banner.button is not None
    again.banner.button.click()
    assert window_of(NoteDialog).fields.text.value() == "Half a sentence"
    assert the_file(again).case_id == case_id


def test_the_sheet_of_shortcuts_names_the_keys_of_the_part_in_front(
    window: MainWindow, case_id: UUID
) -> None:
    window.navigate("case", case_id)
    the_file(window).show_tab("timeline")
    _, own = key_groups(window.sections, window.page)[0]
    assert ("F2", "Open entry") in own and ("Del", "Discard draft") in own
    assert ("Ctrl+Shift+N", "New note") in own


def test_a_note_is_begun_by_its_keys_from_the_list_beside_the_file(
    window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    in_front(window, case_id, qtbot)
    window.page.focus_filter()  # type: ignore[union-attr]
    at = QApplication.focusWidget()
    assert at is not None and not the_file(window).isAncestorOf(at)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(at, Qt.Key.Key_N, control_shift)
    assert window_of(NoteDialog)


def test_del_on_a_draft_in_the_timeline_asks_and_discards(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    a_draft(bench, case_id)
    in_front(window, case_id, qtbot)
    the_file(window).show_tab("timeline")
    tab = the_file(window).current_tab()
    assert isinstance(tab, TimelineTab)
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.model.index(0))
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete)
    answer("Discard draft")
    assert bench.session.query(ContactNote).count() == 0
    assert all(entry.kind != "note" for entry in tab.model.entries())


def test_space_marks_a_task_as_done(
    bench: Bench, window: MainWindow, case_id: UUID, qtbot: QtBot
) -> None:
    bench.write(add_task, TaskForm(new_id(), TaskKind.REVIEW, "Review", case_id=case_id))
    in_front(window, case_id, qtbot)
    the_file(window).show_tab("tasks")
    tab = the_file(window).current_tab()
    assert isinstance(tab, TasksTab)
    tab.list.table.go_to(0)
    tab.list.table.setFocus()
    qtbot.keyClick(tab.list.table, Qt.Key.Key_Space)
    bench.session.expire_all()
    assert bench.session.query(Task).one().done_at is not None
