"""The first-run wizard in front of a real server: made in its database, by the program's jobs."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine, text

from db.storage.server_address import ServerAddress
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.db.office.desk import CHEAP, PASSWORD
from tests.db.server import Server
from ui.door import SignIn
from ui.first_run.wizard import FirstRun

SECRET = "rope barrel lantern 40"


@pytest.fixture
def address(server: Server) -> ServerAddress:
    """An empty database, of somebody of the same name who may make roles."""
    name = server.unused("wizard")
    engine = create_engine(server.make(name), isolation_level="AUTOCOMMIT")
    with engine.connect() as admin:
        admin.execute(text(f"CREATE ROLE {name} LOGIN CREATEROLE PASSWORD '{SECRET}'"))
        admin.execute(text(f"ALTER DATABASE {name} OWNER TO {name}"))
    engine.dispose()
    return ServerAddress(server.host, name, server.port)


@pytest.fixture
def door(tmp_path: Path) -> OfficeDoor:
    return OfficeDoor(Settings(tmp_path / "settings.json"), cost=CHEAP)


@pytest.fixture
def wizard(qtbot: QtBot, door: OfficeDoor) -> Iterator[FirstRun]:
    behind = QWidget()
    qtbot.addWidget(behind)
    jobs = Jobs(parent=behind)
    made = FirstRun(door, jobs, behind)
    made.open()
    made.begin("new")
    made.office.name.setText("Harbor House")
    made.office.place.buttons["server"].click()
    made.next.click()
    yield made
    jobs.close()


def ask(wizard: FirstRun, address: ServerAddress, password: str = SECRET) -> None:
    wizard.server.fields.address.setText(str(address))
    wizard.server.login.setText(address.database)
    wizard.server.password.setText(password)
    wizard.next.click()


def test_an_office_is_made_in_a_database_and_signed_in_to(
    qtbot: QtBot, door: OfficeDoor, wizard: FirstRun, address: ServerAddress
) -> None:
    ask(wizard, address, "not the password 55")
    wrong = wizard.server.form.field("password").error
    qtbot.waitUntil(lambda: wrong.text() == "The server does not take this name and password.")
    ask(wizard, address)
    qtbot.waitUntil(lambda: wizard.steps.currentWidget() is wizard.administrator)
    wizard.administrator.display_name.setText("Ana Ruiz")
    wizard.administrator.user_name.setText("ana")
    wizard.administrator.passwords.first.setText(PASSWORD)
    wizard.administrator.passwords.second.setText(PASSWORD)
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.steps.currentWidget() is wizard.recovery)
    assert len(wizard.recovery.code.text().split("-")) == 9
    wizard.recovery.put_away.setChecked(True)
    with qtbot.waitSignal(wizard.made) as caught:
        wizard.next.click()
    (known,) = door.known()
    assert [known.place, known.user_name] == caught.args
    assert SECRET not in repr(door.known())
    door.leave(door.sign_in(SignIn(known.place, "ana", PASSWORD)))


def test_a_server_that_keeps_silent_is_waited_for_only_as_long_as_somebody_likes(
    wizard: FirstRun,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ask(wizard, ServerAddress("127.0.0.1", "harbor", silent.getsockname()[1]))
        guest, _ = silent.accept()
        assert wizard.is_waiting
        assert not wizard.next.isEnabled()
        wizard.cancel.click()
        assert wizard.isVisible()
        assert wizard.next.isEnabled()
        assert wizard.server.login.value() == "harbor"
        guest.close()  # or the end of the test would wait for it
    wizard.cancel.click()
    assert not wizard.isVisible()
