"""An office of an older version, as the sign-in window asks the program to upgrade it."""

from pathlib import Path

import pytest

from db.rules.findings import Refused
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
