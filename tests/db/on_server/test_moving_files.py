"""Attached files when an office moves: all of them, also broken ones and those of closed cases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from db.office import Office
from db.office.files_place import keep_files_in
from db.office.keeping import check
from db.office.on_server import open_on_server
from db.office.relocating import Moved, move
from db.operations.cases.restrict import restrict_case
from db.rules.ids import new_id
from db.storage.carried_files import FilesCarried
from db.storage.documents import DocumentStore
from db.storage.server_address import ServerAddress
from tests.db.office.desk import CHEAP, PASSWORD, Desk, new_desk
from tests.db.office.secrets_in import Entered, attach, enter
from tests.db.on_server.desk import MAKER
from tests.db.server import Server


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "Harbor House")
    yield made
    made.close()


@pytest.fixture
def there(server: Server) -> ServerAddress:
    """An empty database."""
    name = server.unused("moving_files")
    server.make(name)
    return ServerAddress(server.host, name, server.port)


def go(office: Office, to: ServerAddress | Path) -> Moved:
    return move(office, to, PASSWORD, MAKER, cost=CHEAP)


def attached(office: Office, to: Entered) -> UUID:
    """One more file at the case; where it is kept."""
    one = replace(to, document=new_id(), stored_as=new_id())
    attach(office, one, b"Dear Judge")
    return one.stored_as


def test_broken_attached_files_are_named_and_keep_nothing_from_moving(
    desk: Desk, there: ServerAddress, tmp_path: Path
) -> None:
    ben, _ = desk.hire("ben")
    words = enter(desk.ana)
    cut, empty, gone = (attached(desk.ana, words) for _ in range(3))
    store = DocumentStore(desk.folder / "documents")
    half = store.path_of(cut).read_bytes()[:-10]
    store.path_of(cut).write_bytes(half)
    store.path_of(empty).write_bytes(b"")
    store.remove(gone)
    broken = FilesCarried(1, (gone.hex,), (cut.hex, empty.hex))
    assert go(desk.ana, there).carried.files == broken
    ana = open_on_server(there, "ana", PASSWORD, device="desk-1", cost=CHEAP, clock=desk.ana.clock)
    assert {finding.code for finding in check(ana)} == {
        "check.document_missing",
        "check.document_changed",
    }
    # Ana is on no list of the case that is closed meanwhile, and moves its files as well.
    ana.write(restrict_case, words.case, 1, frozenset({ben}))
    assert check(ana) == []
    elsewhere = tmp_path / "Attached"
    elsewhere.mkdir()
    keep_files_in(ana, str(elsewhere))
    back = tmp_path / "Back again"
    assert go(ana, back).carried.files == broken
    assert DocumentStore(back / "documents").path_of(cut).read_bytes() == half
