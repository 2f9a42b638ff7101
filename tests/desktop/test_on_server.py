"""The window of an office on a server: signed in to, entered, and left again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.models.staff import Staff
from db.operations.work import Work
from db.queries.staff import staff_list
from db.rules.codes import Role
from db.rules.findings import Refused
from db.texts import explain
from desktop.credentials import Credentials
from desktop.entered import Entered
from desktop.office_acts import StandingOffice
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.office.secrets_in import enter
from tests.db.on_server.desk import ServerDesk, new_server_desk
from tests.db.server import Server
from tests.desktop.test_sign_in import PretendKeyring
from ui.door import SignIn


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[ServerDesk]:
    made = new_server_desk(server, "window")
    made.hire_and_settle("rita", Role.RECEPTIONIST)
    made.hire_and_settle("iris", Role.AUDITOR)
    enter(made.ana)
    yield made
    made.close()


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> PretendKeyring:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    made = PretendKeyring()
    monkeypatch.setattr(Credentials, "_backend", lambda _: made)
    return made


@pytest.fixture
def door(tmp_path: Path) -> OfficeDoor:
    return OfficeDoor(Settings(tmp_path / "settings.json"), cost=CHEAP)


def test_an_address_is_a_place_that_is_remembered(desk: ServerDesk, door: OfficeDoor) -> None:
    place = str(desk.address)
    found = door.examine(place)
    assert (found.place, found.where) == (
        place,
        f"{desk.address.database} on a server on this computer",
    )
    with pytest.raises(Refused, match=r"sign_in\.wrong"):
        door.sign_in(SignIn(place, "ana", "not the password 55"))
    signed_in = door.sign_in(SignIn(place, "ana", PASSWORD))
    signed_in.office.close()
    known = door.known()[0]
    assert (known.place, known.name, known.user_name) == (place, "Harbor House", "ana")


def test_a_server_that_does_not_answer_is_not_remembered(door: OfficeDoor) -> None:
    with pytest.raises(Refused) as refused:
        door.examine("postgresql://127.0.0.1:1/harbor")
    (finding,) = refused.value.findings
    assert (finding.code, finding.field) == ("storage.server_gone", "address")
    assert door.known() == []


def test_an_address_with_a_password_in_it_is_refused(door: OfficeDoor) -> None:
    with pytest.raises(Refused, match="server_password_typed"):
        door.examine("postgresql://ana:secret@server/window")


def test_an_office_is_known_by_its_database_and_the_servers_name(tmp_path: Path) -> None:
    place = "postgresql://db.harbor.example/harbor?sslrootcert=/etc/root.crt"
    settings = Settings(tmp_path / "settings.json")
    settings.add_recent({"place": place, "name": "Harbor House", "where": "server"})
    (known,) = OfficeDoor(settings).known()
    where = "harbor on db.harbor.example"
    assert (known.place, known.where, known.on_server) == (place, where, True)


def test_whoever_was_given_a_code_needs_it_once(desk: ServerDesk, door: OfficeDoor) -> None:
    his = desk.hire_and_settle("ben")
    place, code = str(desk.address), "seven brown kettles"

    def forget_password(work: Work) -> None:
        """As after a move: the server knows nobody's password, only the code."""
        desk.ana.accounts.give_password(work, work.session.get_one(Staff, his.user.id), code)
        work.record("staff.password_reset", "staff", his.user.id)

    desk.ana.write(forget_password)
    with pytest.raises(Refused) as refused:
        door.sign_in(SignIn(place, "ben", OWN))
    assert "code" in explain(refused.value)
    office = door.sign_in(SignIn(place, "ben", OWN, code=code)).office
    office.engines.dispose()
    assert office.read(staff_list)  # over a connection that was made after the code was used up
    office.close()
    door.leave(door.sign_in(SignIn(place, "ben", OWN)))


def test_whoever_stays_unlocked_gets_in_without_a_password_until_they_want_it_no_more(
    desk: ServerDesk, door: OfficeDoor, keyring: PretendKeyring
) -> None:
    place = str(desk.address)
    office = door.sign_in(SignIn(place, "rita", OWN, stay_unlocked=True)).office
    acts = StandingOffice(office, cost=CHEAP)
    assert acts.can_stay_unlocked()
    acts.change_password(OWN, "lantern orchard velvet 47")  # by which it is kept anew
    acts.change_password("lantern orchard velvet 47", OWN)
    office.close()
    assert door.unlocked_user(place) == "rita"
    again = door.sign_in(SignIn(place, "rita", None))
    assert StandingOffice(again.office).stays_unlocked()
    door.leave(again)
    door.leave(door.sign_in(SignIn(place, "rita", OWN)))
    assert door.unlocked_user(place) == ""
    assert keyring.kept == {}


@pytest.mark.parametrize(("user", "password"), [("ana", PASSWORD), ("rita", OWN), ("iris", OWN)])
def test_its_window_opens_and_its_pages_are_read(
    desk: ServerDesk,
    door: OfficeDoor,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    user: str,
    password: str,
) -> None:
    office = door.sign_in(SignIn(str(desk.address), user, password)).office
    entered = Entered(office, Settings(tmp_path / "own.json", user=user), lambda *_: None, qapp)
    window = entered.window
    assert "on a server" in window.status.place.text()
    assert "backed up" not in window.status.place.text()
    qtbot.waitUntil(lambda: len(entered.watch.state.people) == 1)
    for section in window.sections:
        window.go_to_section(section.key)
        assert window.stack.key == section.key
    if user != "iris":
        window.go_to_section("clients")
        page = window.stack.currentWidget()
        qtbot.waitUntil(lambda: "1 client" in words_of(page))
    entered.close()


def words_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
