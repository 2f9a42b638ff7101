"""An office of an older version, met in the sign-in window."""

from pytestqt.qtbot import QtBot

from desktop.inline_jobs import InlineJobs
from tests.drivers.pretend_door import PASSWORD, PretendDoor
from tests.drivers.sample import PretendOffice
from ui.dialogs.upgrade_office import UpgradeOffice
from ui.sign_in_window import SignInWindow


def tried(qtbot: QtBot, door: PretendDoor, user: str) -> SignInWindow:
    window = SignInWindow(door, InlineJobs(PretendOffice()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: door.warmed)
    window.user.set_value(user)
    window.password.setText(PASSWORD)
    window.sign_in()
    return window


def dialog_of(window: SignInWindow) -> UpgradeOffice:
    (dialog,) = window.findChildren(UpgradeOffice)
    return dialog


def test_an_administrator_is_told_what_will_happen_and_then_comes_in(qtbot: QtBot) -> None:
    door = PretendDoor(older=True)
    window = tried(qtbot, door, "dana")
    dialog = dialog_of(window)
    assert dialog.isVisible()
    assert "Harbor House" in dialog.words.text()
    assert "backup" in dialog.how.text()
    assert dialog.banner.text() == "Nobody else has the office open."
    assert not dialog.look_again.isVisible()
    dialog.button.click()
    assert "Harbor House 0001.caseroom-backup" in dialog.banner.text()
    assert dialog.button.text().replace("&", "") == "Open the office"
    with qtbot.waitSignal(window.signed_in):
        dialog.button.click()


def test_who_is_still_in_is_shown_until_they_are_out(qtbot: QtBot) -> None:
    door = PretendDoor(older=True, still_in=("Ana Ruiz (FRONT-PC)",))
    dialog = dialog_of(tried(qtbot, door, "dana"))
    assert "Ana Ruiz (FRONT-PC)" in dialog.banner.text()
    assert not dialog.button.isEnabled()
    door.still_in = ()
    dialog.look_again.click()
    assert dialog.button.isEnabled()
    dialog.reject()
    assert door.older


def test_somebody_else_is_told_to_ask_an_administrator(qtbot: QtBot) -> None:
    window = tried(qtbot, PretendDoor(older=True), "aruiz")
    assert not window.findChildren(UpgradeOffice)
    assert "An administrator must upgrade it first" in window.banner.text()
    assert window.button.isEnabled()
