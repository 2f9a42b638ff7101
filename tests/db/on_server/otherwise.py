"""A database that says and does things otherwise than an office needs to whoever does not ask."""

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from db.storage.server_address import ServerAddress
from tests.db.server import Server

_SETTINGS = {
    "bytea_output": "escape",
    "client_encoding": "LATIN1",
    "datestyle": "German, DMY",
    "default_transaction_isolation": "repeatable read",
    "extra_float_digits": "-5",
    "intervalstyle": "sql_standard",
    "standard_conforming_strings": "off",
    "timezone": "Asia/Kolkata",
}


def make_otherwise(server: Server, name: str) -> ServerAddress:
    """Make it, empty."""
    name = server.unused(name)
    server.make(name)
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", dbname=name, autocommit=True
    ) as connection:
        for setting, value in _SETTINGS.items():
            changed = SQL("ALTER DATABASE {} SET {} TO {}")
            connection.execute(
                changed.format(Identifier(name), Identifier(setting), Literal(value))
            )
    return ServerAddress(server.host, name, server.port)
