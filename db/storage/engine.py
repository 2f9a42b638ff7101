"""The engine over SQLCipher, and the two ways to begin a transaction on it.

A reading transaction begins with BEGIN, a writing one with BEGIN IMMEDIATE, so that nobody finds
out at the commit that somebody else wrote first. Both wait for their turn in small random steps:
a long busy_timeout starves one writer where many wait.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from db.storage.journal_mode import WAL, leave_wal
from db.storage.place import Place
from db.storage.plain_database import see_that_it_is_plain
from db.storage.problems import StorageProblem, is_busy, problem_of
from db.storage.server_problems import is_of_server, server_problem_of
from db.storage.timing import Timing

DATABASE = "office.db"
# Searches ask the driver itself, so its errors come bare as well.
DATABASE_ERRORS = (DBAPIError, driver.Error)
_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.1
# A migration's one statement may rebuild a table, and nobody else is in then.
_LONGEST_MIGRATION_STEP = 120.0


@dataclass
class Login:
    """By whom a server is asked from now on."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Engines:
    """Sessions to read with and sessions to write with, on one pool; at a server by a login."""

    engine: Engine
    read: sessionmaker[Session]
    write: sessionmaker[Session]
    timing: Timing
    login: Login | None = None

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_engines(
    database: Path,
    data_key: bytes,
    place: Place,
    *,
    timing: Timing | None = None,
    foreign_keys: bool = True,
    must_exist: bool = False,
    readonly: bool = False,
) -> Engines:
    """Engines over the database file; nothing is read until the first session begins.

    `data_key` is the office's 32 random bytes. `foreign_keys=False` is for migrations alone.
    With `must_exist` a file that is gone, as on a drive that was unplugged, is never made anew,
    and nothing is written into one that nobody will find again: `StorageProblem` "gone".
    With `readonly` the file is opened for reading alone, whoever asks.
    """
    timing = timing or Timing()
    mode = "ro" if readonly else "rw" if must_exist else "rwc"
    address = _address(database, mode)
    moded = readonly or place.only_read or place.journal_mode.lower() == WAL

    def create() -> Any:
        nonlocal moded
        if not moded and database.exists():
            _leave_wal(database, data_key, place, timing)
        moded = True
        return _connected(database, address)

    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=create,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        try:
            prepare(connection, data_key, place, timing, foreign_keys=foreign_keys)
        except (StorageProblem, driver.Error) as error:
            # WAL wants to write beside the file even to read it.
            unwritable = database.exists() and not os.access(database.parent, os.W_OK)
            problem = error if isinstance(error, StorageProblem) else problem_of(error)
            if unwritable and problem is not None and problem.has("storage.gone"):
                raise StorageProblem("readonly") from None
            raise

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        immediate = options.get("immediate", False)
        raw = connection.connection.driver_connection
        if raw is None or (immediate and must_exist and not os.path.exists(database)):
            raise StorageProblem("gone")
        kind = " EXCLUSIVE" if options.get("exclusive") else " IMMEDIATE" if immediate else ""
        statement = f"BEGIN{kind}"

        def begin() -> None:
            raw.execute(statement)
            if kind:
                return
            try:  # a reader's lock is taken by what it reads first, and not by BEGIN
                raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            except BaseException:
                raw.execute("ROLLBACK")
                raise

        _patiently(begin, place.retry_seconds, timing)
        connection.info["awake"] = timing.elapsed() if immediate else None

    longest = place.longest_pause
    if longest is not None and not foreign_keys:
        longest = _LONGEST_MIGRATION_STEP

    def awake(connection: Connection, *_: object) -> None:
        _see_whether_it_slept(connection, longest, timing)

    event.listen(engine, "before_cursor_execute", awake)
    event.listen(engine, "after_cursor_execute", awake)

    @event.listens_for(engine, "commit")
    def _commit(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        if raw is None or not raw.in_transaction:
            return
        awake(connection)
        _patiently(lambda: raw.execute("COMMIT"), place.retry_seconds, timing)

    return Engines(
        engine,
        sessionmaker(engine, expire_on_commit=False),
        sessionmaker(engine.execution_options(immediate=True), expire_on_commit=False),
        timing,
    )


def connect(database: Path, data_key: bytes, place: Place, timing: Timing) -> Any:
    """One bare connection of the driver to a database that is there, for whoever closes it.

    Raises `StorageProblem`, or a driver's error.
    """
    connection = connect_bare(database, data_key)
    try:
        prepare(connection, data_key, place, timing)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_bare(database: Path, data_key: bytes) -> Any:
    """A connection that has its key and nothing else yet; whether it fits is not seen."""
    address = _address(database, "rw")
    connection = _connected(database, address)
    give_key(connection, data_key)
    return connection


def _leave_wal(database: Path, data_key: bytes, place: Place, timing: Timing) -> None:
    def patiently(step: Callable[[], object]) -> None:
        _patiently(step, place.retry_seconds, timing)

    try:
        leave_wal(lambda: connect_bare(database, data_key), place.journal_mode, patiently)
    except driver.Error:
        return  # a wrong key, a damaged file: `prepare` says so


def _connected(database: Path, address: str) -> Any:
    see_that_it_is_plain(database)
    return driver.connect(address, timeout=0.2, check_same_thread=False, uri=True)


def _address(database: Path, mode: str) -> str:
    """The file as SQLite's own kind of URI, which can forbid that it is made or written."""
    path = quote(database.absolute().as_posix())
    slash = "" if path.startswith("/") else "/"  # before C:/…; a share begins with two already
    return f"file://{slash}{path}?mode={mode}"


def _see_whether_it_slept(connection: Connection, longest: float | None, timing: Timing) -> None:
    """Raise `StorageProblem` "deadline" if a write stood still for longer than the place allows.

    A computer that slept may have lost its lock to another one meanwhile. One that writes for
    long, an import for example, gives a sign of life with each statement.
    """
    since = connection.info.get("awake")
    if since is None or longest is None:
        return
    now = timing.elapsed()
    if now - since > longest:
        raise StorageProblem("deadline")
    connection.info["awake"] = now


def prepare(
    connection: Any,
    data_key: bytes,
    place: Place,
    timing: Timing | None = None,
    *,
    foreign_keys: bool = True,
) -> None:
    """Give a fresh driver connection its key and its settings, and see whether the key fits.

    Raises `StorageProblem`: a wrong key and a damaged file look alike to SQLCipher.
    """
    give_key(connection, data_key)
    settings = (
        "PRAGMA busy_timeout = 200",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "PRAGMA synchronous = FULL",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA mmap_size = 0",
        "PRAGMA secure_delete = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cache_size = -16000",
    )

    def begin() -> None:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        if place.only_read and mode.lower() == "wal":
            raise StorageProblem("not_readable_here")  # needs memory that is shared with writers
        if mode.lower() != place.journal_mode.lower() and not place.only_read:
            connection.execute(f"PRAGMA journal_mode = {place.journal_mode}").fetchone()

    def step(do: Callable[[], object]) -> None:
        _patiently(do, place.retry_seconds, timing or Timing())

    try:
        for setting in settings:  # some look at the schema, and meet a colleague's commit
            step(partial(connection.execute, setting))
        step(begin)
    except driver.Error as error:
        raise problem_of(error) or error from None


def give_key(connection: Any, data_key: bytes) -> None:
    """Give a fresh driver connection its key; whether it fits is not seen yet."""
    connection.isolation_level = None
    connection.execute("PRAGMA cipher_log_level = NONE")  # or it writes to standard error
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")


def _patiently(step: Callable[[], object], seconds: float, timing: Timing) -> None:
    """Repeat a step that finds the database locked, in jittered pauses, for so many seconds."""
    start, pause = timing.elapsed(), _FIRST_PAUSE
    while True:
        try:
            step()
            return
        except driver.OperationalError as error:
            if not is_busy(error):
                raise
            if timing.elapsed() - start > seconds:
                raise StorageProblem("locked") from None
        timing.pause(random.uniform(pause / 2, pause))  # spreads writers, keeps no secret
        pause = min(pause * 1.6, _LONGEST_PAUSE)


def refusal_of(error: BaseException) -> StorageProblem | None:
    """What a failed statement means, if the surroundings are to blame."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        of_server = is_of_server(error.orig)
        return server_problem_of(error.orig) if of_server else problem_of(error.orig)
    if isinstance(error, driver.Error):
        return problem_of(error)
    return None
