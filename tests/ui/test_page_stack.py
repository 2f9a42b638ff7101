"""The pages behind the one in front: what they missed while colleagues wrote."""

from uuid import UUID

from pytestqt.qtbot import QtBot

from db.operations.changes import Changes
from tests.drivers.dummy_page import DummyPage, sections
from ui.page_stack import PageStack
from ui.window_context import WindowContext


def test_what_a_page_missed_for_long_is_read_again_once(
    context: WindowContext, qtbot: QtBot
) -> None:
    stack = PageStack(context)
    qtbot.addWidget(stack)
    ada, grace = UUID(int=3), UUID(int=4)
    first, second = sections()[:2]
    page = stack.show_section(first)
    stack.show_section(second)
    for client in (ada, grace, ada):
        stack.records_changed(Changes({"client": frozenset({client})}))
    stack.show_section(first)
    assert isinstance(page, DummyPage)
    _, missed = page.refreshed
    assert missed is not None
    assert missed.ids("client") == {ada, grace}
    assert missed.concerns("client", ada)
    assert not missed.touches("room")
