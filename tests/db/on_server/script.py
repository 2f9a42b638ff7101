"""Somebody on the staff of an office on a server, who asks it by a script."""

from typing import Any

import psycopg

from db.migrations.walls.names import login_of
from db.storage.keys.server_password import server_password
from db.storage.server import connecting
from tests.db.office.desk import CHEAP, OWN
from tests.db.on_server.desk import ServerDesk


def script(desk: ServerDesk, user: str) -> psycopg.Connection[Any]:
    """A connection of somebody's own, who has no program."""
    database = desk.address.database
    password = server_password(OWN, database, user, CHEAP)
    return psycopg.connect(**connecting(desk.address, login_of(database, user), password))
