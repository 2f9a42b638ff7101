"""Drafts of notes: written in two windows at once, and brought back after a crash."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from db.models.note import ContactNote
from db.operations.notes.draft import discard_draft_note, save_draft_note
from db.operations.notes.sign import sign_note
from db.queries.notes.note import note_detail
from db.rules.codes import Topic
from db.rules.findings import Refused, hard
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_draft, a_note_form
from tests.ui.cases.writing import answer, file_of, no_window_of, press, window_of
from tests.ui.real_office import real_context
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.stale import StaleDialog
from ui.widgets.banner import Banner


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


@dataclass
class TwoWindows:
    """One draft, open here and written in another window."""

    bench: Bench
    case_id: UUID
    note_id: UUID
    editor: NoteDialog
    qtbot: QtBot

    def compare(self) -> None:
        self.qtbot.wait_until(lambda: self.band.button is not None and self.band.button.isVisible())
        press(self.editor, "Compare…")

    def save_elsewhere(self, text: str, version: int = 1) -> None:
        form = a_note_form(self.bench, self.case_id, id=self.note_id, version=version, text=text)
        self.bench.write(save_draft_note, form)

    def type(self, text: str) -> None:
        self.editor.fields.text.setFocus()
        self.editor.fields.text.setPlainText(text)

    def kept(self) -> str:
        return self.bench.read(note_detail, self.note_id).text

    @property
    def band(self) -> Banner:
        return self.editor.conflict


@pytest.fixture
def two(bench: Bench, tmp_path: Path, qtbot: QtBot) -> TwoWindows:
    case_id = a_case(bench, worker_id=bench.user.id)
    note_id = a_draft(bench, case_id, text="First.")
    file_of(bench, case_id, tmp_path, qtbot).show_note(note_id)
    return TwoWindows(bench, case_id, note_id, window_of(NoteDialog), qtbot)


def test_who_writes_on_is_told_calmly_that_the_draft_was_saved_elsewhere(two: TwoWindows) -> None:
    two.bench.pass_time(minutes=5)
    two.save_elsewhere("Theirs.")
    two.type("Mine.")
    two.editor.keeping.tick()
    assert two.band.isVisible()
    assert "changed in another window" in two.band.text()
    assert no_window_of(StaleDialog)
    assert two.editor.fields.text.hasFocus()
    two.type("Mine, and more.")
    two.editor.keeping.tick()
    assert two.kept() == "Theirs."
    assert two.editor.drafts()  # and what is typed is kept meanwhile
    two.compare()
    asked = window_of(StaleDialog)
    assert (asked._differences[0].mine, asked._differences[0].theirs) == (
        "3/2/2026, 8:00\xa0AM",  # as it stands in the fields
        "3/2/2026, 8:05\xa0AM",
    )
    press(asked, "Save these")
    assert two.kept() == "Mine, and more."
    assert not two.band.isVisible()


def test_where_it_was_signed_elsewhere_there_is_nothing_to_compare(two: TwoWindows) -> None:
    two.save_elsewhere("Theirs.")
    two.type("Mine.")
    two.editor.keeping.tick()
    two.bench.write(sign_note, two.note_id, 2)
    two.compare()
    assert "signed in another window" in two.band.text()
    assert not two.band.offers()
    assert two.editor.fields.text.hasFocus()
    assert two.editor.fields.text.value() == "Mine."


@pytest.mark.parametrize("asked", [False, True])
def test_a_draft_that_was_discarded_elsewhere_is_kept_anew_from_what_stands_here(
    two: TwoWindows, asked: bool
) -> None:
    two.bench.write(discard_draft_note, two.note_id, 1)
    two.type("Mine.")
    if asked:
        two.editor.save()
    else:
        two.editor.keeping.tick()
        two.editor.keeping.tick()
    assert "discarded in another window" in two.band.text()
    assert not two.editor.banner.isVisible()
    assert two.kept() == "Mine."


def test_a_comparison_that_could_not_be_read_is_offered_again(
    two: TwoWindows, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.save_elsewhere("Theirs.")
    two.type("Mine.")
    two.editor.keeping.tick()
    with monkeypatch.context() as gone:
        gone.setattr(two.bench, "read", _drive_is_gone)
        two.compare()
    assert "cannot be reached" in two.band.text()
    two.compare()
    press(window_of(StaleDialog), "Save these")
    assert two.kept() == "Mine."


def test_to_discard_what_was_changed_elsewhere_asks_first_and_goes_on_keeping(
    two: TwoWindows,
) -> None:
    two.save_elsewhere("Theirs.")
    two.editor.discard()
    answer("Discard draft")
    window_of(StaleDialog).reject()
    assert two.kept() == "Theirs."
    assert two.editor.keeping.is_running()


def _drive_is_gone(*_: object) -> None:
    raise Refused(hard("storage.gone"))


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


def test_a_draft_is_gone_on_with_at_its_end(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    note_id = a_draft(bench, case_id, text="He opened the door.")
    pane = file_of(bench, case_id, tmp_path, qtbot)
    pane.show_note(note_id)
    editor = window_of(NoteDialog)
    editor.activateWindow()
    qtbot.waitUntil(editor.fields.text.hasFocus)
    qtbot.keyClicks(editor.fields.text, " He spoke of school.")
    assert editor.fields.text.value() == "He opened the door. He spoke of school."


def test_who_begins_a_note_is_told_of_a_draft_in_the_case_and_goes_on_with_it(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    draft = a_draft(bench, case_id, text="He opened the door.")
    a_draft(bench, a_case(bench, worker_id=bench.user.id), text="Elsewhere.")
    pane = file_of(bench, case_id, tmp_path, qtbot)
    pane.page_actions()[-1].trigger()
    said = [band.text() for band in window_of(NoteDialog).findChildren(Banner) if band.text()]
    assert len(said) == 1 and said[0].startswith("A note of yours in this case is not signed yet")
    press(window_of(NoteDialog), "Go on with it")
    editor = window_of(NoteDialog)
    assert editor.note_id == draft and editor.fields.text.value() == "He opened the door."


def test_where_nothing_waits_a_new_note_says_nothing(editor: NoteDialog) -> None:
    assert not [band for band in editor.findChildren(Banner) if band.text()]
