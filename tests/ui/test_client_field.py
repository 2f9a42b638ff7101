"""A client is found by what is typed, and taken with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.db.people_on_file import on_file
from tests.ui.real_office import real_context
from ui.dialogs.client_field import ClientField

# The platform "offscreen" says so of every list that opens.
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def field(bench: Bench, tmp_path: Path, qtbot: QtBot) -> Iterator[ClientField]:
    for name in ("Ada Dubois", "Bea Dubois", "Cleo Dubois"):
        on_file(bench, name, "1999-09-08")
    window = QWidget()
    field = ClientField(real_context(bench, tmp_path))
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    window.close()


def test_down_and_enter_take_the_client_whose_line_is_marked(
    qtbot: QtBot, field: ClientField
) -> None:
    qtbot.keyClicks(field, "dubo")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(popup, key)
    assert field.value() is not None and not field.problem()
    assert field.text().startswith("Bea Dubois")
    assert not popup.isVisible()


def test_enter_without_a_marked_line_takes_the_first(qtbot: QtBot, field: ClientField) -> None:
    qtbot.keyClicks(field, "dubo")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text().startswith("Ada Dubois")


@pytest.fixture
def form(bench: Bench, tmp_path: Path, qtbot: QtBot) -> Iterator[QDialog]:
    """A form whose main button closes it, in an office that takes its time to answer."""
    on_file(bench, "Ada Dubois", "1999-09-08")
    window = QDialog()
    column = QVBoxLayout(window)
    column.addWidget(ClientField(real_context(bench, tmp_path, late=True)))
    book = QPushButton("Book", clicked=window.accept, default=True)
    column.addWidget(book)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()


def test_enter_twice_takes_the_client_and_presses_the_main_button(
    qtbot: QtBot, form: QDialog
) -> None:
    field = form.findChild(ClientField)
    field.setFocus()
    qtbot.keyClicks(field, "dubo")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() is None
    qtbot.waitUntil(lambda: not form.isVisible())
    assert field.text().startswith("Ada Dubois")


def test_enter_takes_whoever_was_typed_in_full_and_only_the_next_presses_the_main_button(
    qtbot: QtBot, form: QDialog
) -> None:
    field = form.findChild(ClientField)
    field.setFocus()
    qtbot.keyClicks(field, "ada dubois")
    qtbot.waitUntil(lambda: field.text() == "Ada Dubois")  # found before Enter is pressed
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert form.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not form.isVisible()


def test_enter_presses_the_main_button_where_somebody_comes_back_to_a_client_taken_before(
    qtbot: QtBot, form: QDialog
) -> None:
    field = form.findChild(ClientField)
    field.setFocus()
    qtbot.keyClicks(field, "ada dubois")
    qtbot.waitUntil(lambda: field.text() == "Ada Dubois")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(form.findChild(QPushButton).hasFocus)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not form.isVisible()


def test_enter_before_more_letters_takes_nobody(qtbot: QtBot, form: QDialog) -> None:
    field = form.findChild(ClientField)
    field.setFocus()
    qtbot.keyClicks(field, "dubo")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "is")
    qtbot.waitUntil(lambda: field.completer().popup().isVisible())
    assert field.value() is None
