"""Taking a database out of write-ahead mode, which an office of one computer brought to a drive.

Only a connection that is alone can do it, and each that merely waits for that keeps the others
from it. So every attempt has a connection of its own, which is closed before the pause.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlcipher3 import dbapi2 as driver

WAL = "wal"


def leave_wal(connect: Callable[[], Any], wanted: str, patiently: Callable[[Any], None]) -> None:
    """Give the database the journal that is wanted, if it is in write-ahead mode.

    `connect` opens a connection that has its key; `patiently` repeats a step that finds the
    database locked. Whatever else is wrong is left for the next connection to say.
    """

    def step() -> None:
        connection = connect()
        try:
            mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
            if mode.lower() == WAL:
                connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
        finally:
            with suppress(driver.Error):
                connection.close()

    patiently(step)
