"""The sign-in window before a real office: a one-time password leads to the change, then inside."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.office import NewMember, NewOffice, create_office
from db.office.members import add_member
from db.rules.codes import Role
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from desktop.inline_jobs import InlineJobs
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.drivers.sample import PretendOffice
from ui.dialogs.change_password import ChangePassword
from ui.sign_in_window import SignInWindow

CHEAP = Argon2(memory=64, time=1, lanes=1)
OWN = "granite willow teapot 82"


@pytest.fixture(autouse=True)
def _settings_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))


def test_a_one_time_password_is_replaced_and_then_the_office_opens(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "Harbor House"
    form = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", OWN + "!")
    office = create_office(folder, form, device="a", cost=CHEAP).office
    ben = NewMember(new_id(), "ben", "Ben Castellano", Role.CASEWORKER)
    given = add_member(office, ben, cost=CHEAP)
    office.close()

    door = OfficeDoor(Settings(tmp_path / "settings.json"), CHEAP)
    window = SignInWindow(door, InlineJobs(PretendOffice()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.open_place(str(folder))
    window.user.setText("ben")
    window.password.setText(given)
    window.button.click()
    dialog = window.findChild(ChangePassword)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.passwords.first.setText(OWN)
    dialog.passwords.second.setText(OWN)
    with qtbot.waitSignal(window.signed_in) as caught:
        dialog.button.click()
    assert caught.args is not None
    opened = caught.args[0].office
    assert not opened.must_change_password
    assert opened.user.display_name == "Ben Castellano"
    opened.close()
