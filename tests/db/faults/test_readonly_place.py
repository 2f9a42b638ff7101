"""A share that cannot be written any more: what is there can be read, and why is said."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from db.office.keeping import back_up, check
from db.office.members import change_password
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.storage.documents import DocumentStore
from tests.db.faults.mounts import needs_mounts, readonly
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, new_desk

pytestmark = [
    pytest.mark.only_in_folder("a folder that may not be written"),
    needs_mounts,
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House", shared=True)
    made.ana.write(add_client, somebody())
    made.ana.engines.dispose()
    with readonly(made.folder):
        yield made
        made.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def clients(reading: Reading) -> int:
    return len(client_list(reading, ClientFilter(), ClientSort.NAME))


def code(call: Callable[..., object], *args: object, **named: object) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    return str(refused.value)


def test_what_is_there_can_be_read(desk: Desk) -> None:
    assert desk.ana.read(clients) == 1


def test_every_kind_of_writing_is_refused_by_name(desk: Desk) -> None:
    assert code(desk.ana.write, add_client, somebody()) == "storage.readonly"
    assert code(back_up, desk.ana) == "storage.readonly"
    assert code(change_password, desk.ana, PASSWORD, OWN, cost=CHEAP) == "storage.readonly"
    store = DocumentStore(desk.folder / "documents")
    assert code(store.put, BytesIO(b"letter"), new_id()) == "storage.readonly"
    assert desk.ana.read(clients) == 1


def test_of_damage_only_what_writing_would_show_is_not_looked_for_and_that_is_said(
    desk: Desk,
) -> None:
    assert [finding.code for finding in check(desk.ana)] == ["storage.readonly"]


def test_an_office_of_this_computer_is_not_called_gone(tmp_path: Path) -> None:
    """WAL cannot be read where nothing can be written."""
    local = new_desk(tmp_path / "local")
    local.ana.engines.dispose()
    with readonly(local.folder):
        assert code(local.sit) == "storage.readonly"
        local.close()


def test_who_signs_in_there_reads_and_is_told_that_nothing_is_kept(desk: Desk) -> None:
    office = desk.sit()
    assert office.read(clients) == 1
    assert office.place.why_only_read == hard("place.readonly")
    assert code(office.write, add_client, somebody()) == "place.readonly"
