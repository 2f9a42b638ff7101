"""What a place does to an office, it does to the sealed files in it: each is refused by name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.office import open_office
from db.office.keeping import back_up, check, restore
from db.office.rotating import rotate_data_key
from db.office.sealed import open_sealed
from db.office.sealed.checking import check_sealed
from db.office.sealed.listing import sealed_files
from db.operations.clients.intake import add_client
from db.operations.work import Work
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.engine import open_engines
from db.storage.timing import Timing
from tests.db.faults.mounts import fill, needs_mounts, readonly, small_disk
from tests.db.office.desk import CHEAP, OWN, new_desk
from tests.db.office.sealed.cabinet import Cabinet

pytestmark = pytest.mark.only_in_folder("a folder that may not be written")


@pytest.fixture
def cabinet(tmp_path: Path) -> Iterator[Cabinet]:
    made = Cabinet(new_desk(tmp_path / "drive" / "Harbor House", shared=True))
    yield made
    made.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Cabinet]:
    with small_disk(tmp_path / "disk", 8 * 1024) as disk:
        made = Cabinet(new_desk(disk / "Harbor House", shared=True))
        yield made
        made.close()


def somebody(number: int = 0) -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name=f"Lovelace {number}" + "x" * 60)


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def code(call: Callable[..., object], *args: object, **named: object) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    return str(refused.value)


@needs_mounts
def test_on_a_full_disk_what_was_saved_in_one_stays_and_all_goes_on_when_there_is_room(
    small: Cabinet,
) -> None:
    inside = small.open(small.seal())
    filler = fill(small.desk.folder.parent, leave=64 * 1024)
    saved, refused = 0, ""
    while not refused and saved < 5000:
        try:
            inside.write(add_client, somebody(saved))
            saved += 1
        except Refused as error:
            refused = str(error)
    assert refused == "storage.full"
    assert inside.read(clients) == saved
    filler.unlink()
    inside.write(add_client, somebody())
    assert inside.read(clients) == saved + 1
    assert list(check_sealed(small.maria)) == []


@needs_mounts
def test_on_a_full_disk_no_half_of_one_is_made(small: Cabinet) -> None:
    before = small.seal()
    filler = fill(small.desk.folder.parent, leave=128 * 1024)
    assert code(small.seal) == "storage.full"
    assert [file.id for file in sealed_files(small.maria).files] == [before]
    assert [path.name for path in (small.desk.folder / "sealed").iterdir()] == [str(before)]
    filler.unlink()
    assert small.seal() in [file.id for file in sealed_files(small.maria).files]


@needs_mounts
def test_on_a_full_disk_the_offices_key_is_the_old_one_and_the_backup_is_not_laid_out(
    small: Cabinet, tmp_path: Path
) -> None:
    backup = back_up(small.ana, tmp_path / "o.caseroom-backup")
    small.sue.close()
    small.maria.close()
    small.omar.close()
    filler = fill(small.desk.folder.parent, leave=16 * 1024)
    before = {path.name: path.read_bytes() for path in small.desk.keys.glob("*.json")}
    assert code(rotate_data_key, small.ana) == "storage.full"
    assert {path.name: path.read_bytes() for path in small.desk.keys.glob("*.json")} == before
    assert code(restore, backup, small.desk.folder.parent / "restored") == "storage.full"
    there = {path.name for path in small.desk.folder.parent.iterdir()}
    assert there == {"Harbor House", filler.name}
    filler.unlink()
    small.desk.sit()


@needs_mounts
def test_where_the_place_cannot_be_written_one_is_listed_and_refused(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    inside = cabinet.open(sealed_id)
    inside.write(add_client, somebody())
    inside.engines.dispose()
    for office in (cabinet.ana, cabinet.sue, cabinet.maria, cabinet.omar):
        office.engines.dispose()
    folder = cabinet.desk.folder
    with readonly(folder):
        assert inside.read(clients) == 1
        assert code(inside.write, add_client, somebody()) == "storage.readonly"
        inside.engines.dispose()
        maria = open_office(folder, "maria", OWN, device="x", cost=CHEAP, shared=True)
        assert [file.id for file in sealed_files(maria).files] == [sealed_id]
        assert code(open_sealed, maria, sealed_id) == "place.readonly"
        maria.close()
    inside.write(add_client, somebody())
    assert inside.read(clients) == 2


def test_a_drive_that_goes_away_under_an_open_one_is_named_and_what_was_saved_is_there(
    cabinet: Cabinet, tmp_path: Path
) -> None:
    sealed_id = cabinet.seal()
    inside = cabinet.open(sealed_id)
    inside.write(add_client, somebody())
    inside.engines.dispose()
    cabinet.maria.engines.dispose()
    drive, away = cabinet.desk.folder.parent, tmp_path / "unplugged"
    drive.rename(away)
    assert code(inside.write, add_client, somebody()) == "storage.gone"
    assert code(inside.read, clients) == "storage.gone"
    assert not drive.exists()
    away.rename(drive)
    inside.write(add_client, somebody())
    assert inside.read(clients) == 2
    assert check(cabinet.ana)[0].code == "check.sealed_closed"


@pytest.mark.parametrize("back", [{"seconds": 1}, {"hours": 3}, {"days": 400}])
def test_a_clock_that_is_set_back_leaves_its_record_whole(
    cabinet: Cabinet, back: dict[str, float]
) -> None:
    inside = cabinet.open(cabinet.seal())
    inside.write(add_client, somebody())
    cabinet.desk.pass_time(**{unit: -amount for unit, amount in back.items()})
    inside.write(add_client, somebody())
    assert inside.read(clients) == 2
    assert list(check_sealed(cabinet.maria)) == []


@pytest.mark.parametrize(("times", "kept"), [(1, 1), (2, 0)], ids=["once", "again"])
def test_a_program_that_stood_still_for_ten_seconds_in_a_save_begins_it_anew_once(
    cabinet: Cabinet, times: int, kept: int
) -> None:
    inside, now = cabinet.open(cabinet.seal()), [0.0]
    inside.engines.dispose()
    inside.engines = open_engines(
        inside.folder.database,
        inside.secrets.database_key,
        inside.place,
        timing=Timing(elapsed=lambda: now[0]),
        must_exist=True,
    )

    sleeps = [10.0] * times

    def add_and_sleep(work: Work) -> None:
        add_client(work, somebody())
        work.session.flush()
        now[0] += sleeps.pop() if sleeps else 0.0

    if kept:
        inside.write(add_and_sleep)
    else:
        assert code(inside.write, add_and_sleep) == "storage.deadline"
    assert inside.read(clients) == kept
    inside.write(add_client, somebody())
    assert inside.read(clients) == kept + 1
