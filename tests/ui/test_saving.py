"""What every dialog with a form does: it rests while it saves, and asks where two changed one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from db.rules.findings import Refused, Stale, hard
from ui.dialogs.difference import Difference
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.stale import StaleDialog
from ui.widgets.card import Scrolled
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.inputs import TextInput
from ui.widgets.text import Text

TODAY = date(2026, 3, 2)


class Asked:
    """What a dialog asked to be written, and what it was told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.written: list[tuple[dict[str, Any], int]] = []
        self.failed: Callable[[Exception], object] = lambda error: None
        self.saved: Callable[[object], object] = lambda result: None
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.dialog = FormDialog("Room", "Save", self._write, self.window, again=self._again)
        form = self.dialog.form
        form.add("name", "Name", TextInput())
        form.add("kind", "Kind", Choice([(1, "Room"), (2, "Car")]))
        form.add("since", "Since", DateField(lambda: TODAY))
        self.dialog.start({"name": "Blue", "kind": 1, "since": TODAY}, 1)
        self.dialog.open()

    def _write(self, values: dict[str, Any], version: int, saved: Any, failed: Any) -> None:
        self.written.append((values, version))
        self.saved, self.failed = saved, failed

    def _again(self, then: Any) -> None:
        then({"name": "Blue", "kind": 2, "since": date(2026, 1, 31)}, 7)


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def test_what_is_being_saved_cannot_be_saved_twice(asked: Asked) -> None:
    asked.dialog.button.click()
    asked.dialog.button.click()
    assert len(asked.written) == 1
    asked.saved(None)
    assert not asked.dialog.isVisible()


def test_what_was_refused_can_be_mended_and_saved_again(asked: Asked) -> None:
    asked.dialog.button.click()
    asked.failed(Refused(hard("staff.name_missing", "name")))
    assert asked.dialog.form.field("name").error.text()
    asked.dialog.button.click()
    assert len(asked.written) == 2


def test_both_versions_are_shown_in_the_words_of_the_fields(asked: Asked) -> None:
    asked.dialog.button.click()
    asked.failed(Stale("room"))
    (stale,) = asked.dialog.findChildren(StaleDialog)
    words = [one.accessibleName() for one in stale.findChildren(QRadioButton)]
    assert words == [
        "Kind, Yours: Room",
        "Kind, Theirs: Car",
        "Since, Yours: 3/2/2026",
        "Since, Theirs: 1/31/2026",
    ]
    stale.findChildren(QRadioButton)[1].click()
    stale._save()
    (_, (values, version)) = asked.written
    assert (values["kind"], values["since"], version) == (2, TODAY, 7)


def test_long_values_wrap_side_by_side_and_no_letter_of_them_is_a_key(qtbot: QtBot) -> None:
    address = "12 Pier Street, Millbrook, second door on the left behind the bakery, ring twice"
    phone = Difference("phone", "Phone", "(413) 555-0188", "(413) 555-0100", 1, 2)
    home = Difference("home", "Address and letterhead", address, address[:20], address, "")
    stale = StaleDialog([phone, home], lambda _: None)
    qtbot.addWidget(stale)
    stale.show()
    qtbot.waitExposed(stale)
    (scrolled,) = stale.findChildren(Scrolled)
    assert scrolled.horizontalScrollBar().maximum() == 0
    assert not any(button.text() for button in stale.findChildren(QRadioButton))
    (theirs,) = (one for one in stale.findChildren(Text) if one.text() == address[:20])
    qtbot.mouseClick(theirs, Qt.MouseButton.LeftButton)
    assert [button.isChecked() for button in stale.findChildren(QRadioButton)][2:] == [False, True]
