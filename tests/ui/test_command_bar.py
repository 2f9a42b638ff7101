"""The bar above a page: the main action always stands there, the others as far as there is room."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.action_button import ActionButton
from ui.widgets.buttons import action
from ui.widgets.command_bar import CommandBar


def bar_of(qtbot: QtBot, width: int, names: list[str]) -> CommandBar:
    bar = CommandBar()
    qtbot.addWidget(bar)
    owner = QWidget(bar)
    owner.hide()
    bar.set_title("Reception")
    bar.set_actions([action(name, lambda: None, owner) for name in names])
    bar.resize(width, 48)
    bar.show()
    return bar


def shown(bar: CommandBar) -> list[str]:
    buttons = [button for button in bar.findChildren(ActionButton) if button.isVisible()]
    return [button.text().replace("&", "") for button in sorted(buttons, key=lambda b: b.x())]


def in_menu(bar: CommandBar) -> list[str]:
    return [entry.text() for entry in bar._more_menu.actions()]


NAMES = ["Cancel appointment", "No-show", "Arrived", "New walk-in"]


def test_a_wide_bar_shows_them_all(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 1200, NAMES)
    assert shown(bar) == NAMES
    assert not bar.more.isVisible()


def test_what_has_no_room_goes_into_the_menu_in_its_order(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 700, NAMES)
    visible = shown(bar)
    assert 0 < len(visible) < len(NAMES)
    assert visible[-1] == "New walk-in"
    assert [*in_menu(bar), *visible] == NAMES
    assert bar.more.isVisible()


def test_the_main_action_and_the_title_stay_however_narrow_it_is(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 440, NAMES)
    assert shown(bar) == ["New walk-in"]
    bar.resize(1200, 48)
    assert shown(bar) == NAMES


def test_find_gives_its_words_up_before_the_title_is_cut_and_takes_them_back(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 60)
    bar = bar_of(qtbot, 900, NAMES)
    bar.setParent(window)
    window.show()
    bar.show()
    find = bar.search_button
    assert find.text().replace("&", "") == "Find or do… (Ctrl+K)"
    bar.resize(520, 48)
    qtbot.waitUntil(lambda: find.text() == "")
    assert find.accessibleName() == "Find or do"
    qtbot.waitUntil(lambda: bar.title.text() == "Reception")
    bar.resize(900, 48)
    assert find.text().replace("&", "") == "Find or do… (Ctrl+K)"


def test_more_than_four_are_never_shown(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 2000, ["One", "Two", *NAMES])
    assert shown(bar) == NAMES
    assert in_menu(bar) == ["One", "Two"]


def test_an_action_that_is_hidden_stays_hidden(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 1200, NAMES)
    bar._actions[1].setVisible(False)
    assert shown(bar) == ["Cancel appointment", "Arrived", "New walk-in"]
    bar.resize(440, 48)
    bar.resize(1200, 48)
    assert "No-show" not in shown(bar)


def test_the_cursor_stays_on_a_button_whose_action_is_shown_again(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 1200, [])
    owner = QWidget(bar)
    close, edit, note = (action(name, lambda: None, owner) for name in ("Close", "Edit", "Note"))
    bar.set_actions([close, edit, note])
    button_of(bar, "Edit").setFocus()
    bar.set_actions([close, edit, note])
    assert bar.window().focusWidget() is button_of(bar, "Edit")
    bar.set_actions([edit, note])
    assert bar.window().focusWidget() is button_of(bar, "Edit")


def button_of(bar: CommandBar, words: str) -> ActionButton:
    return next(b for b in bar._buttons if b.text().replace("&", "") == words)


def test_the_cursor_comes_back_to_a_button_that_was_disabled_while_it_worked(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    owner, bar, other = QWidget(window), CommandBar(window), QPushButton("Other", window)
    backup = action("Back up now", lambda: None, owner)
    bar.set_actions([backup])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (button,) = bar.findChildren(ActionButton)
    button.setFocus()
    backup.setEnabled(False)
    assert not button.hasFocus()
    backup.setEnabled(True)
    assert button.hasFocus()

    backup.setEnabled(False)
    other.setFocus()  # somebody has gone elsewhere meanwhile
    backup.setEnabled(True)
    assert not button.hasFocus()
