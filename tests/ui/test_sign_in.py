"""Signing in, and the password that must be changed."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.findings import Refused, hard
from desktop.inline_jobs import InlineJobs
from tests.drivers.pretend_door import CODE, PASSWORD, PretendDoor
from tests.drivers.sample import PretendOffice
from ui.dialogs.change_password import ChangePassword
from ui.dialogs.forgotten_password import ForgottenPassword
from ui.dialogs.on_command_line import OnCommandLine
from ui.door import KnownOffice, SignIn
from ui.first_run.wizard import FirstRun
from ui.sign_in_window import SignInWindow
from ui.theme.look import apply, look


def opened(qtbot: QtBot, door: PretendDoor) -> SignInWindow:
    window = SignInWindow(door, InlineJobs(PretendOffice()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: door.warmed)
    return window


def test_the_last_office_and_user_are_filled_in(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor())
    assert window.office.currentText() == "Harbor House (on this computer)"
    assert window.user.value() == "aruiz"


def test_a_long_name_of_an_office_is_cut_in_its_middle_and_whole_where_one_asks(
    qtbot: QtBot,
) -> None:
    name = "Harbor House Social Services of the Greater Northern Coast"
    places = ("/offices/harbor", "/share/harbor")
    wheres = ("on this computer", "on the shared drive")
    known = [KnownOffice(place, name, where) for place, where in zip(places, wheres, strict=True)]
    window = opened(qtbot, PretendDoor(offices=known))
    box, seen = window.office, []
    for number, where in enumerate(wheres):
        box.setCurrentIndex(number)
        assert box.currentText() == box.toolTip() == f"{name} ({where})"
        assert box.fontMetrics().horizontalAdvance(box.currentText()) > box.width()
        seen.append(box.grab().toImage())
    assert seen[0] != seen[1], "what differs is at the end"
    box.setCurrentIndex(0)
    assert box.grab().toImage() == seen[0]


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_the_office_at_rest_has_the_ground_of_the_fields_at_rest(
    scheme: str, qapp: QApplication, qtbot: QtBot
) -> None:
    apply(qapp, scheme)
    window = opened(qtbot, PretendDoor())
    window.card.set_busy(True)
    grounds = set()
    for widget in (window.office, window.user):
        seen = widget.grab().toImage()
        middle = [seen.pixelColor(x, seen.height() - 6) for x in range(6, 120)]
        grounds |= {color.name() for color in middle}
    assert grounds == {QColor(look().tokens.window).name()}
    window.card.set_busy(False)
    seen = window.office.grab().toImage()
    assert seen.pixelColor(12, seen.height() - 6) == QColor(look().tokens.surface)


def test_the_right_password_opens_the_office(qtbot: QtBot) -> None:
    door = PretendDoor()
    window = opened(qtbot, door)
    qtbot.keyClicks(window.password, PASSWORD)
    window.stay.setChecked(True)
    with qtbot.waitSignal(window.signed_in):
        window.button.click()
    assert door.tried == [SignIn("/offices/harbor", "aruiz", PASSWORD, True)]
    assert window.password.text() == ""


def test_a_wrong_password_is_explained_in_a_sentence(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor())
    qtbot.keyClicks(window.password, "wrong")
    window.button.click()
    assert window.banner.text() == "The user name or the password is wrong."
    assert window.button.isEnabled()


def test_nothing_is_tried_without_a_password(qtbot: QtBot) -> None:
    door = PretendDoor()
    window = opened(qtbot, door)
    window.button.click()
    assert door.tried == []
    assert window.card.password_field.error.text() != ""


def test_a_password_never_shows_in_what_python_prints(qtbot: QtBot) -> None:
    assert PASSWORD not in repr(SignIn("place", "aruiz", PASSWORD))


def test_without_a_keyring_staying_unlocked_is_not_offered(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor(keyring=False))
    assert not window.stay.isEnabled()
    assert "no keyring" in window.card.stay_hint.text()


def test_with_a_key_in_the_keyring_one_button_opens_the_office(qtbot: QtBot) -> None:
    door = PretendDoor(kept_user="aruiz")
    window = opened(qtbot, door)
    assert window.quick.isVisible()
    with qtbot.waitSignal(window.signed_in):
        window.quick.click()
    assert door.tried == [SignIn("/offices/harbor", "aruiz", None)]


def test_staying_unlocked_is_ticked_for_whom_it_is_so_and_for_nobody_else(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor(kept_user="aruiz"))
    assert window.stay.isChecked()
    window.user.setText("rita")
    assert not window.stay.isChecked()
    window.user.setText("ARuiz")
    assert window.stay.isChecked()


def test_an_office_is_closed_when_nobody_chooses_a_new_password(qtbot: QtBot) -> None:
    door = PretendDoor()
    window = opened(qtbot, door)
    window.user.setText("reset")
    qtbot.keyClicks(window.password, PASSWORD)
    window.button.click()
    dialog = window.findChild(ChangePassword)
    assert dialog is not None
    dialog.reject()
    assert len(door.left) == 1


def test_the_recovery_code_lets_an_administrator_back_in(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor())
    window.card.forgotten.click()
    dialog = window.findChild(ForgottenPassword)
    assert dialog is not None
    assert dialog.user_name.value() == "aruiz"
    dialog.button.click()
    assert dialog.form.field("code").error.text() != ""
    dialog.code.setText("7QF2")
    dialog.passwords.first.setText("another long password")
    dialog.passwords.second.setText("another long password")
    dialog.button.click()
    assert dialog.form.field("code").error.text() == (
        "This is not the recovery code of this office."
    )
    dialog.code.setText(CODE)
    with qtbot.waitSignal(window.signed_in):
        dialog.button.click()


def test_on_a_server_the_command_is_named_that_takes_the_recovery_code(qtbot: QtBot) -> None:
    door = PretendDoor()
    door.offices = [KnownOffice("postgresql://db/harbor", "harbor on db", "on a server", "ana")]
    window = opened(qtbot, door)
    window.card.forgotten.click()
    dialog = window.findChild(OnCommandLine)
    assert dialog is not None
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == ('caseroom recover --office "postgresql://db/harbor" --user ana --login OWNER')


def test_a_folder_without_an_office_is_explained(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor())
    window.open_place("/nothing/here")
    assert window.banner.text() != ""
    window.open_place("/offices/other")
    assert window.office.value() == "/offices/other"


def test_a_one_time_password_must_be_replaced_before_the_office_opens(qtbot: QtBot) -> None:
    door = PretendDoor()
    window = opened(qtbot, door)
    window.user.setText("reset")
    qtbot.keyClicks(window.password, PASSWORD)
    said: list[object] = []
    window.signed_in.connect(said.append)
    window.button.click()
    dialog = window.findChild(ChangePassword)
    assert dialog is not None
    dialog.passwords.first.setText("short")
    dialog.button.click()
    assert door.changed == []
    dialog.passwords.first.setText("another long password")
    dialog.passwords.second.setText("another long passwort")
    dialog.button.click()
    assert dialog.passwords.second_field.error.text() == "The two do not match."
    assert said == []
    dialog.passwords.second.setText("another long password")
    with qtbot.waitSignal(window.signed_in):
        dialog.button.click()
    assert door.changed == ["another long password"]


def test_another_office_is_asked_for_by_its_folder_or_its_address(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor())
    window.open_link.click()
    wizard = window.findChild(FirstRun)
    assert wizard is not None
    wizard.existing.place.buttons["server"].click()
    wizard.existing.server.address.setText("postgresql://db/harbor")
    wizard.next.click()
    assert window.office.value() == "postgresql://db/harbor"


def test_the_office_that_this_computer_was_set_up_for_is_offered(qtbot: QtBot) -> None:
    offered = KnownOffice(
        "/offices/harbor", "Harbor House", "set up for this computer", offered=True
    )
    door = PretendDoor(offices=[offered])
    window = opened(qtbot, door)
    assert window.office.currentText() == "Harbor House (set up for this computer)"
    assert "that you were given" in window.banner.text()
    qtbot.keyClicks(window.user, "aruiz")
    qtbot.keyClicks(window.password, PASSWORD)
    with qtbot.waitSignal(window.signed_in):
        window.button.click()


def test_a_bad_file_beside_the_program_is_explained(qtbot: QtBot) -> None:
    class Damaged(PretendDoor):
        def known(self) -> Sequence[KnownOffice]:
            raise Refused(hard("pointer.not_one", file="office.caseroom"))

    window = opened(qtbot, Damaged())
    assert "“office.caseroom” does not say where an office is" in window.banner.text()


def drop(window: SignInWindow, *urls: QUrl) -> bool:
    """Drag these over the window and let go; returns whether they were taken."""
    carried = QMimeData()
    carried.setUrls(list(urls))
    given = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton)
    come = QDragEnterEvent(QPoint(20, 20), *given, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, come)
    let_go = QDropEvent(QPointF(20, 20), *given, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, let_go)
    return come.isAccepted() and let_go.isAccepted()


def test_an_office_that_is_dropped_on_the_window_is_opened(qtbot: QtBot) -> None:
    window = opened(qtbot, PretendDoor())
    assert not drop(window, QUrl("https://example.org/office.caseroom"))
    assert drop(window, QUrl.fromLocalFile("/mnt/Another.caseroom"))
    assert window.office.value() == "/mnt/Another.caseroom"
    window.open_first_run()
    assert not drop(window, QUrl.fromLocalFile("/mnt/Third.caseroom"))
