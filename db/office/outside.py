"""An office that is come into from outside, by who does not sign in: in a folder by its key alone,
on a server with the rights of who owns its tables."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from db.office.accounts import ServerAccounts
from db.office.entering import Where
from db.office.homes import Home, ServerHome
from db.office.layout import Folder
from db.office.on_server import AT_SERVER, Maker, open_on_server
from db.office.opening import office_in
from db.office.standing import Office
from db.office.way_in import WayIn
from db.rules.findings import Refused, hard
from db.storage.asking import Asking
from db.storage.engine import open_engines
from db.storage.keys.wrapping import Argon2
from db.storage.place import classify
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from db.storage.staying import stay_in

_OWNS = text(
    "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('kept_file')"
)


class Outside(Protocol):
    """An office whose key files can be read, by who stands outside."""

    @property
    def home(self) -> Home:
        """Where it lives."""
        ...

    def way_in(self, data_key: bytes, *, device: str, clock: Callable[[], datetime]) -> WayIn:
        """The way to its records. Raises `Refused`."""
        ...

    def stay(self, office: Office, password: str, cost: Argon2 | None) -> Office:
        """The office for who came in by this way, and has this password now."""
        ...

    def leave(self) -> None:
        """Nothing is done here any more; nobody came in."""
        ...


def outside_of(
    where: Where, maker: Maker | None, *, shared: bool = False, cost: Argon2 | None = None
) -> Outside:
    """An office from outside; `maker` owns the tables on a server.

    Raises `Refused`: "office.not_here" (or "not_there"), "server.login_missing" without a maker, or
    "server.not_the_owner" for a login that is not the tables' owner's.
    """
    if isinstance(where, Path):
        return OutsideFolder(office_in(where), shared)
    if maker is None:
        raise Refused(hard("server.login_missing", "login"))
    outside = OutsideServer(where, maker, cost)
    try:
        outside.see_that_it_owns()
    except BaseException:
        outside.leave()
        raise
    return outside


class OutsideFolder:
    """A folder: whoever has the key does everything."""

    def __init__(self, home: Folder, shared: bool) -> None:
        self.home: Home = home
        self._folder, self._shared = home, shared

    def way_in(self, data_key: bytes, *, device: str, clock: Callable[[], datetime]) -> WayIn:
        """Stay in the folder from here on."""
        place = classify(self._folder.path.absolute(), shared=self._shared)
        hold = stay_in(self._folder.path)
        try:
            engines = open_engines(self._folder.database, data_key, place, must_exist=True)
        except BaseException:
            hold.let_go()
            raise
        return WayIn(self._folder, place, engines, device, clock, hold)

    def stay(self, office: Office, password: str, cost: Argon2 | None) -> Office:
        """Who came in is in."""
        return office

    def leave(self) -> None:
        """Nothing is held but by the way in."""


class OutsideServer:
    """A server: the tables' owner does what nobody on the staff may do."""

    def __init__(self, address: ServerAddress, maker: Maker, cost: Argon2 | None) -> None:
        self._address, self._cost = address, cost
        self._engines = open_server(address, maker.login, maker.password)
        self.home: Home = ServerHome(address, self._engines)

    def see_that_it_owns(self) -> None:
        """Raise `Refused` where nothing of an office can be done with this login."""
        with Asking(self._engines).reading() as connection:
            owns = connection.scalar(_OWNS)
        if not owns:
            raise Refused(hard("office.not_there" if owns is None else "server.not_the_owner"))

    def way_in(self, data_key: bytes, *, device: str, clock: Callable[[], datetime]) -> WayIn:
        """The same connections by which the key files are read."""
        accounts = ServerAccounts(self._address.database, self._cost)
        return WayIn(self.home, AT_SERVER, self._engines, device, clock, accounts=accounts)

    def stay(self, office: Office, password: str, cost: Argon2 | None) -> Office:
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
        """Close the connections."""
        self._engines.dispose()
