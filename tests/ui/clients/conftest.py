"""No dialog of one test is left over for the next."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.dialogs.shell import Dialog


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    yield
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Dialog):
            window.hide()
            window.deleteLater()
    QApplication.processEvents()
