"""The calendar's tests sit at a desk in a real office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.ui.calendar.desk import Desk
from tests.ui.calendar.desk import desk as a_desk
from ui.dialogs.shell import Dialog


@pytest.fixture
def desk(bench: Bench, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The desk of whoever sits at the bench: Ana, the administrator."""
    yield a_desk(bench, tmp_path, qtbot)


@pytest.fixture(autouse=True)
def put_away(qtbot: QtBot) -> Iterator[None]:
    """Forms that a test leaves open ask nobody whether to save."""
    yield
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Dialog):
            window.hide()
            window.deleteLater()
