"""Making and opening an office on a server.

Everything of it is in one database: records, key files, attached files. Whoever signs in does so
by a role of their own, whose password is made from the one that opens their key file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from db.migrations.walls.names import login_of
from db.models.staff import Staff
from db.office.accounts import Accounts, ServerAccounts
from db.office.blaming import blaming
from db.office.creating import Created
from db.office.founding import NewOffice, check_form, first_records, found
from db.office.homes import ServerHome
from db.office.opening import keep_better, unlock
from db.office.record import now_utc
from db.office.signing_in import begin_in
from db.office.standing import Office
from db.office.way_in import WayIn
from db.operations import audit
from db.operations.work import Work
from db.rules.findings import Refused, hard, raise_hard
from db.rules.ids import new_id
from db.rules.permissions import CurrentUser
from db.rules.server.ground import unfit
from db.storage.engine import Engines
from db.storage.keys.server_password import server_password
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.place import Place, PlaceKind
from db.storage.private_folder import remove_left
from db.storage.problems import StorageProblem
from db.storage.schema import upgrade
from db.storage.server import UNHURRIED, open_server
from db.storage.server_address import ServerAddress
from db.storage.server_ground import ground_of

AT_SERVER = Place(Path(), PlaceKind.SERVER)


@dataclass(frozen=True)
class Maker:
    """Who makes tables and roles on a server: a superuser, or who owns the database and may make
    roles. No member of staff is one."""

    login: str
    password: str = field(repr=False)


@contextmanager
def as_maker(address: ServerAddress, maker: Maker | None) -> Iterator[ServerHome]:
    """An office, or a database that shall hold one, with the rights of who makes it.

    Raises `Refused`, "server.login_missing" without a maker.
    """
    if maker is None:
        raise Refused(hard("server.login_missing", "login"))
    engines = open_server(address, maker.login, maker.password)
    try:
        with blaming():
            yield ServerHome(address, engines)
    finally:
        engines.dispose()


@contextmanager
def as_maker_writing(
    address: ServerAddress, maker: Maker | None
) -> Iterator[tuple[ServerHome, Session]]:
    """The same, and one transaction that may take long between two statements."""
    with as_maker(address, maker) as home, home.engines.write() as session, session.begin():
        session.connection().exec_driver_sql(UNHURRIED)
        yield home, session


@contextmanager
def new_tables(address: ServerAddress, maker: Maker | None) -> Iterator[tuple[ServerHome, Session]]:
    """Tables in an empty database, and the transaction that makes them and all that goes in.

    Raises `Refused`, among it what `db.rules.server.ground` finds.
    """
    with as_maker_writing(address, maker) as (home, session):
        connection = session.connection()
        raise_hard(unfit(ground_of(connection)))
        upgrade(connection)
        yield home, session


@dataclass(frozen=True)
class FoundedOnServer:
    """An office that was made: who may sign in to it, and the code that is shown this once."""

    user: CurrentUser
    recovery_code: str = field(repr=False)


def found_on_server(
    address: ServerAddress,
    form: NewOffice,
    maker: Maker,
    *,
    device: str,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
    stopped: Callable[[], bool] = lambda: False,
) -> FoundedOnServer:
    """Make an office in an empty database.

    One transaction makes all of it; `stopped` is asked before it is kept. Raises `Refused`, among
    it what `db.rules.server.ground` finds, and "work.stopped"; then nothing was made.
    """
    check_form(form)
    made = found(form, cost or Argon2())
    with new_tables(address, maker) as (home, session):
        made.write_keys(home.keys_in(session))
        work = Work(session, made.user, clock(), made.record.zone, new_id(), made.identity, device)
        first_records(work, form, made.manifest)
        admin = session.get_one(Staff, made.user.id)
        ServerAccounts(address.database, cost).add(work, admin, form.password)
        audit.append(work)
        if stopped():
            raise Refused(hard("work.stopped"))
    return FoundedOnServer(made.user, made.recovery_code)


def create_on_server(
    address: ServerAddress,
    form: NewOffice,
    maker: Maker,
    *,
    device: str,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
) -> Created:
    """Make an office in an empty database, and sign its administrator in. Raises `Refused`."""
    made = found_on_server(address, form, maker, device=device, cost=cost, clock=clock)
    office = open_on_server(
        address, made.user.user_name, form.password, device=device, cost=cost, clock=clock
    )
    return Created(office, made.recovery_code)


def open_on_server(
    address: ServerAddress,
    user_name: str,
    password: str,
    *,
    device: str,
    code: str | None = None,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
) -> Office:
    """Open an office on a server with a user name and a password.

    After the office was moved to the server each signs in with a `code` as well, once: the server
    does not know their password yet, and learns from it what it needs. Raises `Refused`:
    "sign_in.wrong" for any of these, or what is wrong with the server.
    """
    remove_left()
    try:
        user = clean_user_name(user_name)
        derived = server_password(code or password, address.database, user, cost)
        engines = open_server(address, login_of(address.database, user), derived)
        home = ServerHome(address, engines)
        try:
            key_file, identity, data_key = unlock(home, user, password)
        except BaseException:
            engines.dispose()
            raise
    except StorageProblem as problem:
        if problem.has("storage.server_sign_in") or problem.has("storage.user_name"):
            raise Refused(hard("sign_in.wrong", "password")) from None
        raise
    way = way_to(address, engines, device=device, cost=cost, clock=clock)
    office = begin_in(way, key_file, identity, data_key)
    if code:
        try:
            office.write(_own_password, office.accounts, password)
        except BaseException:
            office.close()
            raise
    keep_better(office, password, cost or Argon2())
    return office


def way_to(
    address: ServerAddress,
    engines: Engines,
    *,
    device: str,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
) -> WayIn:
    """The way into an office on a server, by engines of one who may sign in there."""
    accounts = ServerAccounts(address.database, cost, engines.login)
    return WayIn(ServerHome(address, engines), AT_SERVER, engines, device, clock, accounts=accounts)


def _own_password(work: Work, accounts: Accounts, password: str) -> None:
    """What the server is told of the password that opened the key file."""
    accounts.give_password(work, work.session.get_one(Staff, work.user.id), password)
    work.record("staff.code_used", "staff", work.user.id)
