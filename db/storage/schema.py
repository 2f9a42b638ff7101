"""Bringing an office's database to today's schema, or refusing one that is newer.

A migration is one exclusive transaction on an engine without foreign keys (recreating a table
with them on would delete its children without an error). Before it commits, foreign keys, the
full-text index and the row counts are checked.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Engine

from db.storage.problems import StorageProblem

_MIGRATIONS = Path(__file__).parent.parent / "migrations"
FULL_TEXT_TABLES = ("search_name", "search_note")


def newest_schema() -> str:
    """The revision that this program works with."""
    head = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    if head is None:
        raise RuntimeError("the program was built without its migrations")
    return head


def schema_of(connection: Connection) -> str | None:
    """The revision of an open database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def needs_upgrade(connection: Connection) -> bool:
    """Whether the database is of an older version than the program.

    Raises `StorageProblem` "newer" when it is the other way round, and "damaged" when nothing
    is in it.
    """
    found = schema_of(connection)
    if found == newest_schema():
        return False
    if found is None:  # a file that was emptied; an upgrade would make a new office of it
        raise StorageProblem("damaged")
    if found not in _known():
        raise StorageProblem("newer")
    return True


def upgrade(connection: Connection) -> None:
    """Run every migration that is missing, inside the caller's transaction.

    The caller begins it with BEGIN IMMEDIATE (or EXCLUSIVE) on an engine with foreign keys off,
    has made a backup, and commits. Raises `StorageProblem` "migration_failed" rather than let
    anything damaged be committed.
    """
    fresh = schema_of(connection) is None
    before = {} if fresh else _row_counts(connection)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StorageProblem("migration_failed", what="foreign_keys")
    for table, rows in before.items():
        if inspect(connection).has_table(table) and _count(connection, table) < rows:
            raise StorageProblem("migration_failed", what=table)
    for table in FULL_TEXT_TABLES:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")


def upgrade_engine(engine: Engine) -> None:
    """Upgrade in one writing transaction of its own."""
    with engine.execution_options(immediate=True).begin() as connection:
        upgrade(connection)


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def _row_counts(connection: Connection) -> dict[str, int]:
    return {
        table: _count(connection, table)
        for table in inspect(connection).get_table_names()
        if not table.startswith("search_")
    }


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())
