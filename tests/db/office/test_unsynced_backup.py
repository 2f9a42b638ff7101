"""A rename that does not reach the disk: who is refused finds nothing that looks like a success."""

import errno
from pathlib import Path

import pytest

from db.office.keeping import back_up, restore
from db.rules.findings import Refused
from db.storage import backup, backup_unpacking
from tests.db.office.desk import Desk

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


def dying_disk(_: Path) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_backup_whose_name_did_not_reach_the_disk_is_refused_and_leaves_no_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "elsewhere" / "one.caseroom-backup"
    with monkeypatch.context() as broken, pytest.raises(Refused):
        broken.setattr(backup, "sync_folder", dying_disk)
        back_up(desk.ana, target)
    assert list(target.parent.iterdir()) == []
    assert back_up(desk.ana, target) == target  # the same name is free for the next try


@pytest.mark.parametrize("there", [True, False])
def test_a_restore_that_did_not_reach_the_disk_leaves_the_folder_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    made, to = back_up(desk.ana), tmp_path / "new"
    if there:
        to.mkdir()
    before = sorted(tmp_path.iterdir())
    with monkeypatch.context() as broken, pytest.raises(Refused):
        broken.setattr(backup_unpacking, "sync_folder", dying_disk)
        restore(made, to)
    assert sorted(tmp_path.iterdir()) == before
    assert not there or list(to.iterdir()) == []
    restore(made, to)
    assert (to / "office.db").exists()
