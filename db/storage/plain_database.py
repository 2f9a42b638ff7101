"""What lies where a database is, and where SQLite keeps files beside it."""

from pathlib import Path

from db.storage.plain_file import is_strange
from db.storage.problems import StorageProblem

_BESIDE = ("-journal", "-wal", "-shm")


def see_that_it_is_plain(database: Path) -> None:
    """Raise `StorageProblem` "not_plain" where something else lies in the place of the database, or
    of a file beside it: at a pipe SQLite would wait for ever, and of the rest it would say that
    the drive is gone."""
    beside = [database.with_name(database.name + end) for end in _BESIDE]
    for path in (database, *beside):
        if is_strange(path, links=path == database):
            raise StorageProblem("not_plain", name=path.name)
