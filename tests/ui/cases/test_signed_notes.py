"""What can still be done with a signed note: read, add to, mark as wrong, move."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from db.models.note import ContactNote
from db.operations.notes.wrong import carry_to_other_file
from db.queries.notes.note import note_detail
from db.rules.codes import NoteClass, NoteStatus, Role
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_signed_note, the_case, version_of
from tests.ui.cases.writing import file_of, press, window_of
from ui.dialogs.notes.addendum import AddendumDialog
from ui.dialogs.notes.reading import ReadNoteDialog
from ui.dialogs.notes.wrong import CarryOverDialog, InErrorDialog
from ui.dialogs.shell import Dialog
from ui.widgets.buttons import Button


def reading(bench: Bench, note_id: object, folder: Path, qtbot: QtBot) -> ReadNoteDialog:
    case_id = bench.session.get_one(ContactNote, note_id).case_id
    bench.session.rollback()
    file_of(bench, case_id, folder, qtbot).show_note(note_id)  # type: ignore[arg-type]
    return window_of(ReadNoteDialog)


def read_in(dialog: ReadNoteDialog) -> list[str]:
    """Everything that can be read in the window, the note first."""
    return [
        widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()  # type: ignore[attr-defined]
        for widget in dialog.words
    ]


def test_a_signed_note_says_who_signed_it_and_that_it_is_as_signed(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    note_id = a_signed_note(bench, a_case(bench, worker_id=bench.user.id))
    dialog = reading(bench, note_id, tmp_path, qtbot)
    assert "Ana" in dialog.signature.text()
    assert "exactly as it was signed" in dialog.check.text()
    assert read_in(dialog) == ["She read to me from her school book."]


def test_a_note_that_was_tampered_with_is_pointed_out(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    note_id = a_signed_note(bench, a_case(bench, worker_id=bench.user.id))
    connection = bench.session.connection()
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for (name,) in names.all():
        connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text("UPDATE contact_note SET text = 'Something else.'"))
    bench.session.commit()
    dialog = reading(bench, note_id, tmp_path, qtbot)
    assert "not as it was signed" in dialog.check.text()


def test_an_addendum_is_signed_below_the_note(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    note_id = a_signed_note(bench, a_case(bench, worker_id=bench.user.id))
    dialog = reading(bench, note_id, tmp_path, qtbot)
    press(dialog, "Add addendum…")
    asked = window_of(AddendumDialog)
    press(asked, "Sign addendum")
    assert asked.form.field("text").error.text()
    asked.text.insertPlainText("She also sang.")
    press(asked, "Sign addendum")
    note = bench.read(note_detail, note_id)
    assert [line.text for line in note.addenda] == ["She also sang."]
    assert "exactly as it was signed" in dialog.check.text()
    assert read_in(dialog)[-1] == "She also sang."


def test_entered_in_error_hides_the_text_and_keeps_the_trace(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    note_id = a_signed_note(bench, a_case(bench, worker_id=bench.user.id))
    dialog = reading(bench, note_id, tmp_path, qtbot)
    press(dialog, "Entered in error…")
    asked = window_of(InErrorDialog)
    press(asked, "Hide the text")
    assert asked.form.field("reason").error.text()
    asked.form.set_values({"reason": "Wrong day"})
    press(asked, "Hide the text")
    assert bench.read(note_detail, note_id).status is NoteStatus.ENTERED_IN_ERROR
    assert "Wrong day" in dialog.trace.text() and not read_in(dialog)
    assert not dialog.add_button.isVisible() and not dialog.check.isVisible()


def test_enter_goes_to_hiding_the_text_and_ctrl_enter_does_it(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    note_id = a_signed_note(bench, a_case(bench, worker_id=bench.user.id))
    dialog = reading(bench, note_id, tmp_path, qtbot)
    press(dialog, "Entered in error…")
    asked = window_of(InErrorDialog)
    reason = asked.form.field("reason").control
    qtbot.keyClicks(reason, "Wrong day")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert bench.read(note_detail, note_id).status is NoteStatus.SIGNED
    button = asked.focusWidget()
    assert isinstance(button, Button) and button.text().replace("&", "") == "Hide the text"
    qtbot.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.read(note_detail, note_id).status is NoteStatus.ENTERED_IN_ERROR


def test_a_note_of_another_file_is_carried_over_and_leaves_its_trace(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = a_case(bench, worker_id=bench.user.id)
    right = a_case(bench, a_client(bench, "Grace", "Hopper"), bench.user.id)
    note_id = a_signed_note(bench, wrong)
    dialog = reading(bench, note_id, tmp_path, qtbot)
    press(dialog, "Belongs to another file…")
    asked = window_of(CarryOverDialog)
    field = asked.form.field("other_case_id").control
    field.line.setText(the_case(bench, right).number)
    field.line.search_now()
    asked.form.field("reason").control.setText("Mixed up")
    press(asked, "Move the note")
    note = bench.read(note_detail, note_id)
    assert note.status is NoteStatus.WRONG_FILE and note.text == ""
    assert note.carried_to_id is not None
    copy = bench.read(note_detail, note.carried_to_id)
    assert copy.case_id == right and copy.text == "She read to me from her school book."
    assert "Mixed up" in dialog.trace.text() and copy.case_number in dialog.trace.text()


def test_a_colleagues_psychotherapy_note_cannot_be_read_or_added_to(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    note_id = a_signed_note(bench, case_id, note_class=NoteClass.PSYCHOTHERAPY, text="Secret.")
    ben = bench.as_role(Role.CASEWORKER, "ben")
    dialog = reading(ben, note_id, tmp_path, qtbot)
    assert not read_in(dialog) and "may read" in dialog.trace.text()
    assert not dialog.add_button.isVisible() and not dialog.carry_button.isVisible()


def test_the_trace_leads_to_where_the_note_stands_now(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = a_case(bench, worker_id=bench.user.id)
    right = a_case(bench, a_client(bench, "Grace", "Hopper"), bench.user.id)
    note_id, copy_id = a_signed_note(bench, wrong), new_id()
    version = version_of(bench, note_id)
    bench.write(carry_to_other_file, note_id, version, right, copy_id, "Mixed up")
    dialog = reading(bench, note_id, tmp_path, qtbot)
    gone: list[object] = []
    dialog.context.on_navigate = lambda *to: gone.append(to)  # type: ignore[attr-defined]
    press(dialog, "Show the other note")
    assert gone == [("note", copy_id)]


def test_a_very_long_note_is_read_whole_in_a_view_that_scrolls(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    long = "word " * 60_000
    note_id = a_signed_note(bench, a_case(bench, worker_id=bench.user.id), text=long)
    dialog = reading(bench, note_id, tmp_path, qtbot)
    assert isinstance(dialog.words[0], QPlainTextEdit)
    assert read_in(dialog) == [long.strip()]


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        (AddendumDialog, "Sign addendum"),
        (InErrorDialog, "Hide the text"),
        (CarryOverDialog, "Move the note"),
    ],
)
def test_pressed_twice_it_is_written_once_and_again_where_it_was_refused(
    kind: type[Dialog],
    verb: str,
    bench: Bench,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = a_case(bench, worker_id=bench.user.id)
    note_id = a_signed_note(bench, a_case(bench, a_client(bench, "Grace"), bench.user.id))
    dialog = reading(bench, note_id, tmp_path, qtbot)
    buttons = {
        AddendumDialog: dialog.add_button,
        InErrorDialog: dialog.error_button,
        CarryOverDialog: dialog.carry_button,
    }
    buttons[kind].click()
    asked: Any = window_of(kind)
    if kind is AddendumDialog:
        asked.text.insertPlainText("She also sang.")
    if kind is CarryOverDialog:
        line = asked.form.field("other_case_id").control.line
        line.setText(the_case(bench, right).number)
        line.search_now()
    if kind is not AddendumDialog:
        asked.form.field("reason").control.setText("Mixed up")
    written = list[dict[str, Any]]()
    monkeypatch.setattr(dialog.context.runner, "write", lambda *_, **more: written.append(more))
    press(asked, verb)
    press(asked, verb)
    assert len(written) == 1
    written[0]["failed"](Refused(hard("work.stopped")))
    press(asked, verb)
    assert len(written) == 2
