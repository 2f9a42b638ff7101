"""The locked window: nothing is to be seen of it, nothing of what was typed is lost."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.dummy_page import sections
from tests.drivers.sample import PretendDrafts
from tests.ui.front_window import dialogs, press, typing, window
from ui.dialogs.palette import Palette
from ui.dialogs.shell import Dialog
from ui.drafts import Draft
from ui.main_window import MainWindow
from ui.widgets.inputs import TextInput
from ui.window_context import WindowContext

__all__ = ["window"]


def test_locking_blanks_every_window_and_unlocking_returns_exactly_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = typing(window)
    qtbot.keyClicks(page.editor, "Ada said")
    dialog = Dialog("Edit Ada Lovelace", window)
    line = TextInput()
    dialog.body.addWidget(line)
    dialog.open()
    line.setText("half a sentence")
    finished: list[int] = []
    dialog.finished.connect(finished.append)
    press(qtbot, window, Qt.Key.Key_Escape)  # a key that belongs to nobody in particular
    dialog.open()
    finished.clear()
    window.lock()
    assert window.windowTitle() == "Caseroom — locked"
    assert not dialog.isVisible()
    assert not page.isVisible()
    assert page.window() is not window
    visible = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert visible == [window]
    qtbot.keyClicks(window.lock_screen.password, "right")
    qtbot.keyClick(window.lock_screen.password, Qt.Key.Key_Return)
    assert window.windowTitle() == "Harbor House — Caseroom"
    assert window.page is page
    assert page.editor.toPlainText() == "Ada said"
    assert dialog.isVisible()
    assert line.text() == "half a sentence"
    assert finished == []
    dialog.close()


def test_a_wrong_password_stays_locked_with_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    window.lock()
    screen = window.lock_screen
    qtbot.keyClicks(screen.password, "wrong")
    screen.button.click()
    assert window.locking.is_locked
    assert screen.field.error.text() == "The password is wrong."
    assert screen.password.text() == ""


def test_shortcuts_do_nothing_while_locked(window: MainWindow, qtbot: QtBot) -> None:
    window.lock()
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not dialogs(Palette)
    assert window.stack.key == "today"


def test_a_window_that_opens_while_locked_is_hidden_until_unlocked(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.lock()
    late = Dialog("Reminder", window)
    late.open()
    qtbot.waitUntil(lambda: not late.isVisible())
    window.locking.unlock()
    assert late.isVisible()
    late.close()


def test_the_window_is_locked_from_a_dialog_in_front_of_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = Dialog("Contact note", window)
    line = TextInput()
    dialog.body.addWidget(line)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QShortcut)))
    qtbot.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.locking.is_locked
    assert not dialog.isVisible()
    window.locking.unlock()
    assert dialog.isVisible()
    dialog.close()


def test_locking_keeps_what_is_being_typed(window: MainWindow, qtbot: QtBot) -> None:
    page = typing(window)
    qtbot.keyClicks(page.editor, "Ada said")
    window.lock()
    drafts = window.context.drafts
    assert isinstance(drafts, PretendDrafts)
    assert drafts.kept["note", UUID(int=7)].data == {"text": "Ada said"}


class Begun(Dialog):
    """A form in which something is typed."""

    def drafts(self) -> Sequence[Draft]:
        return (Draft("form", UUID(int=8), {"text": "Ada said"}, "A form"),)


@pytest.mark.parametrize("of_page", [True, False], ids=["on the page", "on the window"])
def test_what_is_typed_in_a_dialog_stays_kept_however_long_the_window_is_locked(
    window: MainWindow, of_page: bool
) -> None:
    """The page is not in the window meanwhile, and what keeps drafts looks every ten seconds."""
    dialog = Begun("A form", window.page if of_page else window)
    dialog.open()
    window.lock()
    drafts = window.context.drafts
    assert isinstance(drafts, PretendDrafts)
    for _ in range(2):
        window.draft_keeper.keep()
        assert drafts.kept["form", UUID(int=8)].data == {"text": "Ada said"}
    window.shut()  # as a system does that is shut down at night
    assert drafts.kept["form", UUID(int=8)].data == {"text": "Ada said"}


def test_a_draft_is_forgotten_once_the_editor_has_none(window: MainWindow, qtbot: QtBot) -> None:
    page = typing(window)
    qtbot.keyClicks(page.editor, "Ada said")
    window.draft_keeper.keep()
    page.editor.clear()
    window.draft_keeper.keep()
    drafts = window.context.drafts
    assert isinstance(drafts, PretendDrafts)
    assert drafts.kept == {}


def test_a_draft_of_last_time_is_offered_and_gone_on_with(
    context: WindowContext, qtbot: QtBot
) -> None:
    context.drafts.save(Draft("note", UUID(int=7), {"text": "Ada said"}, "Contact note"))
    window = MainWindow(context, sections=sections())
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "_closing", True))
    window.show()
    assert "Contact note" in window.banner.text()
    button = window.banner.button
    assert button is not None
    button.click()
    assert typing(window).editor.value() == "Ada said"
    assert not window.banner.isVisible()
