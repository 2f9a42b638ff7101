r"""Lines as named pipes of Windows, by what Python's own library uses for them: see `line`.

The system's usual list of access holds for a pipe: its owner, administrators and the system may
do all; others may at most read, and nobody who only reads is told anything. Nobody comes in from
another computer. The first who takes a name has it (`FILE_FLAG_FIRST_PIPE_INSTANCE`), and who asks
does not lend his rights to who answers (`SECURITY_IDENTIFICATION`).
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import _winapi

assert sys.platform == "win32" or not TYPE_CHECKING  # elsewhere its types are not known

_PIPES = "\\\\.\\pipe\\"
_ROOM = 8192  # bytes under way
_AT_ONCE = 4096  # bytes
_BYTES = 0x0  # PIPE_TYPE_BYTE, PIPE_READMODE_BYTE: no borders between messages
_REJECT_REMOTE_CLIENTS = 0x8
_IDENTIFICATION = 0x00100000 | 0x00010000  # SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION
_GONE = (109, 232, 233)  # ERROR_BROKEN_PIPE, ERROR_NO_DATA, ERROR_PIPE_NOT_CONNECTED
_BUSY = (121, 231)  # ERROR_SEM_TIMEOUT, ERROR_PIPE_BUSY


class _Handle:
    """An end of a pipe. What is begun on it can be ended by any thread, and then nothing begins."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._lock = threading.Lock()
        self._under_way: list[_winapi.Overlapped] = []
        self.ended = self._closed = False

    def do(
        self, begin: Callable[[int], _winapi.Overlapped], until: float | None
    ) -> tuple[int, _winapi.Overlapped]:
        """Wait for what `begin(handle)` begins: how many bytes, and the thing itself.

        Raises `EOFError` once ended, or nobody is there; `TimeoutError`, `OSError`.
        """
        try:
            with self._lock:
                if self.ended:
                    raise EOFError
                one = begin(self._handle)
                self._under_way.append(one)
            try:
                _winapi.WaitForMultipleObjects([one.event], False, _left(until))
            finally:
                one.cancel()  # which does nothing where it is done
                size, error = one.GetOverlappedResult(True)
                with self._lock:
                    self._under_way.remove(one)
        except OSError as failed:
            if failed.winerror in _GONE:
                raise EOFError from None
            raise
        if error == _winapi.ERROR_OPERATION_ABORTED:
            raise EOFError if self.ended else TimeoutError
        return size, one

    def end(self) -> None:
        with self._lock:
            self.ended = True
            for one in self._under_way:
                one.cancel()

    def close(self) -> None:
        self.end()
        with self._lock:
            if not self._closed:
                self._closed = True
                _winapi.CloseHandle(self._handle)


class Line:
    """One connection. One thread reads, another may write, and any may `hang_up`."""

    def __init__(self, handle: _Handle) -> None:
        self._handle = handle

    def read(self, until: float | None = None) -> bytes:
        """What came, a part of it perhaps; b"" once nobody is there any more.

        Raises `TimeoutError` if nothing came by then (`time.monotonic`), `OSError`.
        """
        try:
            _, done = self._handle.do(lambda h: _winapi.ReadFile(h, _AT_ONCE, True)[0], until)
        except EOFError:
            return b""
        return bytes(done.getbuffer() or b"")

    def write(self, words: bytes, until: float) -> None:
        """Say it. Raises `OSError`, as `TimeoutError` if the other end had no room for it."""
        try:
            while words:
                size, _ = self._handle.do(_writing(words), until)
                words = words[size:]
        except EOFError:
            raise BrokenPipeError from None

    def hang_up(self) -> None:
        """The other end hears that nobody is here, and so does who reads at this one."""
        self._handle.end()

    def close(self) -> None:
        """Nothing is read or written here any more: for who reads, or where nobody does."""
        self._handle.close()


class Door:
    """Listens under a name that nobody has yet. Raises `OSError`, `ValueError`."""

    def __init__(self, address: str) -> None:
        self._name = _PIPES + address
        self._shut = False
        self._next = self._new(_winapi.FILE_FLAG_FIRST_PIPE_INSTANCE)

    def accept(self) -> Line | None:
        """Who comes next; `None` once the door is shut. For one thread. Raises `OSError`."""
        while not self._shut:
            here, gone = self._next, False
            try:
                here.do(lambda handle: _winapi.ConnectNamedPipe(handle, True), None)
            except EOFError:
                gone = True  # or the door is shut
            self._next = self._new()
            if not gone:
                return Line(here)
            here.close()
        self._next.close()
        return None

    def shut(self) -> None:
        """Nobody comes any more, and who waits in `accept` hears it."""
        self._shut = True
        self._next.end()

    def _new(self, first: int = 0) -> _Handle:
        return _Handle(
            _winapi.CreateNamedPipe(
                self._name,
                _winapi.PIPE_ACCESS_DUPLEX | _winapi.FILE_FLAG_OVERLAPPED | first,
                _BYTES | _REJECT_REMOTE_CLIENTS,
                _winapi.PIPE_UNLIMITED_INSTANCES,
                _ROOM,
                _ROOM,
                0,
                _winapi.NULL,
            )
        )


def connect(address: str, seconds: float) -> Line:
    """Raises `FileNotFoundError` if surely nobody listens there; another `OSError`, or
    `ValueError`, for one that is busy so long, or an address that is none.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            _winapi.WaitNamedPipe(_PIPES + address, _left(until))
            return Line(
                _Handle(
                    _winapi.CreateFile(
                        _PIPES + address,
                        _winapi.GENERIC_READ | _winapi.GENERIC_WRITE,
                        0,
                        _winapi.NULL,
                        _winapi.OPEN_EXISTING,
                        _winapi.FILE_FLAG_OVERLAPPED | _IDENTIFICATION,
                        _winapi.NULL,
                    )
                )
            )
        except OSError as failed:
            if failed.winerror not in _BUSY or time.monotonic() > until:
                raise


def _writing(words: bytes) -> Callable[[int], _winapi.Overlapped]:
    return lambda handle: _winapi.WriteFile(handle, words, True)[0]


def _left(until: float | None) -> int:
    """Milliseconds, never none: a wait of 0 is the pipe's own to some of what is called."""
    if until is None:
        return _winapi.INFINITE
    return max(1, int((until - time.monotonic()) * 1000))
