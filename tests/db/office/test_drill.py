"""A fire drill tells whether the newest backup could be restored, and leaves nothing behind."""

import shutil
import tempfile
from pathlib import Path

import pytest

from db.office import open_office
from db.office.drill import drill
from db.office.keeping import back_up, restore
from db.queries.audit_log.last_drill import last_drill
from db.rules.codes import Role
from db.rules.findings import Refused
from db.storage.backup_contents import read_contents
from tests.db.office.desk import CHEAP, PASSWORD, Desk, new_desk
from tests.db.office.secrets_in import enter

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


@pytest.fixture(autouse=True)
def _own_scratch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))


def codes(desk: Desk) -> list[str]:
    return [finding.code for finding in drill(desk.ana).findings]


def test_a_sound_backup_is_found_sound_and_the_drill_is_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.ana.read(last_drill) is None
    file = back_up(desk.ana)
    desk.pass_time(hours=2)
    done = drill(desk.ana)
    assert done.findings == ()
    assert done.file == file
    assert desk.ana.read(last_drill) == (desk.clock[0], 0)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_work_goes_on_after_a_backup_and_it_still_belongs_to_this_office(desk: Desk) -> None:
    back_up(desk.ana)
    desk.hire_and_settle("ben")
    assert codes(desk) == []


def test_without_a_backup_there_is_nothing_to_try(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"drill\.no_backup"):
        drill(desk.ana)


def test_a_backup_of_another_office_is_told_apart(desk: Desk, tmp_path: Path) -> None:
    other = new_desk(tmp_path / "other")
    theirs = back_up(other.ana)
    other.close()
    shutil.copyfile(theirs, desk.folder / "backups" / theirs.name)
    with pytest.raises(Refused, match=r"drill\.another_office"):
        drill(desk.ana)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_backup_from_a_history_that_was_undone_is_found(desk: Desk, tmp_path: Path) -> None:
    """The office was put back to an older file after the backup, and went on from there."""
    kept = tmp_path / "older"
    back_up(desk.ana, kept / "older.caseroom-backup")
    desk.sit("ana", device="desk-2").close()
    file = back_up(desk.ana, tmp_path / "newer.caseroom-backup")
    restore(kept / "older.caseroom-backup", tmp_path / "Restored")
    office = open_office(tmp_path / "Restored", "ana", PASSWORD, device="desk-2", cost=CHEAP)
    found = drill(office, file).findings
    assert {finding.code for finding in found} == {"drill.another_history"}
    assert {finding.params["device"] for finding in found} == {"desk-1", "desk-2"}
    office.close()


def test_a_damaged_attached_file_stands_in_no_backups_way_and_is_named(desk: Desk) -> None:
    stored = enter(desk.ana).stored_as.hex
    path = next((desk.folder / "documents").glob("??/*"))
    *whole, last = path.read_bytes()
    path.write_bytes(bytes([*whole, last ^ 1]))
    file = back_up(desk.ana)
    assert read_contents(file).unreadable == (stored,)
    assert codes(desk) == ["drill.document"]


def test_the_backup_keeps_the_ends_of_the_audit_log(desk: Desk) -> None:
    contents = read_contents(back_up(desk.ana))
    n, hash_ = contents.heads["desk-1"]
    assert n >= 1
    assert len(bytes.fromhex(hash_)) == 32


def test_who_may_make_no_backups_may_try_none(desk: Desk) -> None:
    back_up(desk.ana)
    rita = desk.hire_and_settle("rita", Role.RECEPTIONIST)
    with pytest.raises(Refused, match=r"permission\.denied"):
        drill(rita)
