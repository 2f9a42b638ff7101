"""A contact note from its first word to its signature."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from db.models.note import ContactNote
from db.queries.notes.note import note_is_as_signed
from db.rules.codes import NoteKind, NoteStatus
from db.texts.catalog import use
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_signed_note
from tests.ui.cases.writing import answer, file_of, fill, no_window_of, press, window_of
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.notes.own_snippets import SnippetsDialog
from ui.dialogs.notes.present import options


@pytest.fixture
def editor(bench: Bench, tmp_path: Path, qtbot: QtBot) -> NoteDialog:
    """A new note in a case of one's own."""
    pane = file_of(bench, a_case(bench, worker_id=bench.user.id), tmp_path, qtbot)
    pane.page_actions()[-1].trigger()
    return window_of(NoteDialog)


def the_note(bench: Bench) -> ContactNote:
    bench.session.expire_all()
    return bench.session.query(ContactNote).one()


def test_a_note_is_written_and_signed_and_stands_in_the_timeline(
    bench: Bench, editor: NoteDialog
) -> None:
    fill(editor)
    editor.sign()
    answer("Sign note")
    note = the_note(bench)
    assert note.status is NoteStatus.SIGNED and note.text == "She read to me."
    assert bench.read(note_is_as_signed, note.id)
    assert no_window_of(NoteDialog)


def test_what_is_missing_is_said_beside_each_field_and_nothing_is_signed(
    bench: Bench, editor: NoteDialog
) -> None:
    editor.fields.text.insertPlainText("Something.")
    editor.sign()
    facts = editor.fields.facts
    for name in ("kind", "minutes", "topic"):
        assert facts.field(name).error.text(), name
    assert not facts.field("started_at").error.text()
    assert not editor.fields.narrative.field("text").error.text()
    assert bench.session.query(ContactNote).filter_by(status=NoteStatus.SIGNED).count() == 0


def test_a_contact_in_the_future_is_refused_beside_its_field(editor: NoteDialog) -> None:
    fill(editor)
    editor.fields.facts.field("started_at").control.setText("tomorrow 9am")
    editor.sign()
    assert "future" in editor.fields.facts.field("started_at").error.text()


def test_a_draft_saves_itself_and_is_found_again(bench: Bench, editor: NoteDialog) -> None:
    editor.fields.text.insertPlainText("Half a sentence")
    editor.keeping.tick()
    assert the_note(bench).text == "Half a sentence"
    assert the_note(bench).status is NoteStatus.DRAFT
    editor.fields.text.insertPlainText(" and the rest")
    editor.keeping.tick()
    assert the_note(bench).text == "Half a sentence and the rest"
    assert "saved" in editor.state.text()
    assert not editor.drafts()


def test_what_cannot_be_saved_yet_is_kept_as_it_was_typed(bench: Bench, editor: NoteDialog) -> None:
    editor.fields.facts.field("minutes").control.setText("a while")
    editor.fields.text.insertPlainText("Words")
    editor.keeping.tick()
    assert bench.session.query(ContactNote).count() == 0
    (draft,) = editor.drafts()
    assert draft.data["fields"]["minutes"] == "a while"


def test_closing_asks_before_anything_is_lost(bench: Bench, editor: NoteDialog) -> None:
    editor.fields.text.insertPlainText("Words")
    editor.reject()
    assert editor.isVisible()
    answer("Keep editing")
    assert editor.isVisible()
    editor.reject()
    answer("Save changes")
    assert no_window_of(NoteDialog)
    assert the_note(bench).text == "Words"


def test_discarding_a_draft_leaves_nothing(bench: Bench, editor: NoteDialog) -> None:
    editor.fields.text.insertPlainText("Words")
    editor.keeping.tick()
    press(editor, "Discard draft")
    answer("Discard draft")
    assert bench.session.query(ContactNote).count() == 0
    assert no_window_of(NoteDialog)


def test_who_was_present_is_ticked_or_typed(bench: Bench, editor: NoteDialog) -> None:
    people = editor.fields.facts.field("people").control
    ada = next(p for p in people.values() if p.name == "Ada Lovelace")
    people.set_value([ada])
    fill(editor, others="Mr Babbage, the neighbor")
    editor.save()
    assert [p.name for p in the_note(bench).people] == [
        "Ada Lovelace", "Mr Babbage", "the neighbor",
    ]  # fmt: skip
    assert the_note(bench).people[0].client_id == ada.client_id


@pytest.mark.parametrize(("language", "part"), [("en", "Staff"), ("es", "Personal")])
def test_every_part_of_who_was_present_begins_with_a_capital(
    editor: NoteDialog, bench: Bench, language: str, part: str
) -> None:
    use(language)
    try:
        said = [words for _, words in options(editor.fields.facts.field("people").control.values())]
    finally:
        use("en")
    assert f"{bench.user.display_name} · {part}" in said
    assert [one for one in said if one.split(" · ")[1][0].islower()] == []


def test_five_megabytes_are_refused_in_a_sentence_and_nothing_is_lost(editor: NoteDialog) -> None:
    editor.fields.text.insertPlainText("Before. ")
    pasted = QMimeData()
    pasted.setText("word " * 1_000_000)
    editor.fields.text.insertFromMimeData(pasted)
    assert editor.fields.text.value() == "Before."
    editor.save()
    assert "too long" in editor.fields.narrative.field("text").error.text()
    editor.fields.text.insertPlainText("After.")
    editor.save()
    assert not editor.fields.narrative.field("text").error.text()


def test_a_long_text_below_the_limit_is_taken_whole(bench: Bench, editor: NoteDialog) -> None:
    pasted = QMimeData()
    pasted.setText("word " * 150_000)
    editor.fields.text.insertFromMimeData(pasted)
    editor.save()
    assert len(the_note(bench).text) == 5 * 150_000 - 1


def test_the_last_entry_is_repeated(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    a_signed_note(bench, case_id, kind=NoteKind.SCHOOL_VISIT, place="Oak School")
    pane = file_of(bench, case_id, tmp_path, qtbot)
    pane.page_actions()[-1].trigger()
    editor = window_of(NoteDialog)
    editor.repeat_last()
    assert editor.fields.facts.value("kind") is NoteKind.SCHOOL_VISIT
    assert editor.fields.facts.value("place") == "Oak School"


def test_a_snippet_becomes_its_sentence_and_ones_own_can_be_added(
    qtbot: QtBot, editor: NoteDialog
) -> None:
    qtbot.keyClicks(editor.fields.text, ";hv ")
    assert editor.fields.text.toPlainText() == "Visited the home at the agreed time. "
    press(editor, "Snippets…")
    asked = window_of(SnippetsDialog)
    asked.own.insertPlainText("bus Gave bus passes.")
    press(asked, "Save")
    assert "bus" in asked.form.field("own").error.text()
    asked.own.setPlainText(";bus Gave bus passes.")
    press(asked, "Save")
    qtbot.keyClicks(editor.fields.text, ";bus ")
    assert "Gave bus passes. " in editor.fields.text.toPlainText()
    assert ";bus" not in editor.fields.text.toPlainText()


def test_a_save_under_way_does_not_keep_a_discarded_draft(bench: Bench, editor: NoteDialog) -> None:
    """The answer to the first save comes only after the draft was discarded."""
    editor.fields.text.insertPlainText("Words")
    editor.keeping._saving = True
    editor._discard()
    assert editor.isVisible()
    editor.keeping._saving = False
    editor.keeping.tick()
    assert no_window_of(NoteDialog)
    assert bench.session.query(ContactNote).count() == 0


def test_ctrl_enter_asks_to_sign(qtbot: QtBot, bench: Bench, editor: NoteDialog) -> None:
    fill(editor)
    editor.activateWindow()
    qtbot.waitActive(editor)
    qtbot.keyClick(editor.fields.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.session.query(ContactNote).one().status is NoteStatus.DRAFT
    answer("Sign note")
    assert the_note(bench).status is NoteStatus.SIGNED


def test_enter_in_a_line_of_facts_signs_nothing(
    qtbot: QtBot, bench: Bench, editor: NoteDialog
) -> None:
    fill(editor)
    qtbot.keyClick(editor.fields.facts.field("place").control, Qt.Key.Key_Return)
    assert editor.isVisible() and bench.session.query(ContactNote).count() == 0
