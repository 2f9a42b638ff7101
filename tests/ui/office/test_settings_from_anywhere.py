"""Whoever cannot read the screen well finds the size of its text from wherever they are."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.office.conftest import Front
from ui.main_window import MainWindow
from ui.pages.office import OfficePage
from ui.pages.office.mine import MyPart
from ui.window_context import WindowContext


@pytest.mark.parametrize("typed", ["settings", "language", "text size"])
def test_ctrl_k_leads_to_what_is_set_for_oneself(sit_down: Front, qtbot: QtBot, typed: str) -> None:
    context = sit_down("ana").context
    assert isinstance(context, WindowContext)
    context.settings.remember("office.part", "leave")
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=MainWindow.shut)
    window.show()
    palette = window.open_palette()
    palette.field.setText(typed)
    palette.field.search_now()
    palette._enter()
    assert isinstance(window.page, OfficePage) and isinstance(window.page.part, MyPart)
