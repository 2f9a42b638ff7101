"""An audit log that was emptied, or put back and backed up since: whoever looks is told."""

import shutil
from pathlib import Path

import pytest

from db.office import Office
from db.office.keeping import back_up, check
from db.office.verifying import verify_log
from db.rules.findings import Refused
from tests.db.office.desk import Desk, People
from tests.db.office.secrets_in import enter


def told(office: Office) -> list[set[str]]:
    """By the check, and by the window of the log."""
    return [{one.code for one in found} for found in (check(office), verify_log(office).findings)]


@pytest.mark.parametrize("later", [False, True])
def test_a_log_that_was_emptied_by_who_can_sign_nothing_is_found(desk: People, later: bool) -> None:
    """No chain is left that vouches for another; also where work went on since."""
    enter(desk.ana)
    assert told(desk.ana) == [set(), set()]
    desk.tamper("DELETE FROM audit_event", "DELETE FROM audit_head")
    if later:
        desk.sit()
        enter(desk.ana)
    assert told(desk.ana) == [{"audit.beginning_missing"}] * 2


@pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")
def test_an_office_put_back_is_found_also_after_the_next_backup(desk: Desk, tmp_path: Path) -> None:
    older = tmp_path / "older"
    desk.ana.close()
    shutil.copytree(desk.folder, older)
    office = desk.sit()
    enter(office)
    back_up(office)
    office.close()
    for path in desk.folder.glob("office.db*"):
        path.unlink()
    shutil.copy(older / "office.db", desk.folder)
    office = desk.sit()
    for _ in range(2):
        assert "office.older_than_backup" in told(office)[0]
        assert "office.older_than_backup" in told(office)[1]
        desk.pass_time(hours=5)
        back_up(office)


def put_end_back(desk: People) -> None:
    """The end of a chain is put back, and what came after it is left."""
    desk.tamper("CREATE TABLE ends AS SELECT * FROM audit_head")
    enter(desk.ana)
    desk.tamper(
        "DELETE FROM audit_head",
        "INSERT INTO audit_head SELECT * FROM ends",
        "DROP TABLE ends",
    )


def test_what_is_wrong_is_told_also_where_it_keeps_the_log_from_being_written(desk: People) -> None:
    put_end_back(desk)
    assert told(desk.ana) == [{"audit.chain_cut"}] * 2


def test_a_computer_whose_end_of_the_log_was_put_back_is_told_so_and_others_work_on(
    desk: People,
) -> None:
    """Its entries would collide with those that are left; at the sign-in as with any save."""
    put_end_back(desk)
    for _ in range(2):
        with pytest.raises(Refused, match=r"^audit\.end_put_back$"):
            desk.sit(device=desk.ana.device)
        with pytest.raises(Refused, match=r"^audit\.end_put_back$"):
            enter(desk.ana)
        enter(desk.sit())
        desk.tamper(f"DELETE FROM audit_head WHERE device = '{desk.ana.device}'")
    assert "audit.head_missing" in told(desk.sit())[0]
