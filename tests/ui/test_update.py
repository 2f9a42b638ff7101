"""A newer version: the band, the dialog, and the sign-in window of one who is too old."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from db.rules.findings import Refused, hard
from desktop.inline_jobs import InlineJobs
from tests.drivers import sample
from tests.drivers.pretend_door import PASSWORD, PretendDoor
from tests.drivers.pretend_updates import PretendUpdates, newer
from tests.drivers.sample import PretendOffice
from ui.dialogs.update import UpdateDialog
from ui.installing_window import InstallingWindow
from ui.sign_in_window import SignInWindow
from ui.update_band import UpdateBand
from ui.updates import Fetched, Update, Way
from ui.window_context import WindowContext

FETCHED = Fetched(newer(), "/cache/Caseroom-Setup-0.2.0.exe")


def words(button: object) -> str:
    return str(button.text()).replace("&", "")  # type: ignore[attr-defined]


def asked(
    qtbot: QtBot, updates: PretendUpdates, update: Update, *, later: bool = True
) -> UpdateDialog:
    dialog = UpdateDialog(updates, InlineJobs(PretendOffice()), update, later=later)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


@pytest.fixture
def context(tmp_path: Path) -> WindowContext:
    made = sample.context(tmp_path)
    made._updates = PretendUpdates()
    return made


def test_the_band_is_calm_until_there_is_one_and_gone_when_it_is_put_off(
    context: WindowContext, qtbot: QtBot
) -> None:
    band = UpdateBand(context)
    qtbot.addWidget(band)
    band.tell(None)
    assert band.isHidden()
    band.tell(newer())
    assert band.text() == "Caseroom 0.2.0 is ready to install."
    assert band.button is not None
    band.button.click()
    (dialog,) = band.findChildren(UpdateDialog)
    dialog.later.click()
    assert band.isHidden() and not band.offers()
    band.tell(newer(Way.BY_HAND, "Unpack it."))
    assert band.isHidden()


def test_the_band_tells_of_an_installation_that_did_not_come_through(
    context: WindowContext, qtbot: QtBot
) -> None:
    band = UpdateBand(context)
    qtbot.addWidget(band)
    context.updates.install(FETCHED)
    band.tell(newer())
    assert "did not come through" in band.text()


def test_what_is_new_stands_there_as_it_is_written(qtbot: QtBot) -> None:
    update = newer()
    dialog = asked(qtbot, PretendUpdates(), update)
    assert dialog.news.toPlainText() == update.news
    assert "closes, and starts again" in dialog.how.text()
    assert "everybody out" not in dialog.how.text()
    assert "everybody out" in asked(qtbot, PretendUpdates(), newer(changes_office=True)).how.text()


def test_it_is_fetched_when_somebody_says_so_and_handed_on(qtbot: QtBot) -> None:
    dialog = asked(qtbot, PretendUpdates(), newer())
    with qtbot.waitSignal(dialog.ready) as ready:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ready.args == [FETCHED]
    assert not dialog.isVisible()


def test_what_went_wrong_stands_in_the_dialog_and_can_be_tried_again(qtbot: QtBot) -> None:
    updates = PretendUpdates(refusal=Refused(hard("update.broke_off")))
    dialog = asked(qtbot, updates, newer())
    dialog.main.click()
    assert "goes on where it was" in dialog.banner.text()
    assert dialog.main.isEnabled() and not dialog.stop.isVisible()
    updates.refusal = None
    with qtbot.waitSignal(dialog.ready):
        dialog.main.click()


def test_where_a_command_is_needed_it_can_be_copied(qtbot: QtBot) -> None:
    dialog = asked(qtbot, PretendUpdates(), newer(Way.COMMAND, "Somebody with the rights."))
    assert words(dialog.main) == "Fetch it"
    dialog.main.click()
    assert dialog.isVisible() and "sudo apt install caseroom.deb" in dialog.banner.text()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "sudo apt install caseroom.deb"


@pytest.mark.parametrize("later", [True, False])
def test_where_the_program_cannot_do_it_nothing_else_is_offered(qtbot: QtBot, later: bool) -> None:
    updates = PretendUpdates()
    dialog = asked(qtbot, updates, newer(Way.BY_HAND, "Unpack the newer one."), later=later)
    assert dialog.how.text() == "Unpack the newer one."
    assert words(dialog.main) == "Close"
    assert dialog.later.isVisible() == later
    dialog.main.click()
    assert not dialog.isVisible() and not updates.installed


def too_old(qtbot: QtBot, update: Update | None) -> SignInWindow:
    door = PretendDoor(too_new=True, newer=update)
    window = SignInWindow(door, InlineJobs(PretendOffice()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: door.warmed)
    window.password.setText(PASSWORD)
    window.sign_in()
    assert "It needs version 0.2.0 of Caseroom" in window.banner.text()
    return window


def test_one_who_is_too_old_gets_the_new_version_at_the_door(qtbot: QtBot) -> None:
    window = too_old(qtbot, newer())
    assert window.newer.isVisible() and window.newer.hasFocus()
    window.newer.click()
    (dialog,) = window.findChildren(UpdateDialog)
    with qtbot.waitSignal(window.install_requested) as asked_for:
        dialog.main.click()
    assert asked_for.args == [FETCHED]


def test_one_who_is_too_old_and_finds_nothing_is_told_which_it_needs(qtbot: QtBot) -> None:
    window = too_old(qtbot, None)
    assert not window.newer.isVisible()


def installing(qtbot: QtBot, updates: PretendUpdates) -> InstallingWindow:
    window = InstallingWindow(updates, InlineJobs(PretendOffice()))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("is_over", [True, False])
def test_the_program_ends_for_the_new_one(qtbot: QtBot, is_over: bool) -> None:
    updates = PretendUpdates(is_over=is_over)
    window = installing(qtbot, updates)
    assert not window.close()
    with qtbot.waitSignal(window.over):
        window.begin(FETCHED)
    assert updates.installed == [FETCHED]
    assert updates.started == int(is_over)  # else the setup starts it


def test_what_was_not_installed_lets_one_go_on(qtbot: QtBot) -> None:
    updates = PretendUpdates(refusal=Refused(hard("update.no_rights", command="sudo apt")))
    window = installing(qtbot, updates)
    window.begin(FETCHED)
    assert "sudo apt" in window.banner.text() and window.button.isVisible()
    with qtbot.waitSignal(window.go_on):
        window.button.click()
    assert not window.isVisible() and updates.started == 0


@pytest.mark.parametrize(
    "code", ["update.no_rights", "update.not_installed", "update.root_refused"]
)
def test_the_command_that_installs_it_can_be_copied_by_the_keyboard(
    qtbot: QtBot, code: str
) -> None:
    command = 'sudo caseroom-cli install-update "/cache/1234"'
    finding = hard(code, command=command, words="The disk of this computer is full.")
    window = installing(qtbot, PretendUpdates(refusal=Refused(finding)))
    window.begin(FETCHED)
    assert window.copy_button is not None and window.copy_button.isVisible()
    assert words(window.copy_button) == "Copy the command"
    assert "&" in window.copy_button.text()
    qtbot.waitUntil(window.button.hasFocus)
    qtbot.keyClick(window.button, Qt.Key.Key_Backtab)
    assert window.copy_button.hasFocus()
    qtbot.keyClick(window.copy_button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == command
    with qtbot.waitSignal(window.go_on):
        window.button.click()


def test_where_no_command_helps_none_is_offered(qtbot: QtBot) -> None:
    refusal = Refused(hard("update.not_started", file="/cache/Caseroom-Setup.exe"))
    window = installing(qtbot, PretendUpdates(refusal=refusal))
    window.begin(FETCHED)
    assert window.copy_button is None and window.button.isVisible()
