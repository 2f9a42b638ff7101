"""The window: where one is, what one may see, what is kept when one leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from db.operations.changes import Changes
from db.rules.codes import Role
from db.rules.findings import Refused, hard
from tests.drivers import sample
from tests.drivers.dummy_page import sections
from tests.ui.front_window import LI, dialogs, dummy, press, typing, window
from ui.dialogs.palette import Palette
from ui.history import Place
from ui.main_window import MainWindow
from ui.widgets.action_button import ActionButton
from ui.widgets.command_bar import CommandBar

__all__ = ["window"]


def test_it_opens_on_the_first_section_and_reads_it_once(window: MainWindow) -> None:
    assert window.stack.key == "today"
    assert dummy(window).refreshed == [None]
    assert window.windowTitle() == "Harbor House — Caseroom"


def test_each_role_sees_its_own_sections(tmp_path: object, qtbot: QtBot) -> None:
    seen = {}
    for role in (Role.RECEPTIONIST, Role.AUDITOR):
        context = sample.context(tmp_path, role=role)  # type: ignore[arg-type]
        window = MainWindow(context, sections=sections())
        qtbot.addWidget(window)
        seen[role] = [section.key for section in window.sections]
        window._closing = True
    front_desk = ["today", "clients", "calendar", "groups", "reception", "reports", "office"]
    assert seen[Role.RECEPTIONIST] == front_desk  # reports: the day sheets
    assert seen[Role.AUDITOR] == ["today", "reports", "office"]


def test_sections_have_names_and_say_their_keys(window: MainWindow) -> None:
    buttons = window.navigation.findChildren(QToolButton)
    assert [button.text() for button in buttons][:3] == ["Today", "Clients", "Calendar"]
    assert buttons[1].toolTip() == "Clients (Ctrl+2)"


def test_ctrl_and_a_number_goes_to_a_section(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.key == "clients"
    assert window.bar.title.whole() == "Clients"


def test_back_and_forward_return_to_the_record_that_was_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.navigate("client", LI)
    window.navigate("section.reports")
    press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.stack.key == "clients"
    assert dummy(window).opened[-1] == ("client", LI)
    assert window.bar.forward_button.isEnabled()
    press(qtbot, window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.stack.key == "reports"
    assert not window.bar.forward_button.isEnabled()


def test_a_page_with_unsaved_work_is_not_left_until_it_agrees(window: MainWindow) -> None:
    page = typing(window)
    page.stay = True
    window.navigate("section.clients")
    assert window.stack.key == "calendar"
    page.stay = False
    page.may_leave.emit()
    assert window.stack.key == "clients"


def test_only_pages_that_show_such_records_are_read_again(window: MainWindow) -> None:
    today = dummy(window)
    window.navigate("section.clients")
    clients = dummy(window)
    changed = Changes({"client": frozenset({LI})})
    window.context.runner.changed.emit(changed)
    window.context.runner.changed.emit(Changes({"room": frozenset()}))
    assert clients.refreshed == [None, changed]
    assert today.refreshed == [None]
    window.navigate("section.today")
    assert today.refreshed == [None, changed]


def test_f5_reads_again_and_ctrl_f_goes_to_the_filter(window: MainWindow, qtbot: QtBot) -> None:
    page = dummy(window)
    press(qtbot, window, Qt.Key.Key_F5)
    assert page.refreshed == [None, None]
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.list.search.hasFocus)


def test_ctrl_k_finds_a_client_and_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = dialogs(Palette)[0]
    qtbot.keyClicks(palette.field, "li")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.stack.key == "clients"
    assert dummy(window).opened == [("client", LI)]
    qtbot.waitUntil(lambda: not dialogs(Palette))


def test_ctrl_k_also_does_things(window: MainWindow, qtbot: QtBot) -> None:
    window.open_palette()
    palette = dialogs(Palette)[0]
    qtbot.keyClicks(palette.field, "go cal")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.stack.key == "calendar"


def test_f1_lists_the_keys_of_the_page_and_of_the_program(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F1)
    from ui.widgets.key_sheet import KeySheet
    from ui.widgets.text import Text

    sheet = dialogs(KeySheet)[0]
    words = [label.text() for label in sheet.findChildren(Text)]
    assert "New client" in words
    assert "Find a client or a case, or do something" in words
    sheet.close()


def test_a_refusal_stands_above_the_page_in_words(window: MainWindow) -> None:
    window.context.runner.refused.emit(Refused(hard("client.unknown")))
    assert window.banner.text() == "There is no such client."


def test_what_was_done_can_be_undone_once(window: MainWindow, qtbot: QtBot) -> None:
    undone: list[int] = []
    window.context.notify("Saved", lambda: undone.append(1))
    press(
        qtbot,
        window,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    assert undone == [1]
    assert not window.status.toast.isVisible()
    window.status.toast.undo()
    assert undone == [1]


def test_the_status_line_says_where_how_safe_and_who(window: MainWindow) -> None:
    assert window.status.place.whole().startswith("Harbor House · on this computer · backed up")
    assert window.status.who.text() == "Ana Ruiz, supervisor"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "backed up 12:05"), (2, "backed up 3/12/2026"), (9, "last backed up 9 days ago")],
)
def test_the_status_line_says_how_old_the_last_backup_is(
    window: MainWindow, days: int, words: str
) -> None:
    office = window.context.office
    assert office.last_backup is not None
    made = office.last_backup - timedelta(days=days)
    window.show_office(replace(office, last_backup=made))
    assert words in window.status.place.whole()


def test_buttons_for_which_there_is_no_room_beside_the_title_stand_in_the_menu(
    qtbot: QtBot,
) -> None:
    bar = CommandBar()
    qtbot.addWidget(bar)
    words = ("Cancelled by the office", "Completed", "Arrived", "New walk-in")
    bar.set_title("Reception of the day")
    bar.set_actions([QAction(text, bar) for text in words])
    bar.show()

    def shown() -> list[str]:
        buttons = (b for b in bar.findChildren(ActionButton) if not b.isHidden())
        found = {button.text().replace("&", "") for button in buttons}
        return [text for text in words if text in found]

    bar.resize(1600, 56)
    assert shown() == list(words)
    assert bar.more.isHidden()
    bar.resize(bar.minimumSizeHint().width() + 240, 56)
    assert bar.title.text() == "Reception of the day"
    assert 0 < len(shown()) < len(words)
    assert shown()[-1] == "New walk-in"
    assert not bar.more.isHidden()
    bar.resize(bar.minimumSizeHint().width(), 56)
    assert shown() == ["New walk-in"]
    bar.resize(1600, 56)
    assert shown() == list(words)


def test_closing_asks_the_page_first_and_keeps_the_layout(window: MainWindow, qtbot: QtBot) -> None:
    page = typing(window)
    page.stay = True
    window.close()
    assert window.isVisible()
    page.stay = False
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.context.settings.layout("window")


def test_history_forgets_what_lay_ahead_when_one_goes_elsewhere(window: MainWindow) -> None:
    for key in ("clients", "court", "reports"):
        window.go(Place(key))
    window.step(-1)
    window.step(-1)
    window.go(Place("office"))
    assert not window.history.can_go_forward
    window.step(-1)
    assert window.stack.key == "clients"


def test_going_back_to_the_bare_section_closes_the_record(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.navigate("section.clients")
    closed: list[bool] = []
    monkeypatch.setattr(dummy(window), "open_bare", lambda: closed.append(True))
    window.navigate("client", LI)
    assert not closed
    window.step(-1)
    assert closed == [True]
