"""The window by the keyboard: where the cursor stands, what can be done from anywhere."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from db.rules.codes import Role
from db.rules.findings import Refused, hard
from tests.drivers import sample
from tests.drivers.dummy_page import DummyPage, TypingPage, sections
from ui.dialogs.palette import Palette
from ui.dialogs.shell import Dialog
from ui.drafts import Draft
from ui.main_window import MainWindow
from ui.shortcuts import key_groups
from ui.widgets.access_keys import assign
from ui.widgets.buttons import Button, IconButton
from ui.widgets.inputs import TextInput
from ui.widgets.note_editor import NoteEditor

Make = Callable[..., MainWindow]
NOTE = UUID(int=7)


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot) -> Make:
    def made(role: Role = Role.SUPERVISOR, draft: Draft | None = None) -> MainWindow:
        context = sample.context(tmp_path, role=role)
        if draft is not None:
            context.drafts.save(draft)
        window = MainWindow(context, sections=sections())
        qtbot.addWidget(window, before_close_func=lambda w: setattr(w, "_closing", True))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return made


def dummy(window: MainWindow) -> DummyPage:
    assert isinstance(window.page, DummyPage)
    return window.page


def test_who_comes_to_a_section_can_type_at_once(make: Make, qtbot: QtBot) -> None:
    window = make()
    qtbot.waitUntil(dummy(window).list.search.hasFocus)
    window.navigate("section.clients")
    qtbot.waitUntil(dummy(window).list.search.hasFocus)


def test_who_comes_back_finds_the_cursor_where_it_was(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.navigate("section.clients")
    table = dummy(window).list.table
    table.setFocus()
    window.navigate("section.today")
    assert not table.hasFocus()
    window.step(-1)
    qtbot.waitUntil(table.hasFocus)


def test_after_unlocking_the_window_behind_a_dialog_still_knows_its_place(
    make: Make, qtbot: QtBot
) -> None:
    window = make()
    table = dummy(window).list.table
    table.setFocus()
    dialog = Dialog("Note", window)
    line = TextInput()
    dialog.body.addWidget(line)
    dialog.open()
    qtbot.waitUntil(line.hasFocus)
    window.lock()
    window.locking.unlock()
    assert window.focusWidget() is table
    assert dialog.focusWidget() is line
    dialog.close()


def test_undo_works_while_the_cursor_stands_in_an_empty_filter(make: Make, qtbot: QtBot) -> None:
    window = make()
    qtbot.waitUntil(dummy(window).list.search.hasFocus)
    undone: list[int] = []
    window.context.notify("Saved", lambda: undone.append(1))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(dummy(window).list.search, Qt.Key.Key_Z, both)
    assert undone == [1]


@pytest.mark.parametrize(("role", "takes"), [(Role.RECEPTIONIST, True), (Role.AUDITOR, False)])
def test_messages_are_taken_from_anywhere_by_whoever_may(
    make: Make, role: Role, takes: bool
) -> None:
    window = make(role)
    assert ("Take a message" in [command.title for command in window.commands()]) is takes
    everywhere = key_groups(window.sections, window.page, window.commands())[1][1]
    assert ("Ctrl+M" in [keys for keys, _ in everywhere]) is takes


def test_unsaved_work_is_gone_on_with_by_its_name(make: Make) -> None:
    window = make(draft=Draft("note", NOTE, {"text": "Ada said"}, "Contact note"))
    window.navigate("draft.note", NOTE)
    assert isinstance(window.page, TypingPage)
    assert window.page.editor.value() == "Ada said"


def test_what_is_still_being_typed_is_shown_and_not_overwritten(make: Make) -> None:
    window = make(draft=Draft("note", NOTE, {"text": "old"}, "Contact note"))
    window.navigate("section.calendar")
    page = window.page
    assert isinstance(page, TypingPage)
    page.editor.setPlainText("newer")
    window.navigate("section.clients")
    window.navigate("draft.note", NOTE)
    assert window.page is page
    assert page.editor.value() == "newer"


def test_the_palette_offers_each_thing_once(make: Make) -> None:
    titles = [command.title for command in make().commands()]
    assert len(titles) == len(set(titles))
    assert QApplication.activeModalWidget() is None


def test_a_refusal_is_about_the_page_that_it_was_said_on(make: Make) -> None:
    window = make()
    window.context.runner.refused.emit(Refused(hard("client.unknown")))
    assert window.banner.text()
    window.navigate("section.clients")
    assert window.banner.text() == ""


def test_esc_closes_the_palette_at_once_whatever_stands_in_it(make: Make, qtbot: QtBot) -> None:
    make().open_palette()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    palette.field.setText("lovel")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_the_palette_forgives_a_slip_in_a_command(make: Make) -> None:
    window = make()
    window.open_palette()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    for typed, first in (("calender", "Go to Calendar"), ("shortcust", "Keyboard shortcuts")):
        palette.field.setText(typed)
        palette.field.search_now()
        assert str(palette.list.model().index(0, 0).data()).startswith(first)
    palette.field.setText("xylophone")
    palette.field.search_now()
    assert palette.list.model().rowCount() == 0
    palette.close()


def test_a_dialog_keeps_its_access_keys_when_those_behind_it_are_given_again(
    make: Make, qtbot: QtBot
) -> None:
    window = make()
    behind = Button("&Save", parent=window)
    behind.show()
    dialog = Dialog("Note", window)
    save = dialog.verb("Save", lambda: None)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert save.text() == "&Save"
    assign(window)
    assert (behind.text(), save.text()) == ("&Save", "&Save")
    dialog.close()


def test_ctrl_enter_is_the_main_button_from_a_text_of_several_lines(
    make: Make, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    dialog = Dialog("Addendum", make())
    text = NoteEditor()
    dialog.body.addWidget(text)
    dialog.verb("Cancel", lambda: pressed.append("cancel"))
    dialog.verb("Sign", lambda: pressed.append("sign"), "primary")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert pressed == []
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["sign"]
    dialog.close()


def test_a_button_that_comes_later_gets_an_access_key_too(make: Make, qtbot: QtBot) -> None:
    dialog = Dialog("Note", make())
    later = dialog.verb("Add addendum", lambda: None)
    later.hide()
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    later.show()
    qtbot.waitUntil(lambda: later.text() == "&Add addendum")
    dialog.close()


def test_enter_presses_the_button_that_has_the_focus(make: Make, qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog = Dialog("Sign?", make())
    other = dialog.verb("Cancel", lambda: pressed.append("cancel"))
    dialog.verb("Sign note", lambda: pressed.append("sign"), "primary")
    icon = IconButton("close", "Remove", lambda: pressed.append("remove"))
    line = TextInput()
    dialog.body.addWidget(icon)
    dialog.body.addWidget(line)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    for widget in (other, icon, line):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert pressed == ["cancel", "remove", "sign"]
    dialog.close()


def test_enter_goes_to_the_section_whose_button_has_the_focus(make: Make, qtbot: QtBot) -> None:
    window = make()
    button = next(iter(window.navigation.findChildren(QToolButton)))
    key = window.stack.key
    window.navigate("section.clients")
    assert window.stack.key != key
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.stack.key == key


def test_a_first_window_is_no_larger_than_its_screen(make: Make) -> None:
    window = make()
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height()


def test_a_dialog_is_no_higher_than_its_screen(make: Make, qtbot: QtBot) -> None:
    dialog = Dialog("Document", make())
    dialog.resize(4000, 4000)
    dialog.verb("Close", dialog.reject, "primary")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
    dialog.close()
