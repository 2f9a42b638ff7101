"""The walls of an office on a server: who is who there, and what PostgreSQL refuses to whom."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from db.migrations.walls.keeping import INNER, OFFERED
from db.migrations.walls.names import (
    group_of,
    keeper_of,
    literal,
    login_prefix,
    owner_of,
)
from db.migrations.walls.roles import STAFF_LOGIN, groups, made
from db.migrations.walls.seeing import ASKED, INDEXES
from db.rules.codes import Role

__all__ = ["raise_walls"]


def raise_walls(connection: Connection) -> None:
    """Make the walls of this database, or make them anew as this program knows them.

    Within the caller's transaction. The caller is a superuser, or owns the database and may
    create roles.
    """
    database, schema = connection.execute(text("SELECT current_database(), current_schema()")).one()
    for statement in _statements(database, schema):
        connection.exec_driver_sql(statement.replace("%", "%%"))


def _statements(database: str, schema: str) -> Iterator[str]:
    owner, keeper = owner_of(database), keeper_of(database)
    everybody = groups(database)
    yield from made(database, schema)
    yield from INDEXES
    yield f'GRANT SELECT, INSERT, UPDATE ON {STAFF_LOGIN} TO "{keeper}"'
    yield f"GRANT SELECT ON {STAFF_LOGIN} TO {', '.join(everybody)}"
    yield f'GRANT SELECT, UPDATE (role, active, version) ON staff TO "{keeper}"'
    for function in ASKED:
        yield from function.statements(schema, owner, everybody)
    filled = {
        "{owner}": literal(owner),
        "{prefix}": literal(login_prefix(database)),
        "{group}": literal(group_of(database, Role.AUDITOR).removesuffix(Role.AUDITOR.value)),
    }
    for function in (*INNER, *OFFERED):
        called = everybody if function in OFFERED else ()
        yield from function.statements(schema, keeper, called, filled)
