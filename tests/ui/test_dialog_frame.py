"""The frame of every dialog gives its verbs the room that their words need."""

from pytestqt.qtbot import QtBot

from ui.dialogs.shell import Dialog


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
