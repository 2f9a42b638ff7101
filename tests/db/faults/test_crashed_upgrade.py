"""An upgrade is struck before each thing it writes: the office is the old one or the new one."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.office import keeping, open_office
from db.office.upgrading import look_ahead, upgrade_office
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.backup_folder import newest_first
from db.storage.backup_unpacking import verify_backup
from tests.crash_points import Point, Strike, crash_points, needs_fork
from tests.db.office.desk import CHEAP, PASSWORD, new_desk
from tests.db.office.versions import Tomorrow

pytestmark = [
    pytest.mark.only_in_folder("a crash while files are written"),
    needs_fork,
]
NOW = datetime(2026, 3, 3, 15, tzinfo=UTC)


@pytest.fixture(params=[False, True], ids=["local", "share"])
def shared(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def template(shared: bool, tmp_path: Path) -> Path:
    desk = new_desk(tmp_path / "Harbor House", shared=shared)
    desk.ana.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace"))
    desk.close()
    return desk.folder


@pytest.fixture
def tomorrow(tmp_path: Path) -> Iterator[None]:
    with Tomorrow(tmp_path).runs():
        yield


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def upgrade(folder: Path, shared: bool) -> None:
    ahead = look_ahead(folder, "ana", PASSWORD, shared=shared)
    if ahead is not None:
        upgrade_office(ahead, device="desk-1", clock=lambda: NOW)


def judge(point: Point, folder: Path, shared: bool) -> bool:
    """Whether it is the new office; and whichever it is, it is whole.

    That an old one can still be upgraded, and all checks, are seen at each eighth point.
    """
    found = [verify_backup(file) for file in newest_first(folder / "backups")]
    assert all(contents.counts["client"] == 1 for contents in found), point
    was_new = look_ahead(folder, "ana", PASSWORD, shared=shared) is None
    thorough = point.number % 8 == 0 or not point.step
    if not was_new and thorough:
        shutil.rmtree(folder / "backups")  # the clock of this test stands still
        upgrade(folder, shared)
    elif not was_new:
        return False
    office = open_office(folder, "ana", PASSWORD, device="desk-1", cost=CHEAP, shared=shared)
    try:
        assert office.read(clients) == 1, point
        left = {finding.code for finding in keeping.check(office)} if thorough else set()
        assert left <= {"check.temporary"}, point
    finally:
        office.close()
    return was_new


def test_killed_anywhere_the_office_is_the_old_one_or_the_new_one(
    template: Path, tmp_path: Path, tomorrow: None, shared: bool
) -> None:
    steps: list[str] = []
    new = []
    for point, folder in crash_points(lambda at: upgrade(at, shared), template, tmp_path):
        new.append(judge(point, folder, shared))
        steps += [*point.before, point.step]
    assert new == sorted(new) and new[-1] and not new[-2]
    assert any("CREATE TABLE weather" in step for step in steps)
    assert any("COMMIT" in step for step in steps)


def test_on_a_full_disk_it_is_refused_and_the_backup_is_named(
    template: Path, tmp_path: Path, tomorrow: None, shared: bool
) -> None:
    for point, folder in crash_points(
        lambda at: upgrade(at, shared), template, tmp_path, Strike.FULL, every=5
    ):
        backups = newest_first(folder / "backups")
        if point.step:
            assert point.outcome == "refused", point
            assert "storage.full" in point.words, point
            assert ("upgrade.undone" in point.words) <= bool(backups), point
        assert judge(point, folder, shared) == (not point.step), point


def test_a_second_administrator_who_was_slower_changes_nothing(
    template: Path, shared: bool, tomorrow: None
) -> None:
    slower = look_ahead(template, "ana", PASSWORD, shared=shared)
    upgrade(template, shared)
    shutil.rmtree(template / "backups")
    assert slower is not None
    upgrade_office(slower, device="desk-2", clock=lambda: NOW)
    with pytest.raises(Refused, match=r"backup\.exists"):  # never one over another
        upgrade_office(slower, device="desk-2", clock=lambda: NOW)
    assert judge(Point(0, "", "done"), template, shared)
