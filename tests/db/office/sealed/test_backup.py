"""A backup holds sealed files, made by somebody who cannot open them."""

import sys
import threading
from pathlib import Path

import pytest

from db.office import Office, open_office
from db.office.keeping import back_up, check, restore
from db.office.replacing import put_in_place
from db.office.saves import RecentSaves
from db.office.sealed import open_sealed
from db.operations.clients.intake import add_client
from db.operations.drafts import save_draft
from db.queries.drafts import my_drafts
from db.rules.clients.form import ClientForm
from db.rules.ids import new_id
from db.storage.documents import DocumentStore
from db.storage.local_store import LocalLog
from db.storage.writing_lock import writing_lock
from tests.db.office.desk import CHEAP, OWN
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.secrets_in import enter

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


def test_a_member_finds_all_of_it_in_what_was_restored(cabinet: Cabinet, tmp_path: Path) -> None:
    sealed_id = cabinet.seal()
    ids = enter(cabinet.open(sealed_id))
    file = back_up(cabinet.ana, tmp_path / "o.caseroom-backup")
    restore(file, tmp_path / "restored")
    office = open_office(tmp_path / "restored", "maria", OWN, device="drill", cost=CHEAP)
    cabinet.desk.opened.append(office)
    inside = open_sealed(office, sealed_id)
    assert inside.read(my_drafts)[0].record_id == ids.note
    assert check(office) == []
    inside.close()
    assert DocumentStore(inside.folder.documents).path_of(ids.stored_as).is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Harbor House",
        "o.caseroom-backup",
        "restored",
    ]


def test_a_backup_waits_for_who_is_writing(cabinet: Cabinet, tmp_path: Path) -> None:
    folder = cabinet.desk.folder / "sealed" / str(cabinet.seal())
    made: list[Path] = []
    target = tmp_path / "o.caseroom-backup"
    backing_up = threading.Thread(target=lambda: made.append(back_up(cabinet.ana, target)))
    with writing_lock(folder):
        backing_up.start()
        backing_up.join(0.3)
        assert not made
    backing_up.join()
    assert made == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_what_a_crash_left_in_the_journal_comes_along(cabinet: Cabinet, tmp_path: Path) -> None:
    """The database is torn in the middle of a write; the copy is played back by its journal."""
    import sqlcipher3.dbapi2 as driver

    sealed_id = cabinet.seal()
    inside = cabinet.open(sealed_id)
    ids = enter(inside)
    key, folder = inside.data_key, inside.folder
    inside.engines.dispose()
    journal = folder.path / "office.db-journal"
    connection = driver.connect(str(folder.database))
    connection.isolation_level = None
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA cache_size = 2")  # so that pages are written before the commit
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM draft")
    connection.execute("CREATE TABLE torn AS SELECT randomblob(9000) AS x FROM audit_event")
    torn, left = folder.database.read_bytes(), journal.read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    folder.database.write_bytes(torn)
    journal.write_bytes(left)
    restore(back_up(cabinet.ana, tmp_path / "o.caseroom-backup"), tmp_path / "restored")
    office = open_office(tmp_path / "restored", "maria", OWN, device="drill", cost=CHEAP)
    cabinet.desk.opened.append(office)
    again = open_sealed(office, sealed_id)
    assert again.read(my_drafts)[0].record_id == ids.note
    assert check(office) == []
    again.close()


def test_while_members_write_every_backup_holds_a_whole_state(
    cabinet: Cabinet, tmp_path: Path
) -> None:
    sealed_id = cabinet.seal()
    inside = cabinet.open(sealed_id)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            inside.write(save_draft, "note", new_id(), {"text": "x" * 20_000})

    writing = threading.Thread(target=write)
    writing.start()
    try:
        files = [back_up(cabinet.ana, tmp_path / f"{n}.caseroom-backup") for n in range(4)]
    finally:
        stop.set()
        writing.join()
    for file in files:
        restore(file, tmp_path / file.stem)
        office = open_office(tmp_path / file.stem, "maria", OWN, device="drill", cost=CHEAP)
        cabinet.desk.opened.append(office)
        assert check(office) == []


def test_what_a_restore_removed_from_a_sealed_file_is_not_saved_again_by_its_members_journal(
    cabinet: Cabinet, tmp_path: Path
) -> None:
    def journal(inside: Office) -> RecentSaves:
        log = LocalLog(tmp_path / "kept", inside.identity, inside.record.id, inside.device, "saves")
        inside.watchers.append(RecentSaves(inside, log))
        return RecentSaves(inside, log)

    sealed_id = cabinet.seal()
    file = back_up(cabinet.ana, tmp_path / "o.caseroom-backup")
    inside = cabinet.open(sealed_id)
    journal(inside)
    inside.write(add_client, ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace"))
    cabinet.close()
    ana = cabinet.desk.sit("ana", device="desk-1")
    put_in_place(ana, file, "Harbor House")
    again = cabinet.open(sealed_id, cabinet.desk.sit("maria", OWN))
    (lost,) = journal(again).look().stuck
    assert [finding.code for finding in lost.why] == ["saves.restored_since"]
