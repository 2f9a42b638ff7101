"""What tests of notes share: the windows as somebody who works with them sees them."""

from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.codes import NoteKind, Topic
from tests.db.bench import Bench
from tests.ui.real_office import real_context
from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.shell import Dialog
from ui.pages.cases import CaseFilePane
from ui.widgets.buttons import Button
from ui.window_context import WindowContext

D = TypeVar("D", bound=Dialog)


def file_of(
    bench: Bench, case_id: UUID, folder: Path, qtbot: QtBot, context: WindowContext | None = None
) -> CaseFilePane:
    """The case's file on the screen."""
    pane = CaseFilePane(context or real_context(bench, folder))
    qtbot.addWidget(pane)
    pane.context.runner.changed.connect(pane.refresh)
    pane.resize(1100, 800)
    pane.show()
    pane.show_case(case_id)
    return pane


def window_of(kind: type[D]) -> D:
    """The window of this kind that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1, found
    return found[0]


def no_window_of(kind: type[Dialog]) -> bool:
    """Whether no window of this kind is open."""
    return not any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets())


def press(dialog: Dialog, words: str) -> None:
    """Press the button with these words."""
    buttons = [b for b in dialog.findChildren(Button) if b.text().replace("&", "") == words]
    visible = [b for b in buttons if b.isVisibleTo(dialog)]
    assert len(visible) == 1, [b.text() for b in dialog.findChildren(Button)]
    visible[0].click()


def answer(words: str) -> None:
    """Press this button of the question in front (a plain dialog)."""
    found = [w for w in QApplication.topLevelWidgets() if type(w) is Dialog and w.isVisible()]
    assert found, words
    press(found[-1], words)


def fill(editor: NoteDialog, text: str = "She read to me.", **given: object) -> None:
    """Write a note that lacks nothing."""
    facts = editor.fields.facts
    values = {"kind": NoteKind.HOME_VISIT, "minutes": 45, "topic": Topic.SCHOOL} | given
    facts.set_values(values, clean=False)
    facts.field("started_at").control.setText("t 9:30")
    editor.fields.text.insertPlainText(text)
