"""The engine over PostgreSQL, and the two ways to begin a transaction on it.

A reading transaction sees one moment from its beginning to its end and cannot write. A writing
one is read committed: rules that span rows take locks (`db.operations.locks`) and look then.
"""

from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import sessionmaker

from db.storage.engine import Engines, Login
from db.storage.problems import StorageProblem
from db.storage.server_address import ServerAddress
from db.storage.server_idle import look_at_idle
from db.storage.timing import Timing
from db.storage.trusted_roots import trusted_roots

_LONGEST_WAIT = 30  # seconds for a lock: as long as a write on a shared drive waits for its turn
_CONNECTING = 10  # seconds
# A network that has gone silent is noticed in fifteen seconds. Windows counts ten probes, whatever
# is asked of it, so elsewhere it is ten as well.
_QUIET, _BETWEEN, _PROBES = 5, 1, 10
_UNANSWERED_MS = 10_000  # for what was sent and not acknowledged; only Linux knows it
_OPTIONS = (
    f"-c lock_timeout={_LONGEST_WAIT}s"
    " -c idle_in_transaction_session_timeout=60s"  # a computer that slept keeps nobody waiting
    # Whatever the server does for others.
    " -c timezone=UTC -c datestyle=ISO -c standard_conforming_strings=on"
    r" -c default_transaction_isolation=read\ committed"
)

# Since this version of its library the driver can refuse a way of being asked.
_CHOOSES_HOW = 160_000
_NEVER_IN_THE_OPEN = "!password"

_PREPARED = 300  # statements that a connection keeps; the driver lets go of those used longest ago
_IN_TRANSACTION = 2  # the driver's word for one in which nothing went wrong

# For a transaction that takes in a whole office: much is done between two of its statements.
UNHURRIED = "SET LOCAL idle_in_transaction_session_timeout = 0"


def open_server(address: ServerAddress, user: str, password: str) -> Engines:
    """Engines over the database of a server; nothing is asked until the first session begins.

    The password is never sent as it is, whatever the server asks for.

    Connections that are made later take the password that their `login` has then.
    Raises `StorageProblem` "server_driver" where the driver is not installed; connecting raises
    a driver's error, see `db.storage.problems`.
    """
    try:
        engine = create_engine(
            "postgresql+psycopg://",
            connect_args={**connecting(address, user, password), **_never_in_the_open()},
            pool_size=4,
            max_overflow=4,
            hide_parameters=True,
        )
    except ImportError:  # the driver is an extra
        raise StorageProblem("server_driver") from None
    look_at_idle(engine)
    login = Login(user, password)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.prepared_max = _PREPARED

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, _words: object, told: dict[str, Any]) -> None:
        told["password"] = login.password

    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    _keep_what_is_prepared(reading)
    return Engines(
        engine,
        sessionmaker(reading, expire_on_commit=False),
        sessionmaker(engine, expire_on_commit=False),
        Timing(),
        login,
    )


def _never_in_the_open() -> dict[str, str]:
    """A server that pretends to be the office's asks for the password as it is: it gets nothing."""
    from psycopg import pq

    return {"require_auth": _NEVER_IN_THE_OPEN} if pq.version() >= _CHOOSES_HOW else {}


def _keep_what_is_prepared(reading: Engine) -> None:
    """End a reading transaction by a commit, which is the same to it: at a rollback the driver lets
    go of every statement that the server has prepared, and what is asked next, in a write too, is
    planned anew. Planning what says who may see what costs more than asking it."""

    @event.listens_for(reading, "rollback")
    def _ended(connection: Connection) -> None:
        if connection.invalidated or connection.closed:
            return
        driver = connection.connection.driver_connection
        if driver is None or driver.info.transaction_status != _IN_TRANSACTION:
            return
        with suppress(driver.Error):  # the rollback comes all the same, and tells why
            driver.commit()


def connecting(address: ServerAddress, user: str, password: str) -> dict[str, Any]:
    """What the driver is told to connect with. The password is in no address and no option."""
    told = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": user,
        "password": password,
        "sslmode": "verify-full" if address.needs_tls else "prefer",
        "connect_timeout": _CONNECTING,
        "keepalives_idle": _QUIET,
        "keepalives_interval": _BETWEEN,
        "keepalives_count": _PROBES,
        "tcp_user_timeout": _UNANSWERED_MS,
        "application_name": "Caseroom",
        "client_encoding": "UTF8",
        "options": _OPTIONS,
    }
    if address.needs_tls:
        told["sslrootcert"] = address.root_certificate or trusted_roots()
    return told
