"""A disk that is really full: what was saved stays, what was not is said, nothing is half."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from db.office.aside import Aside
from db.office.keeping import back_up, check
from db.office.local_copy import LocalCopy
from db.office.members import change_password
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage import snapshot
from db.storage.documents import DocumentStore
from db.storage.snapshot import Copies
from db.texts import explain
from tests.db.faults.mounts import fill, needs_mounts, small_disk
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, new_desk

pytestmark = [
    pytest.mark.only_in_folder("a disk that is full"),
    needs_mounts,
]


@pytest.fixture(params=[False, True], ids=["local", "share"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with small_disk(tmp_path / "disk", 6 * 1024) as disk:
        made = new_desk(disk / "Harbor House", shared=request.param)
        yield made
        made.close()


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "share", shared=True)
    yield made
    made.close()


def somebody(number: int = 0) -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name=f"Lovelace {number}" + "x" * 60)


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def refusal(call: Callable[..., object], *args: object, **named: object) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    return refused.value


def until_full(desk: Desk) -> int:
    """Save until the disk has no room; how many were acknowledged."""
    for number in range(5000):
        try:
            desk.ana.write(add_client, somebody(number))
        except Refused as refused:
            assert str(refused) == "storage.full"
            assert "disk is full" in explain(refused)
            return number
    raise AssertionError("the disk never filled up")


def test_what_was_acknowledged_is_there_and_all_goes_on_when_there_is_room(desk: Desk) -> None:
    filler = fill(desk.folder.parent, leave=64 * 1024)
    saved = until_full(desk)
    assert desk.ana.read(clients) == saved
    filler.unlink()
    desk.ana.write(add_client, somebody())
    assert desk.ana.read(clients) == saved + 1
    assert check(desk.ana) == []


def test_a_backup_without_room_is_refused_and_leaves_nothing(desk: Desk) -> None:
    filler = fill(desk.folder.parent, leave=32 * 1024)
    assert str(refusal(back_up, desk.ana)) == "storage.full"
    assert list((desk.folder / "backups").iterdir()) == []
    filler.unlink()
    back_up(desk.ana)


def test_a_password_that_cannot_be_written_leaves_the_old_one(desk: Desk) -> None:
    filler = fill(desk.folder.parent)
    before = (desk.keys / "ana.json").read_bytes()
    refused = refusal(change_password, desk.ana, PASSWORD, OWN, cost=CHEAP)
    assert str(refused) == "storage.full"
    assert (desk.keys / "ana.json").read_bytes() == before
    filler.unlink()
    desk.sit()
    assert [finding.code for finding in check(desk.ana)] == []


def test_an_attached_file_without_room_is_not_there_by_half(desk: Desk) -> None:
    store = DocumentStore(desk.folder / "documents")
    fill(desk.folder.parent, leave=32 * 1024)
    assert str(refusal(store.put, BytesIO(bytes(500_000)), new_id())) == "storage.full"
    assert list(store.stored()) == []
    assert [path for path in (desk.folder / "documents").rglob("*") if path.is_file()] == []


def test_a_computer_without_room_for_a_copy_reads_the_drive(
    share: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "here", 512) as here:
        monkeypatch.setattr(snapshot, "ROOM_LEFT", -(10**9))  # as if there had been room before
        aside = Aside(share.ana, LocalCopy(share.ana, Copies(here, share.ana.record.id)))
        aside.write(add_client, somebody())
        assert not aside.copy.renew()
        assert aside.copy.why_not is not None
        assert aside.copy.why_not.code == "storage.full"
        assert aside.read_long(clients) == 1
        assert aside.as_of() is None
        assert [path.name for path in here.rglob("*") if path.is_file()] == ["lock"]
        aside.copy.close()
