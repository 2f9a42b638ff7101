"""Looking at a server as one who signs in sees it: what it is set to, and what they may do there.

Nothing is written, and no record of the office is read. Two of the connections are meant to be
refused: one without a password, and one without encryption, which sends no password either.
"""

import os
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from db.rules.server.seen import Archiver, Door, Rights, SchemaState, ServerSeen
from db.storage import server_questions as ask
from db.storage.problems import StorageProblem
from db.storage.schema import has_other_walls, needs_upgrade, schema_of
from db.storage.server import connecting
from db.storage.server_address import ServerAddress
from db.storage.server_certificate import certificate_ends
from db.storage.server_ground import NEEDED_EXTENSIONS, refusal_at

_NO_FILE = os.path.join(os.devnull, "none")  # no password may come from the user's own file
_REQUIRE_AUTH = 160_000  # since this version of libpq one may insist on a way to sign in


def look_at(address: ServerAddress, login: str, password: str) -> ServerSeen:
    """Sign in, look around and leave.

    Raises `Refused`: what is in the way, "server.certificate_host" for a certificate that names
    another server.
    """
    told = connecting(address, login, password)
    try:
        with psycopg.connect(**told) as connection:
            seen = _seen(connection, address)
    except psycopg.Error as error:
        raise refusal_at(error, address) or error from None
    return seen


def _seen(connection: psycopg.Connection[Any], address: ServerAddress) -> ServerSeen:
    login = connection.info.user
    password = connection.info.password
    told = connecting(address, login, password)
    settings = dict(connection.execute(ask.SETTINGS).fetchall())
    before = datetime.now(UTC)
    (server_time,) = _one(connection, "SELECT clock_timestamp()")
    after = datetime.now(UTC)
    available = {name for (name,) in connection.execute(ask.EXTENSIONS)}
    return ServerSeen(
        rights=_rights(connection, login),
        version=connection.info.server_version,
        encoding=_one(connection, ask.ENCODING)[0],
        clock_ahead=ahead(before, server_time, after),
        settings=settings,
        archiver=Archiver(*_one(connection, ask.ARCHIVER)),
        today=after.date(),
        here=not address.needs_tls,
        by_socket=address.host.startswith("/"),
        encrypted=bool(connection.pgconn.ssl_in_use),
        certificate_until=_last_day(address),
        without_password=_door({**told, "password": "", "passfile": _NO_FILE}),
        without_encryption=_door(
            {**told, "password": "", "passfile": _NO_FILE, "sslmode": "disable"}
        ),
        asks_scram=_asks_scram(told),
        missing_extensions=[name for name in NEEDED_EXTENSIONS if name not in available],
        schema=_schema(told),
        staff=_staff(connection),
        connections=_one(connection, ask.LIMIT)[0],
    )


def _last_day(address: ServerAddress) -> date | None:
    ends = certificate_ends(address) if address.needs_tls else None
    return ends.date() if ends else None


def _one(connection: psycopg.Connection[Any], statement: Any) -> tuple[Any, ...]:
    found = connection.execute(statement).fetchone()
    assert found is not None  # each of the questions has one answer
    return tuple(found)


def _rights(connection: psycopg.Connection[Any], login: str) -> Rights:
    superuser, roles, databases, replicates, passes, owns = _one(connection, ask.RIGHTS)
    stronger = [role for (role,) in connection.execute(ask.STRONGER)]
    return Rights(
        login, superuser, roles, databases, replicates, passes, owns, () if superuser else stronger
    )


def ahead(before: datetime, there: datetime, after: datetime) -> timedelta:
    """What the server's clock is ahead by, whatever part of the way took the time."""
    if there > after:
        return there - after
    return min(there - before, timedelta())


def _door(told: dict[str, Any]) -> Door:
    """What is said to whoever gives no password: it is looked at, and left."""
    try:
        psycopg.connect(**told).close()
    except psycopg.OperationalError as error:
        return Door.ASKS if error.pgconn and error.pgconn.needs_password else Door.SHUT
    return Door.OPEN


def _asks_scram(told: dict[str, Any]) -> bool | None:
    """Whether the password is asked for in the way that never shows it to the server."""
    if psycopg.pq.version() < _REQUIRE_AUTH or not told["password"]:
        return None
    if _door({**told, "require_auth": "scram-sha-256"}) is Door.OPEN:
        return True
    return False if _door(told) is Door.OPEN else None  # else it was something else


def _schema(told: dict[str, Any]) -> SchemaState:
    """What office is in the database; it says so only to whom it is open."""
    engine = create_engine(
        "postgresql+psycopg://", connect_args=told, poolclass=NullPool, hide_parameters=True
    )
    try:
        with engine.connect() as connection:
            if schema_of(connection) is None:
                return SchemaState.NONE
            if needs_upgrade(connection):
                return SchemaState.OLDER
            return SchemaState.OTHER_WALLS if has_other_walls(connection) else SchemaState.CURRENT
    except StorageProblem as problem:
        return SchemaState.NEWER if problem.has("storage.newer") else SchemaState.NONE
    except DBAPIError:
        return SchemaState.HIDDEN


def _staff(connection: psycopg.Connection[Any]) -> int | None:
    """How many work here; None for whom they are hidden from."""
    try:
        return int(_one(connection, ask.STAFF)[0])
    except psycopg.Error:
        connection.rollback()
        return None
