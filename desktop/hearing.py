"""Hears what others write in an office on a server, and sees the server go and come back.

It works on a thread of its own, from entering the office to leaving it, and on a connection of
its own: one that listens learns first that it is lost.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.operations.changes import Changes
from db.rules.findings import Refused, information
from db.storage.problems import StorageProblem
from desktop.aside import Everything

if TYPE_CHECKING:
    from db.office import Office
    from db.office.server_way import Outcome, ServerWay
    from db.rules.findings import Finding
    from desktop.jobs import Jobs
    from ui.main_window import MainWindow
    from ui.office_state import OfficeWatch

SPACING_MS = 1000  # between two times that pages are read again, where others write much
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0  # seconds between two looks at a server that is gone
GLANCE = (
    2.0  # seconds between two looks at whether somebody waits for long; the server is not asked
)
HUNG = 5.0  # seconds that somebody waits before the server is doubted
_LOOK_AGAIN = 15.0  # seconds between two looks while one report takes long
_log = logging.getLogger(__name__)


def server_way_of(office: Office) -> ServerWay | None:
    """The way into an office on a server; None elsewhere."""
    if not office.on_server:
        return None
    from db.office.server_way import ServerWay

    return ServerWay(office)


class Hearing(QObject):
    """The companion of an office on a server. `presence` is called when people come, go or edit."""

    _heard = Signal(object)
    _stands = Signal(bool, object)
    _shut_out = Signal()
    _known = Signal(object)

    def __init__(
        self,
        way: ServerWay,
        jobs: Jobs,
        watch: OfficeWatch,
        window: MainWindow,
        presence: Callable[[], object],
    ) -> None:
        super().__init__()
        from db.storage.server_notices import Notices

        self._way, self._jobs, self._watch, self._window = way, jobs, watch, window
        self._presence, self._zone = presence, way.office.record.zone
        self._notices = Notices(way.office.engines)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)
        self._pause, self._next_look = FIRST_PAUSE, 0.0
        self._kinds: set[str] = set()
        self._missed = False  # nobody knows what changed
        self._spacing = QTimer(self, singleShot=True, interval=SPACING_MS)
        self._spacing.timeout.connect(self._pass_on)
        self._heard.connect(self._take)
        self._stands.connect(self._tell)
        self._shut_out.connect(lambda: watch.shut_out.emit(way.why_shut_out))
        self._known.connect(self._say_outcome)
        window.locking.unlocked.connect(self._pass_on)
        way.when_doubted = self._notices.wake

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Listen no more; a thread that hangs on a network that is gone ends by itself."""
        self._stop.set()
        self._notices.wake()
        if self._thread.is_alive():
            self._thread.join(0.1 if self._way.is_gone else 3.0)
        self._way.leave()
        self._spacing.stop()

    # ---- on the thread ----

    def _run(self) -> None:
        while not self._stop.is_set() and not self._way.is_shut_out:
            try:
                self._turn()
            except Refused:
                self._way.doubt()
            except Exception as error:  # one mistake must not end it
                _log.error("hearing: %s", type(error).__name__)
                self._stop.wait(GLANCE)
        if self._way.is_shut_out:
            self._shut_out.emit()
        self._notices.end()

    def _turn(self) -> None:
        """Look after the server where anything is amiss, and listen where nothing is."""
        way, notices = self._way, self._notices
        waited = way.is_waited_for(HUNG) and monotonic() > self._next_look
        if way.is_gone or way.doubted.is_set() or waited:
            self._look()
        if way.is_gone or way.is_shut_out:
            notices.close()
            self._rest()
        elif not notices.is_open:
            try:
                notices.open()
            except StorageProblem:  # it answers, and has no room for one more
                self._rest()
                raise
            self._came_back()
        else:
            self._pass_to_screen(notices.wait(GLANCE))

    def _rest(self) -> None:
        self._stop.wait(random.uniform(self._pause / 2, self._pause))
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _look(self) -> None:
        there = self._way.look()
        self._next_look = monotonic() + _LOOK_AGAIN
        self._stands.emit(there, None if there else self._way.why_gone)

    def _came_back(self) -> None:
        """It is listened to again: nobody knows what was written meanwhile."""
        self._pause = FIRST_PAUSE
        self._heard.emit(None)
        self._presence()
        with suppress(Refused):
            for outcome in self._way.outcomes():
                self._known.emit(outcome)

    def _pass_to_screen(self, kinds: frozenset[str]) -> None:
        from db.storage.server_presence import PRESENCE

        if PRESENCE in kinds:
            self._presence()
        if kinds - {PRESENCE}:
            self._heard.emit(kinds - {PRESENCE})

    # ---- on the screen's thread ----

    def _take(self, kinds: frozenset[str] | None) -> None:
        self._kinds |= kinds or set()
        self._missed = self._missed or kinds is None
        if not self._spacing.isActive():
            self._pass_on()

    def _pass_on(self) -> None:
        """Let the pages read again; behind a locked window nothing is read."""
        if self._window.locking.is_locked or not (self._kinds or self._missed):
            return
        changes = Everything() if self._missed else Changes(dict.fromkeys(self._kinds, frozenset()))
        self._kinds, self._missed = set(), False
        self._spacing.start()
        self._jobs.changed.emit(changes)

    def _tell(self, there: bool, why: Finding | None) -> None:
        self._watch.update(reachable=there, readable=there, why_away=why)

    def _say_outcome(self, outcome: Outcome) -> None:
        code = "saves.kept_after_all" if outcome.kept else "saves.not_kept"
        self._window.banner.say_found(information(code, at=outcome.at.astimezone(self._zone)))
