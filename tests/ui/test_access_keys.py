"""Where letters run out, a long form's fields go without an access key before its buttons do."""

import re

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ui.dialogs.shell import Dialog
from ui.widgets.access_keys import assign, comes_first
from ui.widgets.buttons import Button

WORDS = [f"{letter}{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


def letter(widget: QLabel | Button) -> str:
    found = re.search(r"&(\w)", widget.text())
    return found[1].casefold() if found else ""


def test_a_button_has_one_even_where_it_comes_last(qtbot: QtBot) -> None:
    dialog = Dialog("A long form")
    qtbot.addWidget(dialog)
    labels = []
    for words in WORDS:
        label, line = QLabel(words), QLineEdit()
        label.setBuddy(line)
        labels.append(label)
        dialog.body.addWidget(label)
        dialog.body.addWidget(line)
    save = dialog.verb("Save", lambda: None, "primary")
    dialog.show()
    assert letter(save) == "s"
    later = Button("Open instead")
    dialog.body.addWidget(later)
    later.show()
    assign(dialog)
    assert letter(later) == "o"
    assert letter(save) == "s"
    without = {label.text() for label in labels if not letter(label)}
    assert without == {"sss", "ooo"}
    given = [letter(one) for one in (*labels, save, later) if letter(one)]
    assert len(given) == len(set(given))


def test_a_number_is_no_access_key(qtbot: QtBot) -> None:
    """It changes with what is counted, and Alt with a number chooses a view of the calendar."""
    dialog = Dialog("Counts")
    qtbot.addWidget(dialog)
    counts = [Button(words) for words in ("Everybody: 7", "Expected: 6", "Late: 0", "Late: 12")]
    for count in counts:
        dialog.body.addWidget(count)
    dialog.show()
    assert [letter(count) for count in counts] == ["e", "x", "l", "a"]


@pytest.mark.parametrize("fields", [("Client", "Notes", "Wishes"), ("Subject", "Name"), ()])
@pytest.mark.parametrize("is_new", [True, False])
def test_what_every_form_has_keeps_its_letter_whatever_else_stands_there(
    qtbot: QtBot, fields: tuple[str, ...], is_new: bool
) -> None:
    dialog = Dialog("A form")
    qtbot.addWidget(dialog)
    for words in fields:
        label, line = QLabel(words), QLineEdit()
        label.setBuddy(line)
        dialog.body.addWidget(label)
        dialog.body.addWidget(line)
    if is_new:
        dialog.body.addWidget(Button("Not on file yet?"))
    free = Button("Next free")
    comes_first(free)
    dialog.body.addWidget(free)
    cancel = dialog.cancel_verb()
    main = dialog.verb("Book" if is_new else "Save", lambda: None, "primary")
    dialog.show()
    assert (letter(free), letter(cancel)) == ("n", "c")
    assert letter(main) == ("b" if is_new else "s")
    free.hide()
    late = Button("Name them now")
    dialog.body.addWidget(late)
    late.show()
    assign(dialog)
    free.show()
    assign(dialog)
    assert letter(free) == "n" and letter(late) not in ("n", "")
