"""The frame of every dialog: room for its words, and no life beyond the window it belongs to."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.dummy_page import sections
from ui.dialogs.shell import Dialog
from ui.main_window import MainWindow
from ui.window_context import WindowContext


def test_the_words_of_a_verb_are_never_cut(qtbot: QtBot) -> None:
    dialog = Dialog("Walk-in", width=300)
    qtbot.addWidget(dialog)
    verbs = [
        dialog.verb("More details about this appointment…", dialog.reject),
        dialog.cancel_verb(),
        dialog.verb("Book and mark as arrived this minute", dialog.accept, "primary"),
    ]
    dialog.show()
    qtbot.waitExposed(dialog)
    for verb in verbs:
        assert verb.width() >= verb.sizeHint().width()


def test_no_dialog_outlives_the_window_it_belongs_to(context: WindowContext, qtbot: QtBot) -> None:
    window = MainWindow(context, sections=sections())
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "_closing", True))
    window.show()
    beside = Dialog("Contact note", window)
    beside.setModal(False)  # as a note's editor is, so that the file can be read beside it
    beside.show()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not beside.isVisible()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]
