"""What tests of the screen share: offscreen, and the look applied once."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.drivers import sample
from ui.theme.look import apply
from ui.window_context import WindowContext


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The light look at 100 %."""
    apply(qapp, "light", 100)


@pytest.fixture
def context(tmp_path: Path) -> WindowContext:
    """A context whose runner answers at once."""
    return sample.context(tmp_path)
