"""A server from outside: the tables' owner does what nobody on the staff may do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, text

from db.migrations.walls.names import identifier
from db.office.accounts import Accounts, ServerAccounts
from db.office.homes import Home, ServerHome
from db.office.on_server import AT_SERVER, Maker, open_on_server
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.storage.asking import Asking
from db.storage.engine import Engines
from db.storage.keys.wrapping import Argon2
from db.storage.server import UNHURRIED, open_server
from db.storage.server_address import ServerAddress
from db.storage.staying import Hold
from db.storage.table_shelf import hold_all

_OWNS = text(
    "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('kept_file')"
)


class OutsideServer:
    """A server: the tables' owner does what nobody on the staff may do."""

    def __init__(self, address: ServerAddress, maker: Maker, cost: Argon2 | None) -> None:
        self._address = address
        self._engines = open_server(address, maker.login, maker.password)
        self.home: Home = ServerHome(address, self._engines)
        self.place = AT_SERVER
        self.accounts: Accounts = ServerAccounts(address.database, cost)

    def see_that_it_owns(self) -> None:
        """Raise `Refused` where nothing of an office can be done with this login."""
        with Asking(self._engines).reading() as connection:
            owns = connection.scalar(_OWNS)
        if not owns:
            raise Refused(hard("office.not_there" if owns is None else "server.not_the_owner"))

    def engines(self, data_key: bytes) -> Engines:
        """The same by which the key files are read."""
        return self._engines

    def stay_in(self) -> Hold:
        """A database keeps its name while somebody is connected."""
        return Hold()

    @contextmanager
    def alone(self, data_key: bytes, look: Callable[[], None]) -> Iterator[Connection]:
        """Who signs in meanwhile waits at the key files; who is in the middle of a save is waited
        for."""
        with self._engines.write() as session, session.begin():
            connection = session.connection()
            connection.exec_driver_sql(UNHURRIED)
            hold_all(session)
            look()
            for table in inspect(connection).get_table_names():
                _lock(connection, table)
            yield connection

    def enter(self, office: Office, password: str, cost: Argon2 | None) -> Office:
        """The owner leaves, and who has an account signs in with it."""
        office.close()
        return open_on_server(
            self._address,
            office.user.user_name,
            password,
            device=office.device,
            cost=cost,
            clock=office.clock,
        )

    def leave(self) -> None:
        """Close the connections; they can be made anew."""
        self._engines.dispose()


def _lock(connection: Connection, table: str) -> None:
    connection.exec_driver_sql(f"LOCK TABLE {identifier(table)} IN ACCESS EXCLUSIVE MODE")
