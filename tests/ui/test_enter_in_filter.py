"""Enter in a list's filter: the only row that it leaves opens, and nothing else does."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.inline_jobs import FinishedJob
from desktop.settings import Settings
from tests.ui.test_lists import Source, paged
from ui.item_models.columns import Sort
from ui.widgets.list_pane import ListPane


class Later(Source):
    """Finds people by their number, and answers when it is told to."""

    def __init__(self) -> None:
        super().__init__(5)
        self.pane: Any = None
        self.answer: Any = None

    def ids(self, sort: Sort, then: Any) -> FinishedJob:
        wanted = self.pane.search.query()
        found = [one.id for one in self.people if wanted in one.number]
        self.answer = lambda: then(found)
        return FinishedJob()


@pytest.fixture
def later(qtbot: QtBot, tmp_path: Path) -> Later:
    source = Later()
    model = paged(source)
    settings = Settings(tmp_path / "settings.json", user="aruiz")
    source.pane = pane = ListPane("people", settings, model, title="People")
    pane.searched.connect(lambda _: model.load())
    qtbot.addWidget(pane)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.search.setFocus()
    model.load()
    source.answer()
    return source


def test_enter_in_the_filter_opens_the_only_row_it_leaves_even_before_the_answer_is_there(
    qtbot: QtBot, later: Later
) -> None:
    opened: list[UUID] = []
    later.pane.opened.connect(opened.append)
    qtbot.keyClicks(later.pane.search, "26-0003")
    qtbot.keyClick(later.pane.search, Qt.Key.Key_Return)
    assert opened == [], "what stands there is still the list before"
    later.answer()
    assert opened == [UUID(int=3)]
    qtbot.keyClick(later.pane.search, Qt.Key.Key_Return)
    assert opened == [UUID(int=3)] * 2


def test_enter_in_the_filter_opens_nothing_while_several_are_left_or_after_typing_on(
    qtbot: QtBot, later: Later
) -> None:
    opened: list[UUID] = []
    later.pane.opened.connect(opened.append)
    search = later.pane.search
    qtbot.keyClicks(search, "26-000")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    later.answer()
    assert later.pane.model.rowCount() == 5
    qtbot.keyClicks(search, "3")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.keyClick(search, Qt.Key.Key_Backspace)
    later.answer()
    assert opened == []
