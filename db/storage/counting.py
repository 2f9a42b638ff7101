"""Looking at a copied database as a stranger would: does it open, is it whole, what is in it."""

from pathlib import Path

from sqlalchemy import Connection

from db.rules.findings import Refused, hard
from db.storage.engine import open_engines
from db.storage.place import Place, PlaceKind


def counted(file: Path, data_key: bytes) -> dict[str, int]:
    """The rows of each table of a copy that nobody else works on.

    A copy that was cut off opens as an empty database and passes `quick_check`: so the marker is
    asked for. Raises `Refused` with "backup.verify_failed", or what the disk says.
    """
    engines = open_engines(file, data_key, Place(file.parent, PlaceKind.SHARE), must_exist=True)
    try:
        with engines.engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
                raise Refused(hard("backup.verify_failed", what="quick_check"))
            if not _marker(connection):
                raise Refused(hard("backup.verify_failed", what="marker"))
            return rows_by_table(connection)
    finally:
        engines.dispose()


def _marker(connection: Connection) -> object:
    ask = connection.exec_driver_sql
    if not ask("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'fact'").scalar():
        return None
    return ask("SELECT value FROM fact WHERE key = 'backup_marker'").scalar()


def rows_by_table(connection: Connection) -> dict[str, int]:
    """The rows of each table of records."""
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).scalars()
    return {
        str(name): connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in tables.all()
    }
