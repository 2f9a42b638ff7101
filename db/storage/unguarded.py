"""Without the guards of what is signed, for rows that are moved as they are and not changed.

Within a transaction: the guards are taken away and made again, and references between rows are
looked at in its end only.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, text

from db.migrations.first_guards import IMMUTABLE
from db.models import Base

_NAMES = frozenset(statement.split()[2] for statement in IMMUTABLE)  # CREATE TRIGGER name
_IN_FILE = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
_ON_SERVER = text(
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    " AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"
)


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Let rows in and out as they are. Where it breaks off, the caller's transaction is undone."""
    if connection.dialect.name == "postgresql":
        yield from _on_server(connection)
    else:
        yield from _in_file(connection)


def _in_file(connection: Connection) -> Iterator[None]:
    guards = [(name, sql) for name, sql in connection.execute(_IN_FILE) if name in _NAMES]
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in guards:
        connection.exec_driver_sql(sql)


def _on_server(connection: Connection) -> Iterator[None]:
    guards = [(name, of) for name, of in connection.execute(_ON_SERVER) if name in _NAMES]
    tables = inspect(connection)
    references = [
        (table, key["name"])
        for table in Base.metadata.tables
        for key in tables.get_foreign_keys(table)
    ]
    for name, of in guards:
        connection.exec_driver_sql(f'ALTER TABLE {of} DISABLE TRIGGER "{name}"')
    for table, name in references:
        connection.exec_driver_sql(
            f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED'
        )
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")  # looks at every row, or refuses
    for table, name in references:
        connection.exec_driver_sql(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" NOT DEFERRABLE')
    for name, of in guards:
        connection.exec_driver_sql(f'ALTER TABLE {of} ENABLE TRIGGER "{name}"')
