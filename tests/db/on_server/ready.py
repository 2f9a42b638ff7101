"""Offices on a server that are ready to work in, each for a fraction of what making one costs.

One that was worked in gets back the rows, roles and passwords which it had when the program made
it. Where its tables were changed as well it is copied anew: what may be done there is written down
by the names of roles, in which the name of the database stands, so a copy has its template's name.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Composable, Identifier, Literal

from db.migrations.walls.names import group_of, keeper_of, login_of, login_prefix, owner_of
from db.rules.codes import Role
from db.storage.server_address import ServerAddress
from tests.db.on_server.desk import ServerDesk, new_server_desk, server_desk
from tests.db.server import Server

_OTHERS = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s) AND rolname <> %s"
_SECRET = "SELECT rolpassword FROM pg_authid WHERE rolname = %s"
_GIVEN = (
    "SELECT pg_get_userbyid(roleid), pg_get_userbyid(grantor) FROM pg_auth_members"
    " WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %s)"
)
_LEAVE = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
)
_COUNTERS = (
    "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL"
    " FROM pg_sequences"
)
_CATALOGS = (
    "class", "attribute", "proc", "trigger", "policy", "constraint", "namespace", "rewrite",
)  # fmt: skip
# Whatever is made, changed or taken away in a database leaves another newest row or number of rows.
_BUILT = " UNION ALL ".join(
    f"SELECT '{one}', count(*), max(xmin::text::bigint) FROM pg_{one}" for one in _CATALOGS
)
Administrator = Connection[TupleRow]


@dataclass(frozen=True)
class _AsMade:
    """What an office was when the program made it; `secret` is how its server knows Ana."""

    rows: dict[str, bytes]
    counters: list[TupleRow]
    built: list[TupleRow]
    secret: str = field(repr=False)

    @classmethod
    def of(cls, admin: Administrator, name: str) -> "_AsMade":
        rows = {}
        for table in _held(admin):
            out = SQL("COPY {} TO STDOUT").format(Identifier(table))
            with admin.cursor().copy(out) as copied:
                rows[table] = b"".join(copied)
        ((secret,),) = admin.execute(_SECRET, (login_of(name, "ana"),)).fetchall()
        counters = admin.execute(_COUNTERS).fetchall()
        return cls(rows, counters, admin.execute(_BUILT).fetchall(), secret)

    def lay_out(self, admin: Administrator) -> bool:
        """Put the rows back; False where that is not enough, and nothing was done."""
        if admin.execute(_BUILT).fetchall() != self.built:
            return False
        with admin.transaction():
            admin.execute("SET LOCAL session_replication_role = replica")
            for table in _held(admin):
                admin.execute(SQL("DELETE FROM {}").format(Identifier(table)))
            for table, content in self.rows.items():
                back = SQL("COPY {} FROM STDIN").format(Identifier(table))
                with admin.cursor().copy(back) as copied:
                    copied.write(content)
            for name, value, called in self.counters:
                admin.execute("SELECT setval(quote_ident(%s), %s, %s)", (name, value, called))
        return True


@dataclass
class _Place:
    """An office that is handed out again and again, and its template."""

    server: Server
    name: str
    recovery_code: str
    as_made: _AsMade

    @classmethod
    def of(cls, server: Server, desk: ServerDesk) -> "_Place":
        desk.close()
        name = desk.address.database
        with _administrator(server, name) as admin:
            admin.execute(_LEAVE)
            as_made = _AsMade.of(admin, name)
        server.make(_template(name), name)
        return cls(server, name, desk.recovery_code, as_made)

    def lay_out(self) -> None:
        """The office as it was made, its roles and their passwords too."""
        with suppress(psycopg.OperationalError), _administrator(self.server, self.name) as admin:
            admin.execute(_LEAVE)
            if self.as_made.lay_out(admin):
                self._people(admin)
                return
        with _administrator(self.server) as admin:
            name = Identifier(self.name)
            admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            self._people(admin)
            template = Identifier(_template(self.name))
            admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(name, template))
            # Who may come in is kept beside a database, and no copy of it has that.
            admin.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
            let_in = _listed(*self._groups(), owner_of(self.name), keeper_of(self.name))
            admin.execute(SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, let_in))
        with _administrator(self.server, self.name) as admin:
            self.as_made = _AsMade.of(admin, self.name)

    def _people(self, admin: Administrator) -> None:
        """Ana is an administrator with her first password, and nobody else is on the staff."""
        ana = login_of(self.name, "ana")
        for (role,) in admin.execute(_OTHERS, (login_prefix(self.name), ana)).fetchall():
            admin.execute(SQL("DROP ROLE {}").format(Identifier(role)))
        her = Identifier(ana)
        for given, by in admin.execute(_GIVEN, (ana,)).fetchall():
            revoke = SQL("REVOKE {} FROM {} GRANTED BY {}")
            admin.execute(revoke.format(Identifier(given), her, Identifier(by)))
        group, keeper = group_of(self.name, Role.ADMINISTRATOR), keeper_of(self.name)
        grant = SQL("GRANT {} TO {} GRANTED BY {}")
        admin.execute(grant.format(Identifier(group), her, Identifier(keeper)))
        secret = Literal(self.as_made.secret)
        admin.execute(SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(her, secret))

    def _groups(self) -> list[str]:
        return [group_of(self.name, role) for role in Role]


class ReadyOnServer:
    """Lends out new offices on a server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free: list[_Place] = []

    @contextmanager
    def desk(self) -> Iterator[ServerDesk]:
        """An office that is new, Ana in front of it, who signed in once more."""
        place = self._free.pop() if self._free else self._made()
        place.lay_out()
        address = ServerAddress(self._server.host, place.name, self._server.port)
        desk = server_desk(address, place.recovery_code)
        try:
            yield desk
        finally:
            desk.close()
            self._free.append(place)

    def _made(self) -> _Place:
        return _Place.of(self._server, new_server_desk(self._server, "ready"))


def _administrator(server: Server, database: str = "postgres") -> Administrator:
    return psycopg.connect(
        host=server.host, port=server.port, user="postgres", dbname=database, autocommit=True
    )


def _held(admin: Administrator) -> list[str]:
    """The tables that hold anything."""
    tables = [name for (name,) in admin.execute(_TABLES).fetchall()]
    asked = [SQL("EXISTS (SELECT FROM {})").format(Identifier(name)) for name in tables]
    row = admin.execute(SQL("SELECT {}").format(SQL(", ").join(asked))).fetchone()
    assert row is not None
    return [name for name, held in zip(tables, row, strict=True) if held]


def _listed(*names: str) -> Composable:
    return SQL(", ").join(map(Identifier, names))


def _template(name: str) -> str:
    return f"{name} as it was made"
