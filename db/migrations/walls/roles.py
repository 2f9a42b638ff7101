"""The roles of an office on a server, the table that says who is who, and nobody else's rights.

Nothing here signs in. The tables belong to a role that no member of staff can become; what makes
and changes their logins belongs to another one, the keeper, which owns no table of records.
"""

from collections.abc import Iterator

from db.migrations.walls.names import group_of, identifier, keeper_of, literal, owner_of
from db.rules.codes import Role

# Who is who. Written by the keeper's functions alone.
STAFF_LOGIN = "staff_login"
_TABLE = (
    f"CREATE TABLE IF NOT EXISTS {STAFF_LOGIN} ("
    ' login name COLLATE "C" PRIMARY KEY,'
    " staff_id uuid NOT NULL UNIQUE REFERENCES staff (id),"
    ' role text COLLATE "C" NOT NULL,'
    " active boolean NOT NULL DEFAULT true)"
)
_OWNED = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT relname, CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS what
        FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND (relkind = 'r' OR
            relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid
                AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i')))
    LOOP
        EXECUTE format('ALTER %s %I OWNER TO %I', one.what, one.relname, {owner});
    END LOOP;
END $$"""


def groups(database: str) -> list[str]:
    """The roles of the program, as they stand in a statement."""
    return [identifier(group_of(database, role)) for role in Role]


def made(database: str, schema: str) -> Iterator[str]:
    """Statements that make the roles, where they are not, and give the tables to their owner."""
    owner, keeper = owner_of(database), keeper_of(database)
    yield _made(owner, "NOLOGIN")
    yield _made(keeper, "NOLOGIN CREATEROLE")
    for role in Role:
        yield _made(group_of(database, role), "NOLOGIN")
        group = identifier(group_of(database, role))
        yield f"GRANT {group} TO {identifier(keeper)} WITH ADMIN OPTION"
    # Who makes the office hands the tables over; a superuser may without being one of them.
    yield (
        "DO $$ BEGIN IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN"
        f" GRANT {identifier(owner)}, {identifier(keeper)} TO current_user; END IF; END $$"
    )
    yield _TABLE
    to = ", ".join((*groups(database), identifier(owner), identifier(keeper)))
    yield f"REVOKE ALL ON DATABASE {identifier(database)} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {identifier(database)} TO {to}"
    yield f"REVOKE ALL ON SCHEMA {identifier(schema)} FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA {identifier(schema)} TO {to}"
    # Who does not own the schema (before PostgreSQL 15 a superuser does) could not take it away,
    # and what anybody puts there might be called by the functions in the place of what is meant.
    yield (
        f"DO $$ BEGIN IF has_schema_privilege('public', {literal(schema)}, 'CREATE') THEN"
        " RAISE insufficient_privilege USING MESSAGE = 'the schema is open to everybody';"
        " END IF; END $$"
    )
    # Whoever owns something in a schema must have been let make it there.
    yield f"GRANT CREATE ON SCHEMA {identifier(schema)} TO {identifier(owner)}"
    yield f"GRANT CREATE ON SCHEMA {identifier(schema)} TO {identifier(keeper)}"
    yield _OWNED.format(owner=literal(owner))


def _made(role: str, how: str) -> str:
    """Roles belong to the server, and an office that was dropped has left its own behind."""
    return (
        f"DO $$ BEGIN CREATE ROLE {identifier(role)} {how};"
        " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
