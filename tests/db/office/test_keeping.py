"""Backups that can be trusted, and a check that finds what was damaged or tampered with."""

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from db.models.case_file import Document
from db.models.client import Client
from db.office import Office, open_office
from db.office.keeping import back_up, check, last_backup, restore
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused
from db.storage.backup_contents import read_contents
from db.storage.backup_unpacking import verify_backup
from db.storage.documents import DocumentStore, StoredDocument
from development.environment import ROOT
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk
from tests.db.office.secrets_in import WORDS, enter

pytestmark = pytest.mark.only_in_folder("backups of a folder; see on_server/test_server_backup.py")


def codes(office: Office) -> set[str]:
    return {finding.code for finding in check(office)}


def refusal(call: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in caught.value.findings}


def everything(reading: Reading) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the audit log's, which each sign-in adds to."""
    session = reading.session
    tables = session.scalars(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
            " AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite%' ORDER BY name"
        )
    ).all()
    return {
        table: sorted(
            (tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))), key=repr
        )
        for table in tables
    }


def tampered(office: Office, *statements: str) -> None:
    """Change the database as somebody would who has its key and no scruples."""
    with office.engines.engine.connect() as connection:
        for trigger in ("audit_event_update", "audit_event_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


# ---- backups ----


def test_a_backup_is_verified_and_says_what_it_holds_and_nobodys_name(desk: Desk) -> None:
    enter(desk.ana)
    steps: list[tuple[int, int]] = []
    file = back_up(desk.ana, progress=lambda done, total: steps.append((done, total)))
    assert file.parent == desk.folder / "backups"
    assert file.name == "Harbor House 2026-03-02 100000.caseroom-backup"
    assert last_backup(desk.ana.folder) == file
    contents = verify_backup(file)
    assert contents.office_name == "Harbor House"
    assert contents.counts["client"] == 1
    assert {"office.db", "keys/ana.json", "keys/manifest.json"} <= contents.parts.keys()
    assert steps[-1][0] == steps[-1][1] == len(contents.parts)
    assert not any(word.encode() in file.read_bytes() for word in WORDS)


def test_an_office_restored_elsewhere_is_the_same_office(desk: Desk, tmp_path: Path) -> None:
    ids = enter(desk.ana)
    desk.hire_and_settle("ben")
    file = back_up(desk.ana, tmp_path / "elsewhere" / "office.caseroom-backup")
    before = desk.ana.read(everything)
    restore(file, tmp_path / "Restored")
    office = open_office(tmp_path / "Restored", "ana", PASSWORD, device="new", cost=CHEAP)
    assert office.read(everything) == before
    stored = office.read(_stored)
    content = DocumentStore(office.folder.documents).read(stored)
    assert content == (WORDS[3] * 100).encode()
    assert stored.stored_as == ids.stored_as
    assert check(office) == []
    office.close()
    open_office(tmp_path / "Restored", "ben", OWN, device="new", cost=CHEAP).close()


def _stored(reading: Reading) -> StoredDocument:
    row = reading.session.execute(
        select(Document.stored_as, Document.key, Document.size, Document.sha256)
    ).one()
    return StoredDocument(*row)


def test_people_go_on_working_while_a_backup_is_made(desk: Desk) -> None:
    other = desk.sit()

    def work_meanwhile(done: int, total: int) -> None:
        if done == 1:
            enter(other)

    file = back_up(desk.ana, progress=work_meanwhile)
    assert read_contents(file).counts["client"] == 0
    assert desk.ana.read(_clients) == 1


def _clients(reading: Reading) -> int:
    return reading.session.scalar(select(func.count()).select_from(Client)) or 0


_KILLED = """
import os, signal, sys
from pathlib import Path
from db.office import open_office
from db.office.keeping import back_up
from db.storage.keys.wrapping import Argon2
office = open_office(Path(sys.argv[1]), "ana", sys.argv[2], device="k", cost=Argon2(64, 1, 1))
back_up(office, progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_backup_that_was_killed_halfway_counts_for_nothing_and_is_tidied_up(desk: Desk) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(desk.folder), PASSWORD], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert last_backup(desk.ana.folder) is None
    left = list((desk.folder / "backups").iterdir())
    assert left
    assert codes(desk.ana) == {"check.temporary"}
    for path in left:
        os.utime(path, (0, 0))  # left long ago: not another computer's backup under way
    back_up(desk.ana)
    assert codes(desk.ana) == set()
    assert len(list((desk.folder / "backups").iterdir())) == 1


def test_a_backup_that_cannot_be_finished_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    assert refusal(back_up, desk.ana) == {"storage.full"}
    assert list((desk.folder / "backups").iterdir()) == []


def test_backups_thin_out_with_age_by_what_they_say_and_not_by_their_files_date(
    desk: Desk,
) -> None:
    made = []
    for number in range(11):
        made.append(back_up(desk.ana))
        os.utime(made[-1], (1_700_000_000 - number, 1_700_000_000 - number))
        desk.pass_time(minutes=20)
    foreign = desk.folder / "backups" / "foreign.caseroom-backup"
    foreign.write_text("not ours to take away")
    assert sorted((desk.folder / "backups").iterdir()) == sorted([*made[2:], foreign])


def test_a_file_that_is_there_is_not_replaced_by_a_backup(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "letter.caseroom-backup"
    target.write_text("here first")
    assert refusal(back_up, desk.ana, target) == {"backup.exists"}
    assert target.read_text() == "here first"


def test_nobody_makes_a_backup_whose_role_may_not(desk: Desk) -> None:
    rita = desk.hire_and_settle("rita", Role.RECEPTIONIST)
    assert refusal(back_up, rita) == {"permission.denied"}
    assert refusal(check, rita) == {"permission.denied"}


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_backup_with_one_changed_byte_is_not_restored(
    desk: Desk, tmp_path: Path, where: float
) -> None:
    file = back_up(desk.ana)
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 0x40
    file.write_bytes(content)
    found = refusal(restore, file, tmp_path / "Restored")
    assert found <= {"backup.damaged", "backup.not_a_backup"}
    assert not (tmp_path / "Restored").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["Harbor House"]


@pytest.mark.parametrize("size", [0, 10, 5000])
def test_a_backup_that_was_cut_off_is_not_restored(desk: Desk, tmp_path: Path, size: int) -> None:
    file = back_up(desk.ana)
    file.write_bytes(file.read_bytes()[:size])
    assert refusal(restore, file, tmp_path / "Restored") == {"backup.not_a_backup"}


def test_what_is_no_backup_is_not_restored(desk: Desk, tmp_path: Path) -> None:
    plain = tmp_path / "letter.txt"
    plain.write_text("Dear all")
    assert refusal(restore, plain, tmp_path / "Restored") == {"backup.not_a_backup"}
    other = tmp_path / "pictures.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("contents.json", "{}")
    assert refusal(restore, other, tmp_path / "Restored") == {"backup.not_a_backup"}
    assert refusal(restore, tmp_path / "no such", tmp_path / "Restored") == {"backup.file_missing"}


def test_a_backup_never_leads_out_of_the_new_folder(desk: Desk, tmp_path: Path) -> None:
    import hashlib
    import json

    file = back_up(desk.ana)
    evil = tmp_path / "evil.caseroom-backup"
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(evil, "w") as out:
        contents = json.loads(packed.read("contents.json"))
        about = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}
        contents["parts"] = {"../evil.txt": about}
        out.writestr("../evil.txt", b"evil")
        out.writestr("contents.json", json.dumps(contents))
    assert refusal(restore, evil, tmp_path / "Restored") == {"backup.not_a_backup"}
    assert not list(tmp_path.rglob("evil.txt"))


def test_nothing_is_restored_over_something_else(desk: Desk, tmp_path: Path) -> None:
    file = back_up(desk.ana)
    assert refusal(restore, file, desk.folder) == {"office.folder_not_empty"}
    (tmp_path / "empty").mkdir()
    restore(file, tmp_path / "empty")
    open_office(tmp_path / "empty", "ana", PASSWORD, device="x", cost=CHEAP).close()
