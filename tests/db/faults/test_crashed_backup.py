"""Whatever strikes while a backup is made: what counts as one is one, and none is lost."""

import time
from pathlib import Path

import pytest

from db.office import open_office
from db.office.keeping import back_up
from db.storage.backup_contents import read_contents
from db.storage.backup_folder import newest_first, remove_leftovers
from db.storage.backup_inside import look_inside
from db.storage.backup_unpacking import unpack_backup
from tests.crash_points import ON_DISK, Strike, crash_points, needs_fork
from tests.db.office.desk import CHEAP, PASSWORD, new_desk
from tests.db.office.secrets_in import enter

pytestmark = [
    pytest.mark.only_in_folder("a crash while files are written"),
    needs_fork,
]


@pytest.fixture
def template(tmp_path: Path) -> tuple[Path, bytes]:
    """An office with a client and a document, backed up once, that nobody has open; its key."""
    desk = new_desk(tmp_path / "office", shared=True)
    enter(desk.ana)
    back_up(desk.ana)
    key = bytes(desk.ana.data_key)
    desk.close()
    return desk.folder, key


def make_one(folder: Path) -> None:
    """Sign in, back up, sign out."""
    office = open_office(folder, "ana", PASSWORD, device="d", cost=CHEAP, shared=True)
    try:
        back_up(office)
    finally:
        office.close()


def whole(file: Path, data_key: bytes, scratch: Path) -> bool:
    """Whether a backup can be restored and holds what it says, its attached files too."""
    contents = unpack_backup(file, scratch)
    inside = look_inside(scratch / "office.db", data_key)
    return inside.counts == contents.counts and not contents.unreadable


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("strike", ON_DISK)
def test_a_backup_that_is_struck_anywhere_counts_only_when_it_is_whole(
    template: tuple[Path, bytes], tmp_path: Path, strike: Strike
) -> None:
    office, key = template
    (before,) = newest_first(office / "backups")
    seen = set()
    for point, folder in crash_points(make_one, office, tmp_path, strike):
        backups = folder / "backups"
        found = newest_first(backups)
        assert before.name in {path.name for path in found}, point
        for number, file in enumerate(found):
            scratch = tmp_path / f"scratch {point.number} {number}"
            assert whole(file, key, scratch), point
        seen.add((point.outcome, len(found)))
        if strike is Strike.FULL:
            assert point.outcome in ("refused", "done"), point
            assert point.outcome == "done" or "storage.full" in point.words, point
            assert hidden(backups) == [], point
        remove_leftovers(backups, time.time() + 1)
        assert hidden(backups) == [], point
    assert point.outcome == "done"
    assert len(seen) > 2
    made_at = [read_contents(file).made_at for file in found]
    assert len(made_at) == 2
