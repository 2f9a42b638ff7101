"""Where letters run out, a long form's fields go without an access key before its buttons do."""

import re

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ui.dialogs.shell import Dialog
from ui.widgets.access_keys import assign
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
