"""An office that is come into from outside, by who does not sign in: in a folder by its key alone,
on a server with the rights of who owns its tables."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from db.office.accounts import Accounts
from db.office.entering import Where
from db.office.homes import Home
from db.office.on_server import Maker
from db.office.opening import office_in
from db.office.outside.in_folder import OutsideFolder
from db.office.outside.on_server import OutsideServer
from db.office.standing import Office
from db.office.way_in import WayIn
from db.rules.findings import Refused, hard
from db.storage.engine import Engines
from db.storage.keys.wrapping import Argon2
from db.storage.place import Place
from db.storage.staying import Hold

__all__ = ["Outside", "outside_of", "way_in"]


class Outside(Protocol):
    """An office whose key files can be read, by who stands outside."""

    @property
    def home(self) -> Home:
        """Where it lives."""
        ...

    @property
    def place(self) -> Place:
        """What kind of place that is."""
        ...

    @property
    def accounts(self) -> Accounts:
        """What an account is there."""
        ...

    def engines(self, data_key: bytes) -> Engines:
        """What its records are asked by. Raises `Refused`."""
        ...

    def stay_in(self) -> Hold:
        """Let nobody move it away. Raises `Refused`."""
        ...

    def alone(
        self, data_key: bytes, look: Callable[[], None]
    ) -> AbstractContextManager[Connection]:
        """One transaction in which tables may change; `look` sees that nobody else is in, while
        nobody can come in any more."""
        ...

    def enter(self, office: Office, password: str, cost: Argon2 | None) -> Office:
        """The office for who came in by this way, and has this password now."""
        ...

    def leave(self) -> None:
        """Nothing is done from here any more."""
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


def way_in(
    outside: Outside, data_key: bytes, *, device: str, clock: Callable[[], datetime]
) -> WayIn:
    """The way to the records of an office whose key is known. Raises `Refused`."""
    hold = outside.stay_in()
    try:
        engines = outside.engines(data_key)
    except BaseException:
        hold.let_go()
        raise
    return WayIn(outside.home, outside.place, engines, device, clock, hold, outside.accounts)
