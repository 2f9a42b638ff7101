"""Asks the programs of this person that are open on this computer. Needs no screen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalSocket

from desktop.running.announced import Announced, announced
from desktop.running.ended import wait_for_process

# What a program is asked, and what it says.
CLOSE, WHICH, COME, OPEN = "close", "which office", "come forward", "open"
CLOSING, MUST_BE_READ = "closing", "must be read"
IN_OFFICE, FREE, BUSY = "in an office", "free", "busy"
_CONNECT_MS = 1000
_LONGEST = 4096  # bytes of an answer


class Asked:
    """A question to one program."""

    def __init__(self, name: str, question: Mapping[str, Any]) -> None:
        self._socket = _connected(name)
        self._heard = b""
        self.says = self.office = ""
        self.process = 0
        if self._socket is not None:
            self._socket.write(json.dumps(question).encode() + b"\n")
            self._socket.waitForBytesWritten(_CONNECT_MS)

    @property
    def reached(self) -> bool:
        """Whether there is a program."""
        return self._socket is not None

    def answer(self, until: float) -> str:
        """What it says, or "" where it says nothing by then (`time.monotonic`)."""
        while self._socket is not None and not self.says and b"\n" not in self._heard:
            if len(self._heard) > _LONGEST or not self._socket.waitForReadyRead(_left(until)):
                break
            self._heard += bytes(self._socket.readAll().data())
        if not self.says:
            self._understand()
        return self.says

    def ended(self, until: float) -> bool:
        """Whether it is gone by then: its end of the line is, and its process too."""
        if self._socket is None:
            return True
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        while self._socket.state() != gone:
            if not self._socket.waitForDisconnected(_left(until)):
                break
        if self._socket.state() != gone:
            return False
        return wait_for_process(self.process, until)

    def close(self) -> None:
        """Ask nothing more."""
        if self._socket is not None:
            self._socket.abort()

    def _understand(self) -> None:
        try:
            found = json.loads(self._heard.partition(b"\n")[0])
            says, office, process = found["says"], found["office"], found["process"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return
        if isinstance(says, str) and isinstance(office, str) and type(process) is int:
            self.says, self.office, self.process = says, office, process


def ask_all(question: Mapping[str, Any]) -> Iterator[tuple[Announced, Asked]]:
    """Ask every program that is open; what crashed ones left is taken away."""
    _need_application()
    for program in announced():
        asked = Asked(program.name, question)
        if asked.reached:
            yield program, asked
        elif nobody_at(program.name):
            program.forget()


def nobody_at(name: str) -> bool:
    """Whether surely no program listens there. One that is busy is somebody."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if socket.waitForConnected(_CONNECT_MS):
        socket.abort()
        return False
    nobody = (
        QLocalSocket.LocalSocketError.ServerNotFoundError,
        QLocalSocket.LocalSocketError.ConnectionRefusedError,
    )
    return socket.error() in nobody


def _connected(name: str) -> QLocalSocket | None:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket if socket.waitForConnected(_CONNECT_MS) else None


def _left(until: float) -> int:
    return max(1, int((until - time.monotonic()) * 1000))


def _need_application() -> None:
    """Qt's sockets want one, though they need neither its loop nor a screen."""
    if QCoreApplication.instance() is None:
        _kept.append(QCoreApplication(["caseroom"]))


_kept: list[QCoreApplication] = []
