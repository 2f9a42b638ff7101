"""An open program hears what other programs of the same person ask: one line each, in JSON.

Whoever sends anything else, too much, or nothing, is let go of without a word.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.running.announced import (
    Announced,
    announce,
    announced,
    make_folder,
    new_addresses,
)
from desktop.running.asking import nobody_at

LONGEST = 16_384  # bytes of a question
MOST = 16  # askers at once
_PATIENCE_MS = 5000
_ANSWER_MS = 1000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What is said, where the program's office is, and what is done once it was said."""

    says: str
    office: str = ""
    then: Callable[[], object] | None = None


Answering = Callable[[str, Mapping[str, Any]], Answer | None]


class Listening(QObject):
    """Calls `answering(what, question)` for each question. Where nothing can be listened at, as
    on a full disk, nobody can ask, and the program goes on.
    """

    def __init__(self, answering: Answering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answering = answering
        self._askers = 0
        self.announced: Announced | None = None
        self.server = QLocalServer(self)
        self.server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self.server.newConnection.connect(self._come)

    def begin(self) -> None:
        """Listen, and take away what crashed programs left."""
        for other in announced():
            if nobody_at(other.name):
                other.forget()
        try:
            make_folder()
            address = next(filter(self.server.listen, new_addresses()), "")
            if address:
                self.announced = announce(address)
            else:
                _log.warning("nothing can be asked of this program")
        except OSError as error:
            self.server.close()
            _log.warning("nothing can be asked of this program: %s", type(error).__name__)

    def end(self) -> None:
        """Listen no longer. Whoever waits for this program's end hears it."""
        self.server.close()
        for asker in self.server.findChildren(QLocalSocket):
            asker.abort()
        gone, self.announced = self.announced, None
        if gone is not None:
            gone.forget()

    def _come(self) -> None:
        while (connection := self.server.nextPendingConnection()) is not None:
            if self._askers >= MOST:
                connection.abort()
                connection.deleteLater()
            else:
                self._askers += 1
                connection.destroyed.connect(self._gone)
                _Asker(connection, self._answering)

    def _gone(self) -> None:
        self._askers -= 1


class _Asker(QObject):
    """One connection. After a proper question it stays, so that the other end sees ours."""

    def __init__(self, connection: QLocalSocket, answering: Answering) -> None:
        super().__init__(connection)
        self._connection, self._answering = connection, answering
        self._heard = b""
        self._answered = False
        connection.setReadBufferSize(LONGEST + 1)
        connection.disconnected.connect(connection.deleteLater)
        connection.readyRead.connect(self._read)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._let_go)
        self._patience.start()
        self._read()

    def _read(self) -> None:
        more = bytes(self._connection.readAll().data())
        if self._answered:
            return
        self._heard += more
        line, ended, _ = self._heard.partition(b"\n")
        if len(line) > LONGEST:
            self._let_go()
        elif ended:
            self._answer(line)

    def _answer(self, line: bytes) -> None:
        self._answered = True
        self._patience.stop()
        answer: Answer | None = None
        with suppress(ValueError, RecursionError):
            question = json.loads(line)
            if isinstance(question, dict) and isinstance(question.get("ask"), str):
                answer = self._answering(question["ask"], question)
        if answer is None:
            self._let_go()
            return
        said = json.dumps({"says": answer.says, "office": answer.office, "process": os.getpid()})
        self._connection.write(said.encode() + b"\n")
        self._connection.waitForBytesWritten(_ANSWER_MS)
        if answer.then is not None:
            # Not at once: this may be the last that the program does.
            QTimer.singleShot(0, answer.then)

    def _let_go(self) -> None:
        self._connection.abort()
        self._connection.deleteLater()
