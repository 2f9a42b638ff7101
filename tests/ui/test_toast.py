"""The line that says what was done, or why nothing was."""

from pytestqt.qtbot import QtBot

from ui.widgets.toast import Toast


def test_what_was_refused_does_not_look_as_if_it_had_been_done(qtbot: QtBot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    toast.say("Marked: Arrived", lambda: None)
    assert toast.property("tone") == "ok" and not toast.undo_button.isHidden()
    toast.say_why_not("It is not today.")
    assert toast.property("tone") == "information" and toast.undo_button.isHidden()
    toast.say("Marked: Arrived")
    assert toast.property("tone") == "ok"
