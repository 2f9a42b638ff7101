"""The walls of an office on a server: who is who there, and what PostgreSQL refuses to whom."""

import hashlib
import re
from collections.abc import Iterator

from sqlalchemy import Connection, text

from db.migrations.walls.closing import CLOSED, CLOSING
from db.migrations.walls.keeping import INNER, OFFERED
from db.migrations.walls.lowering import lower_walls
from db.migrations.walls.matching import MATCHED
from db.migrations.walls.names import (
    group_of,
    identifier,
    keeper_of,
    literal,
    login_prefix,
    owner_of,
)
from db.migrations.walls.openings import OPENINGS
from db.migrations.walls.recording import FITTING, FORWARD, RECORDING
from db.migrations.walls.restricting import FOLLOWING, RESTRICTED
from db.migrations.walls.roles import STAFF_LOGIN, groups, made
from db.migrations.walls.rows import ROWS
from db.migrations.walls.sealing import LETTING_GO, SEALING, TOLD
from db.migrations.walls.searching import SEARCHED
from db.migrations.walls.seeing import ASKED, INDEXES
from db.migrations.walls.tables import FINDERS, READERS, SEALERS, SEQUENCES, WALLS
from db.rules.codes import Role

__all__ = [
    "lower_walls",
    "raise_walls",
    "walls_are_current",
    "walls_are_newer",
    "walls_version",
]

# One more with each change of the walls: so a program of before sees that they are not its to make.
_NUMBER = 2
_KNOWN_BY = re.compile(r"walls (?:([0-9]+) )?[0-9a-f]{20}")  # the first had no number
_KEPT_AT = "alembic_version"  # the one table that is there whatever the office's version
_FOUND = text(f"SELECT obj_description(to_regclass('{_KEPT_AT}'), 'pg_class')")


def raise_walls(connection: Connection) -> None:
    """Make the walls of this database, or make them anew as this program knows them.

    Within the caller's transaction. The caller is a superuser, or owns the database and may
    create roles.
    """
    database, schema = connection.execute(text("SELECT current_database(), current_schema()")).one()
    for statement in _statements(database, schema):
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.exec_driver_sql(f"COMMENT ON TABLE {_KEPT_AT} IS {literal(walls_version())}")


def walls_version() -> str:
    """What these walls are known by: another one as soon as anything in their SQL is another."""
    told = "\0".join(_statements("office", "public")).encode()
    return f"walls {_NUMBER} {hashlib.sha256(told).hexdigest()[:20]}"


def walls_are_current(connection: Connection) -> bool:
    """Whether the walls of this database are as this program makes them; it may have none.

    Everybody who signs in may read by what they are known, and the tables' owner alone writes it.
    """
    found: str | None = connection.scalar(_FOUND)
    return found == walls_version()


def walls_are_newer(connection: Connection) -> bool:
    """Whether a later program than this one made the walls of this database."""
    found: str | None = connection.scalar(_FOUND)
    known_by = _KNOWN_BY.fullmatch(found or "")
    return known_by is not None and int(known_by[1] or 0) > _NUMBER


def _statements(database: str, schema: str) -> Iterator[str]:
    owner, keeper = owner_of(database), keeper_of(database)
    everybody = groups(database)
    yield from made(database, schema)
    yield from INDEXES
    yield from _granted(database, schema)
    yield f"GRANT SELECT, INSERT, UPDATE ON {STAFF_LOGIN} TO {identifier(keeper)}"
    yield f"GRANT SELECT, UPDATE (role, active, version) ON staff TO {identifier(keeper)}"
    asking = {
        "{finders}": _list(FINDERS),
        "{readers}": _list(READERS),
        "{sealers}": _list(SEALERS),
    }
    acting = (*ASKED, *SEARCHED, *MATCHED, *FOLLOWING, *CLOSING, *FITTING, *RECORDING, *LETTING_GO)
    for function in acting:
        yield from function.statements(schema, owner, everybody, asking)
    for rows in ROWS:
        for statement in rows.statements():
            yield statement.replace("{readers}", asking["{readers}"])
    yield from RESTRICTED
    yield from CLOSED
    yield from FORWARD
    yield from TOLD
    yield from _opened(database, schema, owner)
    yield "DROP POLICY IF EXISTS kept ON staff"
    yield f"CREATE POLICY kept ON staff TO {identifier(keeper)} USING (true)"
    filled = {
        "{owner}": literal(owner),
        "{prefix}": literal(login_prefix(database)),
        "{group}": literal(group_of(database, Role.AUDITOR).removesuffix(Role.AUDITOR.value)),
    }
    for function in (*INNER, *OFFERED):
        called = everybody if function in OFFERED else ()
        yield from function.statements(schema, keeper, called, filled)


def _opened(database: str, schema: str, owner: str) -> Iterator[str]:
    for opening in (*OPENINGS, SEALING):
        yield f"DROP SCHEMA IF EXISTS {opening.name} CASCADE"
        yield f"CREATE SCHEMA {opening.name}"
        yield f"GRANT USAGE, CREATE ON SCHEMA {opening.name} TO {identifier(owner)}"
        readers = _groups(database, opening.readers)
        yield f"GRANT USAGE ON SCHEMA {opening.name} TO {readers}"
        for view in opening.views:
            for statement in view.statements(schema, opening.name, owner):
                yield statement.replace("{readers}", _list(READERS))
            named = f"{opening.name}.{view.table}"
            yield f"GRANT SELECT ON {named} TO {readers}"
            for right, roles in view.changed.items():
                yield f"GRANT {right} ON {named} TO {_groups(database, roles)}"


def _groups(database: str, roles: frozenset[Role]) -> str:
    return ", ".join(identifier(group_of(database, role)) for role in sorted(roles))


def _list(roles: frozenset[Role]) -> str:
    return "ARRAY[" + ", ".join(literal(role) for role in sorted(roles)) + "]"


def _granted(database: str, schema: str) -> Iterator[str]:
    everybody = ", ".join(groups(database))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {identifier(schema)} FROM PUBLIC, {everybody}"
    for wall in WALLS:
        for right, roles in wall.grants():
            if roles:
                yield f"GRANT {right} ON {wall.table} TO {_groups(database, roles)}"
    yield f"GRANT USAGE ON SEQUENCE {', '.join(SEQUENCES)} TO {_groups(database, FINDERS)}"
