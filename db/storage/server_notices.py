"""What other programs have just written in an office on a server, as the server itself tells it.

A notice goes out with the commit of what it tells of. It names kinds of record and nothing else,
neither whose nor which: everybody who may sign in may listen.
"""

import selectors
import socket
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import Any

from sqlalchemy import Connection, event, text

from db.storage.engine import DATABASE_ERRORS, Engines, refusal_of
from db.storage.problems import StorageProblem
from db.storage.server_problems import is_of_server, server_problem_of

CHANNEL = "caseroom"
_PID = "server_process"
_TELL = text(f"SELECT pg_notify('{CHANNEL}', :kinds)")


def announce(connection: Connection, kinds: Iterable[str]) -> None:
    """Tell everybody who listens, once the transaction is kept, that such records changed."""
    told = " ".join(sorted(kinds))
    if told:
        connection.execute(_TELL, {"kinds": told})


class Notices:
    """Listens on a connection of its own. Used by one thread; `wake` may come from any."""

    def __init__(self, engines: Engines) -> None:
        self._engine = engines.engine
        self._connection: Connection | None = None
        self._driver: Any = None
        self._own: set[int] = set()  # the server's processes that serve this program
        self._woken, self._wake = socket.socketpair()
        self._woken.setblocking(False)
        event.listen(self._engine, "checkout", self._taken)
        event.listen(self._engine, "close", self._let_go)

    @property
    def is_open(self) -> bool:
        """Whether it is being listened."""
        return self._connection is not None

    def open(self) -> None:
        """Begin to listen. Raises `StorageProblem` where the server does not answer."""
        try:
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                self._driver = connection.connection.driver_connection
                connection.detach()
                connection.exec_driver_sql(f"LISTEN {CHANNEL}")
            except BaseException:
                connection.close()
                raise
        except DATABASE_ERRORS as error:
            refusal = refusal_of(error)
            if refusal is None:
                raise
            raise refusal from None
        self._connection = connection

    def wait(self, seconds: float) -> frozenset[str]:
        """The kinds of record that others changed, as soon as they did.

        Empty after so many seconds, or once `wake` was called. Raises `StorageProblem` where the
        connection is lost; it is closed then.
        """
        driver = self._driver
        try:
            with selectors.DefaultSelector() as waiting:
                waiting.register(driver.fileno(), selectors.EVENT_READ)
                waiting.register(self._woken, selectors.EVENT_READ)
                told, until = self._told(driver), monotonic() + seconds
                while not told and not self._was_woken():
                    if not waiting.select(max(0.0, until - monotonic())):
                        break
                    told = self._told(driver)
                return told
        except Exception as error:
            problem = server_problem_of(error) if is_of_server(error) else None
            self.close()
            if problem is None and not isinstance(error, OSError | ValueError):
                raise
            raise problem or StorageProblem("server_gone") from None

    def wake(self) -> None:
        """Let `wait` return."""
        with suppress(OSError):  # it was ended meanwhile
            self._wake.send(b"\0")

    def close(self) -> None:
        """Listen no more, until `open`."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*DATABASE_ERRORS):
                connection.close()

    def end(self) -> None:
        """Listen never again."""
        self.close()
        event.remove(self._engine, "checkout", self._taken)
        event.remove(self._engine, "close", self._let_go)
        self._wake.close()
        self._woken.close()

    def _told(self, driver: Any) -> frozenset[str]:
        """What has arrived, but for what this program told itself."""
        others = [notice for notice in driver.notifies(timeout=0) if notice.pid not in self._own]
        return frozenset(kind for notice in others for kind in notice.payload.split())

    def _was_woken(self) -> bool:
        with suppress(BlockingIOError):
            return bool(self._woken.recv(4096))
        return False

    def _taken(self, connection: Any, record: Any, *_: object) -> None:
        pid = connection.pgconn.backend_pid
        record.info[_PID] = pid
        self._own.add(pid)

    def _let_go(self, _connection: object, record: Any) -> None:
        if record is not None:
            self._own.discard(record.info.get(_PID, 0))
