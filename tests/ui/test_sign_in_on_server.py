"""Signing in to an office on a server: the code after a move, and an answer that takes long."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.inline_jobs import InlineJobs
from desktop.jobs import Jobs
from tests.drivers.pretend_door import PASSWORD, PretendDoor
from tests.drivers.sample import PretendOffice
from ui.door import KnownOffice, SignedIn, SignIn
from ui.sign_in_window import SignInWindow

ON_SERVER = KnownOffice("postgresql://db/harbor", "Harbor House", "harbor on db", "ben")


def opened(qtbot: QtBot, door: PretendDoor) -> SignInWindow:
    window = SignInWindow(door, InlineJobs(PretendOffice()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: door.warmed)
    return window


def test_a_code_is_asked_for_only_from_whoever_says_that_they_have_one(qtbot: QtBot) -> None:
    door = PretendDoor([ON_SERVER])
    window = opened(qtbot, door)
    card = window.card
    assert window.office.currentText() == "Harbor House (harbor on db)"
    assert not card.code_field.isVisible()
    window.password.setText(PASSWORD)
    card.has_code.click()
    assert card.code.hasFocus()
    window.button.click()
    assert card.code_field.error.text() != ""
    assert door.tried == []
    qtbot.keyClicks(card.code, "seven brown kettles")
    with qtbot.waitSignal(window.signed_in):
        qtbot.keyClick(card.code, Qt.Key.Key_Return)
    assert door.tried == [SignIn(ON_SERVER.place, "ben", PASSWORD, False, "seven brown kettles")]
    assert "kettles" not in repr(door.tried)
    assert (card.code.text(), card.has_code.value()) == ("", False)


def test_a_code_is_no_matter_of_an_office_in_a_folder(qtbot: QtBot) -> None:
    door = PretendDoor([ON_SERVER, *PretendDoor().offices])
    window = opened(qtbot, door)
    window.card.has_code.click()
    window.card.code.setText("seven brown kettles")
    window.office.setCurrentIndex(1)
    assert not window.card.has_code.isVisible()
    window.password.setText(PASSWORD)
    window.button.click()
    assert door.tried[0].code == ""


class SlowDoor(PretendDoor):
    """Lets nobody in before the server answers."""

    answers = False

    def sign_in(self, form: SignIn) -> SignedIn:
        while not self.answers:
            pass
        return super().sign_in(form)


def test_who_waits_no_longer_for_an_office_can_go_on_and_is_not_let_in_late(qtbot: QtBot) -> None:
    door = SlowDoor([ON_SERVER])
    jobs = Jobs()
    window = SignInWindow(door, jobs)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.office.value() == ON_SERVER.place)
    said: list[object] = []
    window.signed_in.connect(said.append)
    window.password.setText(PASSWORD)
    window.button.click()
    window.card.takes_long.timeout.emit()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.button.isEnabled()
    assert not window.card.stop.isVisible()
    assert window.password.text() == PASSWORD
    door.answers = True
    qtbot.waitUntil(lambda: len(door.left) == 1)
    assert said == []
    with qtbot.waitSignal(window.signed_in):
        window.button.click()
    jobs.close()
