"""What must be on the disk before it counts, on systems that ask more of it than Linux does."""

import errno
import os
import sys

import pytest

from db.office.keeping import back_up, last_backup
from tests.db.office.desk import Desk

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does this itself")
def test_a_backup_goes_well_where_only_an_opened_for_writing_file_reaches_the_disk(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    real = os.fsync

    def as_on_windows(descriptor: int) -> None:
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        is_folder = os.path.isdir(f"/proc/self/fd/{descriptor}")  # Windows is never asked for one
        if not is_folder and flags & os.O_ACCMODE == os.O_RDONLY:
            raise PermissionError(errno.EACCES, "opened for reading alone")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", as_on_windows)
    assert last_backup(desk.ana.folder) is None
    made = back_up(desk.ana)
    assert last_backup(desk.ana.folder) == made
