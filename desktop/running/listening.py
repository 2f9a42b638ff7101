"""An open program hears what other programs of the same person ask: one line each, in JSON.

What they say is heard in threads of their own (`askers`) and answered in the program's. Whoever
sends anything else, too much, or nothing, is let go of without a word.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.running.announced import (
    Announced,
    announce,
    announced,
    make_folder,
    new_addresses,
)
from desktop.running.askers import Askers
from desktop.running.line import Door, Line, nobody_at

_ANSWER_S = 1.0
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

    _asked = Signal(object, object)  # from another thread

    def __init__(self, answering: Answering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answering = answering
        self._askers: Askers | None = None
        self.announced: Announced | None = None
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Listen, and take away what crashed programs left."""
        for other in announced():
            if nobody_at(other.name):
                other.forget()
        try:
            make_folder()
            self._open_a_door()
        except OSError as error:
            self.end()
            _log.warning("nothing can be asked of this program: %s", type(error).__name__)

    def end(self) -> None:
        """Listen no longer. Whoever waits for this program's end hears it."""
        gone, self.announced = self.announced, None
        askers, self._askers = self._askers, None
        if askers is not None:
            askers.end()
        if gone is not None:
            gone.forget()

    def _open_a_door(self) -> None:
        for address in new_addresses():
            try:
                door = Door(address)
            except (OSError, ValueError):
                continue
            self._askers = Askers(door, self._asked.emit)
            self.announced = announce(address)
            return
        _log.warning("nothing can be asked of this program")

    def _answer(self, line: Line, words: bytes) -> None:
        answer: Answer | None = None
        if self._askers is not None:
            with suppress(ValueError, RecursionError):
                question = json.loads(words)
                if isinstance(question, dict) and isinstance(question.get("ask"), str):
                    answer = self._answering(question["ask"], question)
        if answer is None:
            line.hang_up()
            return
        said = json.dumps({"says": answer.says, "office": answer.office, "process": os.getpid()})
        with suppress(OSError):  # who asked is gone, or does not hear: it is done all the same
            line.write(said.encode() + b"\n", time.monotonic() + _ANSWER_S)
        if answer.then is not None:
            # Not at once: this may be the last that the program does.
            QTimer.singleShot(0, answer.then)
