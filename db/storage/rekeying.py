"""Putting a database under another key, all of it or nothing.

The pages are encrypted anew in one transaction with a rollback journal, so a computer that stops
in the middle leaves the old state, which the next opening puts back.
"""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from db.storage.engine import give_key, prepare
from db.storage.place import Place
from db.storage.plain_database import see_that_it_is_plain
from db.storage.problems import StorageProblem, problem_of


def opens(database: Path, key: bytes, place: Place) -> bool:
    """Whether the database is under this key. Raises `StorageProblem` for anything else."""
    if not database.exists():
        raise StorageProblem("gone")
    see_that_it_is_plain(database)
    try:
        connection = driver.connect(str(database), timeout=place.retry_seconds)
        try:
            give_key(connection, key)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except driver.Error as error:
        problem = problem_of(error) or StorageProblem("input_output")
        if problem.has("storage.wrong_key_or_damaged"):
            return False
        raise problem from None
    return True


def rekey(database: Path, old: bytes, new: bytes, place: Place) -> None:
    """Encrypt the database anew. `place` must be one without WAL, and nobody may be reading.

    Raises `StorageProblem`.
    """
    see_that_it_is_plain(database)
    try:
        connection = driver.connect(str(database), timeout=place.retry_seconds)
        try:
            prepare(connection, old, place)
            connection.execute(f"PRAGMA busy_timeout = {int(place.retry_seconds * 1000)}")
            connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
        finally:
            connection.close()
    except driver.Error as error:
        raise problem_of(error) or StorageProblem("input_output") from None
    if not opens(database, new, place):
        raise StorageProblem("locked")  # somebody was reading all the time
