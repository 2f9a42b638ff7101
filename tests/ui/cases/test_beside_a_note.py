"""Whoever writes a note answers the phone in between: Ctrl+K from the note, and back to it."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.db.cases.made import a_case, the_case
from tests.ui.cases.writing import window_of
from tests.ui.real_office import real_context
from ui.beside import FINDS
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.palette import Found, Palette
from ui.main_window import MainWindow


def palettes() -> list[Palette]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible()]


def note_begun(
    bench: Bench, tmp_path: Path, qtbot: QtBot, case_id: UUID
) -> tuple[MainWindow, NoteDialog]:
    window = MainWindow(real_context(bench, tmp_path))
    qtbot.addWidget(window, before_close_func=MainWindow.shut)
    window.show()
    window.navigate("case", case_id)
    next(c for c in window.commands() if c.title == "New note").run()
    return window, window_of(NoteDialog)


def test_somebody_else_is_looked_up_from_a_note_which_is_gone_back_to(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    window, note = note_begun(bench, tmp_path, qtbot, case_id)
    note.activateWindow()
    qtbot.waitUntil(note.fields.facts.field("kind").control.lineEdit().hasFocus)
    note.fields.text.setFocus()

    qtbot.waitUntil(lambda: bool(note.property(FINDS)))
    note.fields.text.insertPlainText("Half a sentence and")
    QTest.keyClick(note.fields.text, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    client_id = the_case(bench, case_id).client_id
    (palette,) = palettes()
    palette.reject()
    palette.picked.emit(Found("client", client_id, "Ada Lovelace"))
    assert window.page is not None and window.page.place() == ("client", client_id)
    assert not note.isVisible()
    assert [draft.kind for draft in window.typed()] == ["note"], "what is typed is kept meanwhile"

    window.open_palette()
    (palette,) = palettes()
    palette.field.setText("go back")
    palette.field.search_now()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(note.isActiveWindow)
    QTest.keyClicks(note.fields.text, " so on.")
    assert note.fields.text.value() == "Half a sentence and so on."
    note._close()
    assert not any(c.title.startswith("Go back to") for c in window.commands())


def test_a_note_that_was_put_aside_outlasts_a_lock_out_of_sight(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = a_case(bench, worker_id=bench.user.id)
    window, note = note_begun(bench, tmp_path, qtbot, case_id)
    note.put_aside()
    window.lock()
    assert note.windowHandle() is None, "nobody else can read in it"
    window.locking.unlock()
    assert not note.isVisible()
    next(c for c in window.commands() if c.title.startswith("Go back to")).run()
    assert note.isVisible() and not note.is_aside
    note._close()
