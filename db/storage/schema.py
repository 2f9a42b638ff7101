"""Bringing an office's database to today's schema, or refusing one that is newer.

A migration is one exclusive transaction on an engine without foreign keys (recreating a table
with them on would delete its children without an error). Before it commits, foreign keys, the
full-text index and the row counts are checked, and that everything is there which the models
describe.

Each migration says whether it is `additive`: whether the program of the version before can go on
working on what it makes. The office keeps the newest schema that was not (the floor), so that a
program which does not know the office's schema knows whether it may work on it all the same. And
it keeps which version of the program was the first to know the floor, for whoever may not: a
migration that is not additive names it (`since`).
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Engine

from db.migrations.server_guards import BYTE_BY_BYTE
from db.migrations.walls import lower_walls, raise_walls, walls_are_current, walls_are_newer
from db.models import Base
from db.rules.findings import hard
from db.storage.problems import StorageProblem

SCHEMA_FLOOR = "schema_floor"  # a fact of the office: whoever knows this schema may work on it
NEEDS_VERSION = "needs_version"  # another: the first version of the program that knows it
_MIGRATIONS = Path(__file__).parent.parent / "migrations"
_FIRST = "0.1.0"  # the version of the migrations that name none
_KEEP_FACT = text(
    "INSERT INTO fact (key, value) VALUES (:key, :value)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_FOUND = text("SELECT version_num FROM alembic_version")
FULL_TEXT_TABLES = ("search_name", "search_note")


def newest_schema() -> str:
    """The revision that this program works with."""
    return _newest(_MIGRATIONS)


def schema_of(connection: Connection) -> str | None:
    """The revision of an open database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(_FOUND)
    return found


def schema_in(engine: Engine) -> str:
    """The revision of the database that is behind an engine."""
    with engine.connect() as connection:
        return schema_of(connection) or ""


def needs_upgrade(connection: Connection) -> bool:
    """Whether the database is of an older version than the program.

    One of a newer version may be worked on if the program knows its floor. Raises
    `StorageProblem` "newer" if it does not, and "damaged" when nothing is in it.
    """
    found = schema_of(connection)
    if found == newest_schema():
        return False
    if found is None:  # a file that was emptied; an upgrade would make a new office of it
        raise StorageProblem("damaged")
    known = {script.revision for script in _chain()}
    if found in known:
        return True
    if _fact(connection, SCHEMA_FLOOR) in known:
        return False
    version = _fact(connection, NEEDS_VERSION)
    needs = (hard("storage.needs_version", version=version),) if version else ()
    raise StorageProblem("newer", *needs)


def knows_schema(schema: str) -> bool:
    """Whether this program has every migration up to a schema: it is its own, or an older one."""
    return schema in {script.revision for script in _chain()}


def see_whether_known(connection: Connection) -> None:
    """Raise `StorageProblem` "newer" or "older" where the database is not of a schema that this
    program may write: somebody may have upgraded it while this computer slept.
    """
    found: str | None = connection.scalar(_FOUND)
    if found != newest_schema() and needs_upgrade(connection):
        raise StorageProblem("older")


def has_other_walls(connection: Connection) -> bool:
    """Whether the walls of an office on a server are to be made anew, though its schema is this
    program's. Those of an office with another schema are left to who knows it.

    Raises `StorageProblem` "newer" where a later program made them: it knows why.
    """
    if connection.dialect.name != "postgresql" or schema_of(connection) != newest_schema():
        return False
    if walls_are_newer(connection):
        raise StorageProblem("newer")
    return not walls_are_current(connection)


def renew_walls(connection: Connection) -> None:
    """Make the walls anew, inside the caller's transaction; who calls owns the tables."""
    lower_walls(connection)
    raise_walls(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run every migration that is missing (up to `to`), inside the caller's transaction.

    The caller begins it with BEGIN IMMEDIATE (or EXCLUSIVE) on an engine with foreign keys off,
    has made a backup, and commits. Raises `StorageProblem` "migration_failed" rather than let
    anything damaged be committed.
    """
    fresh = schema_of(connection) is None
    before = {} if fresh else _row_counts(connection)
    on_server = connection.dialect.name == "postgresql"
    if on_server and not fresh:
        lower_walls(connection)
    _run_missing(connection, to)
    if on_server:
        connection.exec_driver_sql(BYTE_BY_BYTE)
        raise_walls(connection)
    floor = _floor_migration(schema_of(connection))
    needs = str(getattr(floor.module, "since", _FIRST))
    for key, value in ((SCHEMA_FLOOR, floor.revision), (NEEDS_VERSION, needs)):
        connection.execute(_KEEP_FACT, {"key": key, "value": value})
    _verify(connection, before, complete=to == "head")


def upgrade_engine(engine: Engine) -> None:
    """Upgrade in one writing transaction of its own, while nobody else reads or writes."""
    with engine.execution_options(immediate=True, exclusive=True).begin() as connection:
        upgrade(connection)


def _run_missing(connection: Connection, to: str) -> None:
    """What Alembic's own command does, but that every upgrade takes the same loaded migrations."""
    scripts = _scripts(_MIGRATIONS)
    config = Config(attributes={"connection": connection})

    def missing(found: Any, _context: object) -> Sequence[Any]:
        return scripts._upgrade_revs(to, found)

    with EnvironmentContext(config, scripts, fn=missing, destination_rev=to):
        scripts.run_env()


@cache
def _newest(folder: Path) -> str:
    head = _scripts(folder).get_current_head()
    if head is None:
        raise RuntimeError("the program was built without its migrations")
    return head


@cache
def _scripts(folder: Path) -> ScriptDirectory:
    """The migrations, loaded once: it takes as long as opening an office does."""
    return ScriptDirectory(str(folder))


def _verify(connection: Connection, before: dict[str, int], *, complete: bool) -> None:
    in_file = connection.dialect.name == "sqlite"
    # A server checks its foreign keys and its index by itself.
    if in_file and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StorageProblem("migration_failed", what="foreign_keys")
    tables = inspect(connection)
    for table, rows in before.items():
        if tables.has_table(table) and _count(connection, table) < rows:
            raise StorageProblem("migration_failed", what=table)
    for table in FULL_TEXT_TABLES if in_file else ():
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
    for table, model in Base.metadata.tables.items() if complete else ():
        there = tables.get_columns(table) if tables.has_table(table) else []
        if not set(model.columns.keys()) <= {str(column["name"]) for column in there}:
            raise StorageProblem("migration_failed", what=table)


def _chain() -> list[Script]:
    """Every migration, the newest first."""
    return list(_scripts(_MIGRATIONS).walk_revisions())


def _floor(schema: str | None) -> str:
    """The newest schema up to this one that was not additive."""
    return _floor_migration(schema).revision


def _floor_migration(schema: str | None) -> Script:
    revisions = _chain()
    at = [script.revision for script in revisions].index(str(schema))
    return next(one for one in revisions[at:] if not getattr(one.module, "additive", False))


def _fact(connection: Connection, key: str) -> str | None:
    found: str | None = connection.scalar(
        text("SELECT value FROM fact WHERE key = :key"), {"key": key}
    )
    return found


def _row_counts(connection: Connection) -> dict[str, int]:
    return {
        table: _count(connection, table)
        for table in inspect(connection).get_table_names()
        if not table.startswith("search_")
    }


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())
