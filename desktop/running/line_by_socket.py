"""Lines as sockets with a file, for who may write to that file: `line` says what for."""

from __future__ import annotations

import os
import select
import socket
import time
from contextlib import suppress

_AT_ONCE = 4096  # bytes
_WAITING = 64  # who may stand before the door while nobody sees to it
_AGAIN_S = 0.02


class Line:
    """One connection. One thread reads, another may write, and any may `hang_up`."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        self._connection = connection

    def read(self, until: float | None = None) -> bytes:
        """What came, a part of it perhaps; b"" once nobody is there any more.

        Raises `TimeoutError` if nothing came by then (`time.monotonic`), `OSError`.
        """
        _wait(self._connection, select.POLLIN, until)
        try:
            return self._connection.recv(_AT_ONCE)
        except ConnectionError:
            return b""

    def write(self, words: bytes, until: float) -> None:
        """Say it. Raises `OSError`, as `TimeoutError` if the other end had no room for it."""
        while words:
            _wait(self._connection, select.POLLOUT, until)
            words = words[self._connection.send(words) :]

    def hang_up(self) -> None:
        """The other end hears that nobody is here, and so does who reads at this one."""
        with suppress(OSError):  # it may have gone first
            self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Nothing is read or written here any more: for who reads, or where nobody does."""
        self._connection.close()


class Door:
    """Listens at a path that is not there yet. Raises `OSError`, `ValueError`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._shut = False
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.setblocking(False)
            with suppress(OSError):  # not every system can: then the folder keeps others out
                os.fchmod(self._socket.fileno(), 0o600)  # of the file, from its first moment on
            self._socket.bind(address)
            os.chmod(address, 0o600)
            self._socket.listen(_WAITING)
        except (OSError, ValueError):
            self._socket.close()
            raise

    def accept(self) -> Line | None:
        """Who comes next; `None` once the door is shut. For one thread. Raises `OSError`."""
        while not self._shut:
            _wait(self._socket, select.POLLIN, None)
            with suppress(BlockingIOError, ConnectionError):  # gone again
                return Line(self._socket.accept()[0])
        self._socket.close()
        return None

    def shut(self) -> None:
        """Nobody comes any more, and who waits in `accept` hears it."""
        self._shut = True
        with suppress(OSError):
            os.unlink(self._address)
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def connect(address: str, seconds: float) -> Line:
    """Raises `FileNotFoundError` or `ConnectionRefusedError` if surely nobody listens there;
    another `OSError`, or `ValueError`, for one that is busy so long, or an address that is none.
    """
    until = time.monotonic() + seconds
    line = Line(connection := socket.socket(socket.AF_UNIX))
    try:
        while True:
            try:
                connection.connect(address)
                return line
            except BlockingIOError:  # so many stand before the door
                if time.monotonic() > until:
                    raise
                time.sleep(_AGAIN_S)
    except (OSError, ValueError):
        line.close()
        raise


def _wait(connection: socket.socket, what: int, until: float | None) -> None:
    """Until it can be done at once, if only because nobody is there any more."""
    number = connection.fileno()
    if number < 0:
        raise BrokenPipeError  # closed here, by another thread perhaps
    waiting = select.poll()
    waiting.register(number, what)
    left = None if until is None else max(1, int((until - time.monotonic()) * 1000))
    if not waiting.poll(left):
        raise TimeoutError
