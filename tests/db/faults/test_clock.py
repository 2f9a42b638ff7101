"""Somebody sets the computer's clock back in the middle of the day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.office.keeping import back_up, check, last_backup
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.ids import new_id
from db.storage.backup_folder import newest_first
from db.storage.backup_unpacking import verify_backup
from tests.db.office.desk import Desk, People, new_desk
from tests.db.on_server.ready import ReadyOnServer


@pytest.fixture(params=["local", "share"])
def drive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=request.param == "share")
    yield made
    made.close()


@pytest.fixture(params=["local", "share", "server"])
def desk(
    request: pytest.FixtureRequest, ready_on_server: ReadyOnServer, tmp_path: Path
) -> Iterator[People]:
    if request.param == "server":
        with ready_on_server.desk() as lent:
            yield lent
        return
    made = new_desk(tmp_path / "Harbor House", shared=request.param == "share")
    yield made
    made.close()


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def add(desk: People) -> None:
    desk.ana.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace"))


@pytest.mark.parametrize("back", [{"seconds": 1}, {"hours": 3}, {"days": 400}])
def test_work_goes_on_and_the_record_of_it_stays_whole(
    desk: People, back: dict[str, float]
) -> None:
    add(desk)
    desk.pass_time(**{unit: -amount for unit, amount in back.items()})
    add(desk)
    desk.sit(device="another").write(
        add_client, ClientForm(id=new_id(), first_name="Ben", last_name="Turing")
    )
    assert desk.ana.read(clients) == 3
    assert check(desk.ana) == []


@pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")
def test_a_backup_never_takes_the_place_of_one_that_bears_the_same_moment(drive: Desk) -> None:
    add(drive)
    first = back_up(drive.ana)
    add(drive)
    drive.pass_time(hours=1)
    drive.pass_time(hours=-1)
    second = back_up(drive.ana)
    assert second != first
    assert [verify_backup(file).counts["client"] for file in (first, second)] == [1, 2]
    drive.pass_time(days=-1)
    earlier = back_up(drive.ana)
    assert verify_backup(earlier).counts["client"] == 2
    assert last_backup(drive.ana.folder) in newest_first(drive.folder / "backups")
