"""Whether the place where an office lives answers at all."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from db.storage.engine import connect_bare
from db.storage.problems import is_busy


def answers(database: Path, data_key: bytes) -> bool:
    """Whether the database can be read just now, by a connection of its own.

    One on which somebody is writing answers too. Takes as long as the drive takes to say no.
    """
    try:
        connection = connect_bare(database, data_key)
    except (driver.Error, OSError):
        return False
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error as error:
        return is_busy(error)
    finally:
        connection.close()
    return True
