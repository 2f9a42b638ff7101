"""About Caseroom, and whose work is in it: read by keyboard, filtered, copied."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.dummy_page import sections
from ui.about_program import AboutProgram, Notices, ThirdPart
from ui.dialogs.about import AboutDialog
from ui.dialogs.palette import Command
from ui.dialogs.third_party import ThirdParty
from ui.main_window import MainWindow
from ui.widgets.buttons import Button
from ui.widgets.key_sheet import KeySheet
from ui.window_context import WindowContext

NOTICES = Notices(
    [
        ThirdPart(0, "Qt", "6.11.3", "LGPL-3.0-only", texts=(0,)),
        ThirdPart(1, "SQLCipher", "4.19.0", "BSD-3-Clause", texts=(1,)),
        ThirdPart(2, "SQLite", "3.53.4", "blessing", texts=()),
    ],
    [("LGPL", "GNU Lesser …"), ("BSD", "Redistribution and use …")],
)
PROGRAM = AboutProgram(
    "1.2.3",
    [("Python", "3.13.2"), ("Qt", "6.11.3")],
    [("Settings", "/somewhere/Caseroom")],
    lambda: NOTICES,
)
Show = Callable[[], ThirdParty]


@pytest.fixture
def notices(context: WindowContext, qtbot: QtBot) -> ThirdParty:
    dialog = ThirdParty(context, PROGRAM.notices)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_version_and_folders_and_copies_them(context: WindowContext, qtbot: QtBot) -> None:
    dialog = AboutDialog(context, PROGRAM)
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Caseroom 1.2.3",
        "Python: 3.13.2",
        "Qt: 6.11.3",
        "Settings: /somewhere/Caseroom",
    ]
    assert not dialog.copied.isHidden()


def test_the_list_of_parts_filters_by_name_and_licence(notices: ThirdParty, qtbot: QtBot) -> None:
    assert notices.list.model.rowCount() == 3
    qtbot.keyClicks(notices.list.search, "bsd cipher")
    qtbot.keyClick(notices.list.search, Qt.Key.Key_Return)
    assert [row.name for row in notices.list.model.rows()] == ["SQLCipher"]
    assert "Redistribution and use" in notices.words.toPlainText()


def test_the_words_follow_the_row_and_are_copied(notices: ThirdParty, qtbot: QtBot) -> None:
    assert notices.words.toPlainText().startswith("Qt 6.11.3")
    qtbot.keyClick(notices.list.search, Qt.Key.Key_Down)
    qtbot.keyClick(notices.list.table, Qt.Key.Key_Down)
    assert notices.words.toPlainText().startswith("SQLCipher 4.19.0")
    notices.copy_button.click()
    assert QGuiApplication.clipboard().text() == notices.words.toPlainText()


def test_nothing_found_leaves_nothing_to_copy(notices: ThirdParty) -> None:
    notices.list.search.setText("nothing of the kind")
    notices.list.search.search_now()
    assert notices.words.toPlainText() == ""
    assert not notices.copy_button.isEnabled()


def test_notices_that_cannot_be_read_say_where_they_are(
    context: WindowContext, qtbot: QtBot
) -> None:
    dialog = ThirdParty(context, Notices)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.list.nothing_yet.isVisible()
    assert "THIRD-PARTY-NOTICES.txt" in dialog.list.nothing_yet.words.text()


def test_who_looks_for_help_finds_it_on_the_sheet_of_shortcuts(
    context: WindowContext, qtbot: QtBot
) -> None:
    shown: list[bool] = []
    about = Command("About Caseroom", lambda: shown.append(True), helps=True)
    other = Command("Larger text", lambda: None)
    window = MainWindow(context, sections=sections(), commands=[about, other])
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "_closing", True))
    window.open_key_sheet()
    sheet = QApplication.activeModalWidget() or window.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    named = {button.text().replace("&", ""): button for button in sheet.findChildren(Button)}
    assert "Larger text" not in named
    named["About Caseroom"].click()
    assert shown == [True]
    assert sheet.isHidden()
