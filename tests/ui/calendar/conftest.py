"""The calendar's tests sit at a desk in a real office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.ui.calendar.desk import Desk
from tests.ui.calendar.desk import desk as a_desk


@pytest.fixture
def desk(bench: Bench, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The desk of whoever sits at the bench: Ana, the administrator."""
    yield a_desk(bench, tmp_path, qtbot)
