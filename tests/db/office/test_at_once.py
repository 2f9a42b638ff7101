"""What several programs do at the same moment for the first time: opening, backing up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.office.keeping import check
from db.rules.codes import Role
from db.storage.backup_unpacking import verify_backup
from development.environment import ROOT
from tests.db.office.desk import OWN, PASSWORD, Desk

pytestmark = pytest.mark.only_in_folder("how a drive's files are opened")

_OPEN = """
import sys
from pathlib import Path
from db.office import open_office
from db.office.keeping import back_up
from db.storage.keys.wrapping import Argon2
folder, user, password, act = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
office = open_office(Path(folder), user, password, device=user, cost=Argon2(64, 1, 1),
                     shared=act == "open")
if act == "back up":
    print(back_up(office))
else:
    with office.engines.engine.connect() as connection:
        print(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
office.close()
"""


def all_at_once(folder: Path, act: str) -> list[str]:
    """Ana, Ben and Carla, each in a process; what each of them said."""
    people = (("ana", PASSWORD), ("ben", OWN), ("carla", OWN))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(folder), user, password, act],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for user, password in people
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate()[0].strip() for process in processes]


@pytest.fixture
def three(desk: Desk) -> Desk:
    for name in ("ben", "carla"):
        desk.hire_and_settle(name, Role.SUPERVISOR).close()
    return desk


def test_an_office_of_one_computer_that_was_copied_to_a_drive_opens_for_all_at_once(
    three: Desk, tmp_path: Path
) -> None:
    with three.ana.engines.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    three.ana.engines.dispose()
    on_the_drive = tmp_path / "drive"
    shutil.copytree(three.folder, on_the_drive)
    assert all_at_once(on_the_drive, "open") == ["truncate"] * 3


def test_three_who_back_up_at_once_make_a_sound_backup_each(three: Desk) -> None:
    """The thinning out, which lets one an hour stay, may take the others away at once."""
    said = all_at_once(three.folder, "back up")
    assert all(said)  # none was refused
    there = [file for file in map(Path, said) if file.exists()]
    assert there
    for file in there:
        assert verify_backup(file).counts["staff"] == 3
    assert check(three.ana) == []
