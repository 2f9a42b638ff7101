"""Drives that are unplugged, files that are emptied, places where no office can be made."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.office import NewOffice, create_office
from db.office.keeping import back_up, check, last_backup
from db.operations.clients.intake import add_client
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.rules.clients import ClientForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.backup_folder import SUFFIX, newest_first
from db.texts import sentence
from tests.db.office.desk import CHEAP, PASSWORD, Desk

pytestmark = pytest.mark.only_in_folder("a drive that is unplugged")

FORM = NewOffice("Harbor House", "America/New_York", "ana", "Ana Ruiz", PASSWORD)


def codes(call: Callable[..., object], *args: object, **named: object) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    return str(refused.value)


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def clients(desk: Desk) -> int:
    return len(desk.ana.read(client_list, ClientFilter(), ClientSort.NAME))


def test_nothing_is_written_where_the_folder_is_gone_and_all_goes_on_when_it_is_back(
    desk: Desk,
) -> None:
    desk.ana.write(add_client, somebody())
    away = desk.folder.rename(desk.folder.with_name("away"))
    assert codes(desk.ana.write, add_client, somebody()) == "storage.gone"
    assert codes(clients, desk) == "storage.gone"
    assert codes(back_up, desk.ana) == "storage.gone"
    assert not desk.folder.exists()
    away.rename(desk.folder)
    desk.ana.write(add_client, somebody())
    assert clients(desk) == 2
    assert check(desk.ana) == []


def test_an_empty_mount_point_gets_no_empty_database(desk: Desk) -> None:
    away = desk.folder.rename(desk.folder.with_name("away"))
    desk.folder.mkdir()
    desk.ana.engines.dispose()
    assert codes(clients, desk) == "storage.gone"
    assert list(desk.folder.iterdir()) == []
    desk.folder.rmdir()
    away.rename(desk.folder)
    assert clients(desk) == 0


def test_connections_to_a_drive_that_reported_an_error_are_not_used_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise driver.OperationalError("disk I/O error")

    clients(desk)
    pool = desk.ana.engines.engine.pool
    assert codes(desk.ana.read, broken) == "storage.input_output"
    assert desk.ana.engines.engine.pool is not pool
    assert clients(desk) == 0


def test_an_emptied_database_is_damage_and_no_older_version(desk: Desk) -> None:
    desk.ana.close()
    for name in ("office.db-wal", "office.db-shm"):
        (desk.folder / name).unlink(missing_ok=True)
    (desk.folder / "office.db").write_bytes(b"")
    assert codes(desk.sit) == "storage.damaged"


def test_a_list_of_members_that_is_missing_is_said_to_be(desk: Desk) -> None:
    (desk.keys / "manifest.json").unlink()
    assert codes(desk.sit) == "storage.manifest_missing"


@pytest.mark.parametrize(
    ("where", "code"),
    [("letter.txt/office", "storage.gone"), ("x" * 300, "storage.input_output")],
)
def test_where_no_folder_can_be_no_office_is_made(tmp_path: Path, where: str, code: str) -> None:
    (tmp_path / "letter.txt").write_text("here first")
    assert codes(create_office, tmp_path / where, FORM, device="x", cost=CHEAP) == code
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_disk_that_fills_up_while_the_tables_are_made_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise driver.OperationalError("database or disk is full")

    monkeypatch.setattr("db.office.creating.upgrade_engine", fail)
    assert codes(create_office, tmp_path / "new", FORM, device="x", cost=CHEAP) == "storage.full"
    assert list(tmp_path.iterdir()) == []


def test_a_backup_folder_that_is_a_file_is_refused(desk: Desk) -> None:
    (desk.folder / "backups").rmdir()
    (desk.folder / "backups").write_text("in the way")
    assert codes(back_up, desk.ana) == "storage.input_output"


def test_a_backup_that_another_computer_removes_meanwhile_is_passed_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.folder / "backups"
    for number in range(3):
        (folder / f"{number}{SUFFIX}").write_text("x")
    (folder / f"gone{SUFFIX}").symlink_to(folder / "nowhere")
    assert len(newest_first(folder)) == 3
    assert last_backup(desk.ana.folder) in newest_first(folder)


def test_a_backup_that_cannot_be_taken_away_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk.ana)
    desk.pass_time(minutes=1)

    def held(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", held)
    back_up(desk.ana)
    assert len(newest_first(desk.folder / "backups")) == 2


def test_damage_is_one_finding_that_says_what_to_do(desk: Desk) -> None:
    for _ in range(40):
        desk.ana.write(add_client, somebody())
    desk.ana.close()
    file = desk.folder / "office.db"
    content = bytearray(file.read_bytes())
    content[-100] ^= 0xFF
    content[-5000] ^= 0xFF
    file.write_bytes(content)
    found = [finding for finding in check(desk.ana) if finding.code == "check.database"]
    assert len(found) == 1
    assert "restore the last backup" in sentence(found[0])
