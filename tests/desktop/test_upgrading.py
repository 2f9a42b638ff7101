"""An office of an older version, as the sign-in window asks the program to upgrade it."""

from pathlib import Path

import pytest

from db.rules.findings import Refused
from db.texts import explain
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from tests.db.office.desk import CHEAP, PASSWORD, new_desk
from tests.db.office.versions import Tomorrow
from ui.door import SignIn


def test_the_program_says_what_is_ahead_and_upgrades(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    desk = new_desk(tmp_path / "Harbor House")
    desk.close()
    door = OfficeDoor(Settings(tmp_path / "settings.json"), CHEAP)
    form = SignIn(str(desk.folder), "ana", PASSWORD)
    with Tomorrow(tmp_path).runs():
        with pytest.raises(Refused, match=r"storage\.older"):
            door.sign_in(form)
        ahead = door.upgrade_ahead(form)
        assert ahead is not None
        assert (ahead.office, list(ahead.people)) == ("Harbor House", [])
        with pytest.raises(Refused, match=r"upgrade\.type_password"):
            door.upgrade_ahead(SignIn(str(desk.folder), "ana", None))
        assert (desk.folder / "backups" / door.upgrade(form)).is_file()
        assert door.upgrade_ahead(form) is None
        door.leave(door.sign_in(form))


def test_on_a_server_it_is_said_who_upgrades_and_by_which_command(tmp_path: Path) -> None:
    door = OfficeDoor(Settings(tmp_path / "settings.json"), CHEAP)
    there = "postgresql://db.harbor.example/harbor"
    with pytest.raises(Refused, match=r"upgrade\.on_server") as refused:
        door.upgrade_ahead(SignIn(there, "ana", PASSWORD))
    assert f"caseroom upgrade --office {there}" in explain(refused.value)
