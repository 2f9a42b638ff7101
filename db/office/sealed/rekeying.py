"""Putting a sealed file's database under another key, all of it or nothing."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from db.office.blaming import blaming
from db.office.sealed.layout import SealedPlace
from db.storage.engine import open_engines, prepare
from db.storage.problems import StorageProblem, problem_of


def opens(database: Path, key: bytes, place: SealedPlace) -> bool:
    """Whether the database is under this key. Raises `StorageProblem` for anything else."""
    engines = open_engines(database, key, place, must_exist=True)
    try:
        with blaming(), engines.engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except StorageProblem as problem:
        if problem.has("storage.wrong_key_or_damaged"):
            return False
        raise
    finally:
        engines.dispose()
    return True


def rekey(database: Path, old: bytes, new: bytes, place: SealedPlace) -> None:
    """Encrypt the database anew. The caller holds the writing lock. Raises `StorageProblem`."""
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
