"""A database that is given another key: killed in the middle, it is whole under the old one."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.storage.engine import prepare
from db.storage.place import Place, PlaceKind
from db.storage.rekeying import opens, rekey

OLD, NEW = bytes(range(32)), bytes(range(1, 33))
ROWS = 8000
_REKEYS = """
import sys
from pathlib import Path
from db.storage.place import Place, PlaceKind
from db.storage.rekeying import rekey
database = Path(sys.argv[1])
rekey(database, bytes(range(32)), bytes(range(1, 33)), Place(database.parent, PlaceKind.SHARE))
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    made = tmp_path / "office.db"
    connection = driver.connect(str(made))
    prepare(connection, OLD, place(made))
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, x BLOB)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t VALUES (?, randomblob(900))", ((n,) for n in range(ROWS)))
    connection.execute("COMMIT")
    connection.close()
    return made


def place(database: Path) -> Place:
    return Place(database.parent, PlaceKind.SHARE)


def is_whole(database: Path, key: bytes) -> bool:
    connection = driver.connect(str(database))
    try:
        prepare(connection, key, place(database))
        ask = connection.execute
        return bool(
            ask("PRAGMA integrity_check").fetchone()[0] == "ok"
            and ask("PRAGMA cipher_integrity_check").fetchall() == []
            and ask("SELECT count(*) FROM t").fetchone()[0] == ROWS
        )
    finally:
        connection.close()


def test_under_the_new_key_it_is_whole_and_the_old_one_opens_nothing(database: Path) -> None:
    rekey(database, OLD, NEW, place(database))
    assert not opens(database, OLD, place(database))
    assert is_whole(database, NEW)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("part", [0.01, 0.25, 0.5])
def test_killed_while_its_pages_are_encrypted_anew(database: Path, part: float) -> None:
    journal, enough = database.with_name("office.db-journal"), database.stat().st_size * part
    process = subprocess.Popen([sys.executable, "-c", _REKEYS, str(database)])
    while not journal.exists() or journal.stat().st_size < enough:
        assert process.poll() is None, "it was over before it could be struck"
    process.kill()
    process.wait()
    assert journal.stat().st_size >= enough, "struck in the middle"
    # The new key is tried first, as whoever opens the office does.
    assert not opens(database, NEW, place(database))
    assert opens(database, OLD, place(database))
    assert is_whole(database, OLD)
    rekey(database, OLD, NEW, place(database))
    assert is_whole(database, NEW)
