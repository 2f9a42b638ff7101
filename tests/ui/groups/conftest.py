"""Every test here has a real office with a group."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.db.bench import Bench
from tests.ui.groups_office import Parents, bench, parents
from tests.ui.real_office import real_context
from ui.pages.groups import GroupsPage
from ui.window_context import WindowContext

__all__ = ["bench", "parents"]


@pytest.fixture
def real(bench: Bench, parents: Parents, tmp_path: Path) -> WindowContext:
    """Made after the group, so that it is two in the afternoon."""
    return real_context(bench, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, real: WindowContext) -> GroupsPage:
    page = GroupsPage(real)
    qtbot.addWidget(page)
    real.runner.changed.connect(page.refresh)
    page.show()
    page.refresh(None)
    return page
