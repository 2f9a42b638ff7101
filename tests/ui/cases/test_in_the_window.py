"""The case file in the program's window: links lead to it, and a lock keeps what is typed."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.drafts import my_drafts
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, a_signed_note
from tests.ui.cases.writing import no_window_of, window_of
from tests.ui.real_office import real_context
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.notes.reading import ReadNoteDialog
from ui.main_window import MainWindow
from ui.pages.cases import CaseFilePane


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


def test_a_link_to_a_case_shows_its_file_and_its_verbs(window: MainWindow, case_id: UUID) -> None:
    window.navigate("case", case_id)
    assert the_file(window).header.name.text() == "Ada Lovelace"
    assert window.bar.title.whole() == the_file(window).title()
    assert "New note" in [command.title for command in window.commands()]


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
