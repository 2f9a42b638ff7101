"""Into an office, wherever it lives: in a folder, or on a server."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.waited_for import CHEAP, SUPERVISOR, sign_in
from db.models.staff import Staff
from db.office import Office
from db.office.accounts import ServerAccounts
from db.office.homes import ServerHome
from db.office.on_server import open_on_server
from db.operations.work import Work
from db.rules.ids import new_id
from db.storage.every_row import copy_rows
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from tests.db.server import Server, make_tables

# The supervisor at the computer of this name. It can be sent to another process.
Door = Callable[[str], Office]


def in_folder(folder: Path, *, shared: bool) -> Door:
    """Into an office in a folder."""
    return partial(sign_in, folder, shared=shared)


def on_server(address: ServerAddress) -> Door:
    """Into an office on a server."""
    return partial(_on_server, address)


def moved_to(server: Server, database: str, folder: Path) -> ServerAddress:
    """A database that holds the records and key files of the office in a folder, and to which its
    supervisor can sign in."""
    server.make(database)
    address = ServerAddress(server.host, database, server.port)
    source, there = sign_in(folder, "mover"), open_server(address, "postgres", "")
    try:
        make_tables(there.engine)
        with source.engines.engine.connect() as before, there.write() as session, session.begin():
            copy_rows(before, session.connection())
            keys = ServerHome(address, there).keys_in(session)
            for name in source.home.keys.names():
                keys.write(name, source.home.keys.read(name))
            staff = session.get_one(Staff, source.user.id)
            work = Work(
                session, source.user, source.clock(), source.record.zone, new_id(),
                source.identity, source.device,
            )  # fmt: skip
            ServerAccounts(database, CHEAP).add(work, staff, SUPERVISOR.password)
    finally:
        source.close()
        there.dispose()
    return address


def _on_server(address: ServerAddress, device: str) -> Office:
    return open_on_server(
        address, SUPERVISOR.user_name, SUPERVISOR.password, device=device, cost=CHEAP
    )
