"""Whatever strikes while a backup is copied to a second place: a copy there is the whole of it."""

import secrets
import time
from pathlib import Path

import pytest

from db.storage.backup_folder import newest_first, remove_leftovers
from db.storage.second_place import copy_verified
from tests.crash_points import ON_DISK, Strike, crash_points, needs_fork

pytestmark = needs_fork
NAME = "Harbor House.caseroom-backup"


def copy(folder: Path) -> None:
    copy_verified(folder / NAME, folder / "second")


@pytest.mark.parametrize("strike", ON_DISK)
def test_a_copy_that_is_struck_anywhere_counts_only_when_it_is_whole(
    tmp_path: Path, strike: Strike
) -> None:
    template = tmp_path / "template"
    (template / "second").mkdir(parents=True)
    content = secrets.token_bytes(3_000_000)
    (template / NAME).write_bytes(content)
    seen = set()
    for point, folder in crash_points(copy, template, tmp_path, strike):
        second = folder / "second"
        found = newest_first(second)
        assert all(path.read_bytes() == content for path in found), point
        assert (folder / NAME).read_bytes() == content, point
        seen.add((point.outcome, len(found)))
        remove_leftovers(second, time.time() + 1)
        assert list(second.iterdir()) == found, point
        copy(folder)  # made up for, whatever was left
        assert (second / NAME).read_bytes() == content, point
    assert point.outcome == "done"
    assert len(seen) > 1
