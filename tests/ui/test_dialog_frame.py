"""The frame of every dialog: room for its words, and no life beyond the window it belongs to."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.dummy_page import sections
from ui.dialogs.confirm import confirm
from ui.dialogs.shell import Dialog
from ui.main_window import MainWindow
from ui.theme.look import apply
from ui.widgets.text import Text
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


_LONG = "Whoever has left may have copied the office's key, and a backup is made first. " * 6


def _is_whole(words: Text) -> bool:
    return words.height() >= words.heightForWidth(words.width())


def test_words_that_wrap_are_never_cut(qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, "light", 150)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = confirm(parent, "Change the office's key?", _LONG, "Change the key", lambda: None)
    qtbot.waitExposed(dialog)
    assert all(_is_whole(words) for words in dialog.findChildren(Text))


def test_words_that_come_later_are_not_cut_either(qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, "light", 150)
    dialog = Dialog("Emergency access")
    qtbot.addWidget(dialog)
    words = Text("", wrap=True)
    dialog.body.addWidget(words)
    dialog.cancel_verb()
    dialog.show()
    qtbot.waitExposed(dialog)
    words.setText(_LONG)
    qtbot.wait_until(lambda: _is_whole(words))


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
