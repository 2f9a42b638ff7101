"""Drafts of notes: written in two windows at once, and brought back after a crash."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.models.note import ContactNote
from db.operations.notes.draft import save_draft_note
from db.queries.notes.note import note_detail
from db.rules.codes import Topic
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, a_note_form
from tests.ui.cases.writing import file_of, press, window_of
from tests.ui.real_office import real_context
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.stale import StaleDialog


@pytest.fixture
def editor(bench: Bench, tmp_path: Path, qtbot: QtBot) -> NoteDialog:
    """A new note in a case of one's own."""
    pane = file_of(bench, a_case(bench, worker_id=bench.user.id), tmp_path, qtbot)
    pane.page_actions()[-1].trigger()
    return window_of(NoteDialog)


def the_note(bench: Bench) -> ContactNote:
    bench.session.expire_all()
    return bench.session.query(ContactNote).one()


def test_two_windows_of_one_draft_are_compared_field_by_field(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    note_id = a_draft(bench, case_id, text="First.")
    pane = file_of(bench, case_id, tmp_path, qtbot)
    pane.show_note(note_id)
    editor = window_of(NoteDialog)
    elsewhere = a_note_form(
        bench, case_id, id=note_id, version=1, text="Theirs.", topic=Topic.HEALTH
    )
    bench.write(save_draft_note, elsewhere)
    editor.fields.text.setPlainText("Mine.")
    editor.save()
    asked = window_of(StaleDialog)
    assert [d.name for d in asked._differences] == ["topic", "text"]
    assert "You saved this record yourself in another window, on" in asked.words.text()
    asked._keep_mine["topic"].group().buttons()[1].setChecked(True)
    press(asked, "Save these")
    kept = bench.read(note_detail, note_id)
    assert (kept.text, kept.topic) == ("Mine.", Topic.HEALTH)


def test_a_draft_comes_back_after_a_crash_as_it_was_typed(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    context = real_context(bench, tmp_path)
    pane = file_of(bench, case_id, tmp_path, qtbot, context)
    pane.page_actions()[-1].trigger()
    editor = window_of(NoteDialog)
    editor.fields.facts.field("minutes").control.setText("1h 3")
    editor.fields.text.insertPlainText("What I had written")
    for draft in editor.drafts():
        context.drafts.save(draft)
    editor.keeping.stop()
    editor.hide()
    editor.deleteLater()
    kept: list[object] = []
    context.drafts.load(kept.extend)
    assert len(kept) == 1
    pane.restore(kept[0])  # type: ignore[arg-type]
    again = window_of(NoteDialog)
    assert again.fields.text.value() == "What I had written"
    assert again.fields.facts.field("minutes").control.text() == "1h 3"
    assert again.drafts()
    again.fields.facts.field("minutes").control.setText("63")
    again.save()
    assert the_note(bench).minutes == 63
    assert not again.drafts()
