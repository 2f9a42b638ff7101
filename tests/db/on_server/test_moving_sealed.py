"""An office with sealed files moves to a server and back, and nobody needs a key to them for it."""

import tempfile
from itertools import count
from pathlib import Path

import pytest

from db.office import open_office
from db.office.entering import enter
from db.office.keeping import check
from db.office.relocating import move
from db.queries.search.find import find
from db.rules.findings import Refused
from db.storage.server_address import ServerAddress
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Ready
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.secrets_in import WORDS
from tests.db.on_server.desk import MAKER
from tests.db.on_server.superuser import told_by_tables
from tests.db.server import Server

_numbers = count(1)


@pytest.fixture
def cabinet(staffed: Ready, tmp_path: Path) -> Cabinet:
    return Cabinet(staffed.copied(tmp_path / "Harbor House"), hired=True)


@pytest.fixture
def there(server: Server) -> ServerAddress:
    """An empty database."""
    name = f"moving sealed {next(_numbers)}"
    server.make(name)
    return ServerAddress(server.host, name, server.port)


def test_they_are_the_same_there_and_here(
    cabinet: Cabinet, there: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sealed_id = cabinet.seal(cabinet.sue)
    inside = cabinet.open(sealed_id)
    ids = enter_matter(inside)
    (name,) = inside.home.document_store.stored()
    cabinet.close()
    ana = cabinet.desk.sit()
    moved = move(ana, there, PASSWORD, MAKER, cost=CHEAP)
    assert moved.carried.sealed == 1
    assert told_by_tables(there, WORDS) == set()

    maria = enter(there, "maria", OWN, device="desk-3", code=moved.codes["maria"], cost=CHEAP)
    on_server = cabinet.open(sealed_id, maria)
    assert ids.client in {hit.id for hit in on_server.read(find, WORDS[0])}
    assert list(on_server.home.document_store.stored()) == [name]
    assert check(maria) == []
    on_server.close()
    maria.close()

    back = tmp_path / "Back again"
    ana = enter(there, "ana", PASSWORD, device="desk-1", cost=CHEAP)
    assert move(ana, back, PASSWORD, MAKER, cost=CHEAP).carried.sealed == 1
    maria = open_office(back, "maria", OWN, device="desk-3", cost=CHEAP)
    again = cabinet.open(sealed_id, maria)
    assert ids.client in {hit.id for hit in again.read(find, WORDS[0])}
    assert check(maria) == []
    again.close()
    maria.close()


def test_one_that_is_not_whole_keeps_the_office_where_it_is(
    cabinet: Cabinet, there: ServerAddress
) -> None:
    sealed_id = cabinet.seal()
    cabinet.close()
    ana = cabinet.desk.sit()
    journal = ana.folder.path / "sealed" / str(sealed_id) / "office.db-journal"
    journal.write_bytes(b"what only its key plays back")
    with pytest.raises(Refused, match=r"storage\.sealed_unfinished"):
        move(ana, there, PASSWORD, MAKER, cost=CHEAP)
    ana.close()
    cabinet.desk.sit().close()
