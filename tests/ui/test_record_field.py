"""A record is chosen by a part of its number or name."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.inputs import TextInput
from ui.widgets.record_field import Record, RecordField

# The platform "offscreen" says so of every list that opens.
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)

KNOWN = [
    (UUID(int=1), "2025-0001 · Noah Reyes"),
    (UUID(int=2), "2025-0012 · Ida Moss"),
    (UUID(int=3), "2025-0013 · Ida Reyes"),
]


def look(text: str, then: Callable[[Sequence[Record]], object]) -> None:
    words = text.casefold()
    then([one for one in KNOWN if words in one[1].casefold()])


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[RecordField]:
    window = QWidget()
    column = QVBoxLayout(window)
    field = RecordField(look)
    column.addWidget(field)
    column.addWidget(TextInput())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    window.close()


def popup_is_open(field: RecordField) -> bool:
    popup = field.completer().popup()
    return popup is not None and popup.isVisible()


def test_several_are_offered_and_one_is_taken_from_the_list(
    qtbot: QtBot, field: RecordField
) -> None:
    qtbot.keyClicks(field, "ida")
    qtbot.waitUntil(lambda: popup_is_open(field))
    assert field.value() is None and field.problem()
    popup = field.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() == UUID(int=2)
    assert field.text() == "2025-0012 · Ida Moss" and not field.problem()


def test_a_number_in_full_is_taken_without_a_list_in_the_way(
    qtbot: QtBot, field: RecordField
) -> None:
    qtbot.keyClicks(field, "2025-0012")
    qtbot.waitUntil(lambda: field.value() == UUID(int=2))
    assert not popup_is_open(field)


def test_what_means_one_only_is_taken_when_the_field_is_left(
    qtbot: QtBot, field: RecordField
) -> None:
    qtbot.keyClicks(field, "noah")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.value() == UUID(int=1)


def test_what_is_typed_over_a_choice_is_no_choice(qtbot: QtBot, field: RecordField) -> None:
    field.set_value(KNOWN[0])
    heard: list[object] = []
    field.edited.connect(lambda: heard.append(field.value()))
    qtbot.keyClicks(field, "x")
    assert field.value() is None and heard == [None]
    field.set_value(UUID(int=1))
    assert field.text() == KNOWN[0][1], "an id that is known is written in its words"
    field.set_value(None)
    assert field.text() == "" and not field.problem()


def test_an_answer_to_what_was_typed_before_is_dropped(qtbot: QtBot, field: RecordField) -> None:
    waiting: list[Callable[[], object]] = []
    field._look = lambda text, then: waiting.append(lambda: look(text, then))
    field.setText("ida")
    field._ask()
    field.setText("noah")
    field._ask()
    waiting[1]()
    waiting[0]()
    assert list(field._known) == ["2025-0001 · Noah Reyes"]


def test_it_closes_its_list_with_the_window(qtbot: QtBot, field: RecordField) -> None:
    qtbot.keyClicks(field, "ida")
    qtbot.waitUntil(lambda: popup_is_open(field))
    field.window().close()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
