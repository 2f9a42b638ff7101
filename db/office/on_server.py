"""Making and opening an office on a server.

Everything of it is in one database: records, key files, attached files. Whoever signs in does so
by a role of their own, whose password is made from the one that opens their key file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect

from db.migrations.walls.names import login_of
from db.models.staff import Staff
from db.office.accounts import ServerAccounts
from db.office.blaming import blaming
from db.office.creating import Created
from db.office.founding import NewOffice, check_form, first_records, found
from db.office.homes import ServerHome
from db.office.opening import unlock
from db.office.signing_in import begin_in
from db.office.standing import Office, now_utc
from db.operations import audit
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.storage.keys.server_password import server_password
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.place import Place, PlaceKind
from db.storage.problems import StorageProblem
from db.storage.schema import upgrade
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from db.storage.table_shelf import TableShelf


@dataclass(frozen=True)
class Maker:
    """Who makes tables and roles on a server: a superuser, or who owns the database and may make
    roles. No member of staff is one."""

    login: str
    password: str = field(repr=False)


def create_on_server(
    address: ServerAddress,
    form: NewOffice,
    maker: Maker,
    *,
    device: str,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
) -> Created:
    """Make an office in an empty database, and sign its administrator in.

    One transaction makes all of it. Raises `Refused`, "office.server_not_empty" for a database
    that holds anything; then nothing was made.
    """
    check_form(form)
    made = found(form, cost or Argon2())
    engines = open_server(address, maker.login, maker.password)
    try:
        with blaming(), engines.write() as session, session.begin():
            connection = session.connection()
            if inspect(connection).get_table_names():
                raise Refused(hard("office.server_not_empty"))
            upgrade(connection)
            made.write_keys(TableShelf(engines, session))
            work = Work(
                session, made.user, clock(), made.record.zone, new_id(), made.identity, device
            )
            first_records(work, form, made.manifest)
            admin = session.get_one(Staff, made.user.id)
            ServerAccounts(address.database, cost).add(work, admin, form.password)
            audit.append(work)
    finally:
        engines.dispose()
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
    accounts = ServerAccounts(address.database, cost, engines.login)
    office = begin_in(
        home,
        Place(Path(), PlaceKind.SERVER),
        engines,
        key_file,
        identity,
        data_key,
        device=device,
        clock=clock,
        accounts=accounts,
    )
    if code:
        try:
            office.write(_own_password, accounts, password)
        except BaseException:
            office.close()
            raise
    return office


def _own_password(work: Work, accounts: ServerAccounts, password: str) -> None:
    """What the server is told of the password that opened the key file."""
    accounts.give_password(work, work.session.get_one(Staff, work.user.id), password)
    work.record("staff.code_used", "staff", work.user.id)
