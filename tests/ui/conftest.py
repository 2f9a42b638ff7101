"""What tests of the screen share: offscreen, the look applied once, no window left behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.db.bench import Bench, make_bench
from tests.drivers import sample
from tests.drivers.left_over import put_away
from ui.theme.look import apply
from ui.window_context import WindowContext


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The light look at 100 %, and no window of another test."""
    apply(qapp, "light", 100)
    yield
    put_away()


@pytest.fixture
def context(tmp_path: Path) -> WindowContext:
    """A context whose runner answers at once."""
    return sample.context(tmp_path)


@pytest.fixture
def bench() -> Iterator[Bench]:
    """A real office, empty, with its administrator Ana in front of it (`tests.ui.real_office`)."""
    made = make_bench()
    yield made
    made.session.close()
