"""A phone message in three keys: it reaches the worker's first page and is ticked off there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.operations.messages import MessageForm, leave_message, mark_message_done
from db.queries.drafts import my_drafts
from db.queries.messages import my_messages
from db.rules.codes import ContactRule, Role
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from tests.db.bench import Bench
from tests.db.people_on_file import mobile, on_file
from tests.ui.real_office import real_context
from ui.dialogs.message import MessageDialog
from ui.dialogs.read_message import ReadMessageDialog
from ui.main_window import MainWindow
from ui.pages.today import TodayPage


@pytest.fixture
def desk(bench: Bench) -> Bench:
    bench.worker("Mara"), bench.worker("Ben")
    return bench.as_role(Role.RECEPTIONIST, "rita")


def window_of(bench: Bench, folder: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(real_context(bench, folder))
    qtbot.addWidget(made, before_close_func=lambda w: setattr(w, "_closing", True))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def dialog_of(kind: type[QWidget]) -> QWidget:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def focused() -> QWidget:
    """Where a key goes: an open list of suggestions comes first."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def as_worker(bench: Bench, name: str) -> Bench:
    return bench.as_role(Role.CASEWORKER, name)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_name_tab_message_enter_reaches_the_worker_and_is_ticked_off_by_one_key(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_of(desk, tmp_path, qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog_of(MessageDialog).isActiveWindow)
    for letter in "mar":
        qtbot.keyClicks(focused(), letter)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "The school called about Friday")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert window.status.toast.label.text() == "Message left for Mara"

    window.shut()

    mara = as_worker(desk, "mara")
    page = window_of(mara, tmp_path, qtbot).page
    assert isinstance(page, TodayPage)
    (line,) = page.parts.messages.lines()
    assert "The school called about Friday" in line.spoken()
    qtbot.waitUntil(page.parts.messages.list.hasFocus)
    qtbot.keyClick(focused(), Qt.Key.Key_D)
    assert mara.read(my_messages) == ()


def test_the_message_comes_first_where_the_recipient_is_known(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ben: CurrentUser = as_worker(desk, "ben").user
    dialog = MessageDialog.new(real_context(desk, tmp_path), None, ben.id)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.text.hasFocus)
    assert dialog.recipient.currentText() == "Ben"
    assert not dialog.form.dirty()


def test_what_is_missing_is_said_beside_its_field(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = MessageDialog.new(real_context(desk, tmp_path))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.text.setPlainText("Call me")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.field("for_staff_id").error.text()
    qtbot.waitUntil(dialog.recipient.hasFocus)


def test_a_client_who_called_fills_in_name_phone_and_what_must_be_minded(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    phone = mobile("212-555-0143", ContactRule.NO_VOICEMAIL)
    ada = on_file(desk, do_not_confirm=True, contact_points=(phone,))
    dialog = MessageDialog.new(real_context(desk, tmp_path))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.client.choose(ada)
    assert dialog.form.value("caller") == "Ada Lovelace"
    assert "555" in dialog.form.value("phone")
    assert "Do not confirm" in dialog.mind.text() and "No voicemail" in dialog.mind.text()


def test_shift_enter_begins_a_new_line(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = MessageDialog.new(real_context(desk, tmp_path))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClicks(dialog.text, "one")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.text, "two")
    assert dialog.text.value() == "one\ntwo"


def test_a_message_half_typed_is_kept_and_gone_on_with(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    context = real_context(desk, tmp_path)
    dialog = MessageDialog.new(context, None, as_worker(desk, "ben").user.id)
    qtbot.addWidget(dialog)
    dialog.client.choose(on_file(desk))
    dialog.text.setPlainText("half a sen")
    (draft,) = dialog.drafts()
    again = MessageDialog.go_on(context, draft)
    qtbot.addWidget(again)
    assert again.text.value() == "half a sen"
    assert again.recipient.currentText() == "Ben"
    assert again.client.value() == dialog.client.value()
    assert again.form.dirty()


def test_a_message_that_was_gone_on_with_and_sent_is_not_offered_again(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    context = real_context(desk, tmp_path)
    dialog = MessageDialog.new(context, None, as_worker(desk, "ben").user.id)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("half a sen")
    (draft,) = dialog.drafts()
    context.drafts.save(draft)
    again = MessageDialog.go_on(context, draft)
    qtbot.addWidget(again)
    assert desk.read(my_drafts)
    again.send()
    assert not desk.read(my_drafts)


def test_leaving_a_message_half_typed_asks(desk: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = MessageDialog.new(real_context(desk, tmp_path))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.text.setPlainText("half a sen")
    dialog.reject()
    assert dialog.isVisible()
    dialog.text.setPlainText("")
    dialog.reject()
    assert not dialog.isVisible()


def test_a_message_in_full_says_how_the_caller_may_be_reached(
    desk: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    mara = as_worker(desk, "mara")
    ada = on_file(desk, do_not_confirm=True)
    dialog = MessageDialog.new(real_context(desk, tmp_path), None, mara.user.id)
    qtbot.addWidget(dialog)
    dialog.client.choose(ada)
    dialog.text.setPlainText("Please call")
    dialog.send()
    (row,) = mara.read(my_messages)
    read = ReadMessageDialog(real_context(mara, tmp_path), row)
    qtbot.addWidget(read)
    read.open()
    words = [label.text() for label in read.findChildren(QLabel)]
    assert "Do not confirm that this person is known here" in words and "Please call" in words
    qtbot.keyClick(read, Qt.Key.Key_Return)
    assert mara.read(my_messages) == ()


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("mine", [False, True])
def test_a_message_that_is_asked_for_is_found_in_whichever_list_it_stands(
    desk: Bench, tmp_path: Path, qtbot: QtBot, mine: bool, done: bool
) -> None:
    mara, ben = as_worker(desk, "mara"), as_worker(desk, "ben")
    recipient, taker = (mara, ben) if mine else (ben, mara)
    form = MessageForm(new_id(), recipient.user.id, text="Call me")
    taker.write(leave_message, form)
    if done:
        recipient.write(mark_message_done, form.id)
    window = window_of(mara, tmp_path, qtbot)
    window.navigate("message", form.id)
    read = dialog_of(ReadMessageDialog)
    assert "Call me" in [label.text() for label in read.findChildren(QLabel)]
