"""Staying unlocked with a real Secret Service behind it, in the window and on the command line."""

from pathlib import Path

import keyring
import pytest

from db.office import NewOffice, create_office, open_office
from db.office.members import change_password
from db.storage.keys.wrapping import Argon2
from desktop import quick_unlock
from desktop.cli import main
from desktop.credentials import SERVICE, Credentials
from tests.db.on_server.desk import new_server_desk
from tests.db.server import Server

pytestmark = pytest.mark.secret_service

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "copper meadow harbor 19"
FORM = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office in which Ana stays unlocked on this computer."""
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("CASEROOM_PASSWORD", raising=False)
    office = create_office(tmp_path / "office", FORM, device="x", cost=CHEAP).office
    assert quick_unlock.stay_unlocked(office)
    office.close()
    return tmp_path / "office"


def test_a_keyring_that_works_is_seen_to_work(folder: Path) -> None:
    assert Credentials().work()


def test_the_office_opens_without_a_password_until_it_is_asked_for_again(folder: Path) -> None:
    office = quick_unlock.unlocked_here(folder, "ana")
    assert office is not None
    assert office.user.user_name == "ana"
    office.close()
    quick_unlock.ask_again(folder, "ana")
    assert quick_unlock.unlocked_here(folder, "ana") is None
    open_office(folder, "ana", PASSWORD, device="x", cost=CHEAP).close()


def test_the_command_line_needs_no_password_then(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--office", str(folder), "--user", "ana", "--json"]) == 0
    assert '"ok": true' in capsys.readouterr().out


def test_no_password_is_in_the_keyring_but_a_key_of_this_computer(folder: Path) -> None:
    office = open_office(folder, "ana", PASSWORD, device="x", cost=CHEAP)
    kept = keyring.get_password(SERVICE, f"device key {office.record.id} {office.user.id}")
    assert kept is not None
    assert len(kept) == 64
    assert bytes.fromhex(kept) != office.data_key
    office.close()


def test_an_office_on_a_server_opens_as_well_and_asks_again_after_a_change_elsewhere(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    desk = new_server_desk(server, "unlocked")
    address, ana = desk.address, desk.ana
    assert quick_unlock.stay_unlocked(ana)
    kept = keyring.get_password(SERVICE, f"device key {ana.record.id} {ana.user.id}")
    assert kept is not None
    assert len(kept) == 64  # and nothing of the server's
    office = quick_unlock.unlocked_here(address, "ana", cost=CHEAP)
    assert office is not None
    office.close()
    change_password(ana, PASSWORD, "lantern orchard velvet 47", cost=CHEAP)
    assert quick_unlock.unlocked_here(address, "ana", cost=CHEAP) is None
    assert not quick_unlock.is_unlocked_here(address, "ana")
    desk.close()
