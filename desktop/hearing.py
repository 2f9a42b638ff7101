"""Hears what others write in an office on a server, so that what is shown here is read again.

It listens on a thread of its own, from entering the office to leaving it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import random
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.operations.changes import Changes
from db.rules.findings import Refused
from desktop.aside import Everything

if TYPE_CHECKING:
    from db.office import Office
    from desktop.jobs import Jobs
    from ui.window_lock import WindowLock

SPACING_MS = 1000  # between two times that pages are read again, where others write much
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between two tries to listen again
_UNDISTURBED = 3600.0  # seconds; the connection itself says when it is lost
_log = logging.getLogger(__name__)


class Hearing(QObject):
    """The companion of an office on a server. `presence` is called when people come, go or edit."""

    _heard = Signal(object)

    def __init__(
        self, office: Office, jobs: Jobs, locking: WindowLock, presence: Callable[[], object]
    ) -> None:
        super().__init__()
        from db.storage.server_notices import Notices

        self._jobs, self._locking, self._presence = jobs, locking, presence
        self._notices = Notices(office.engines)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)
        self._kinds: set[str] = set()
        self._missed = False  # nobody knows what changed
        self._spacing = QTimer(self, singleShot=True, interval=SPACING_MS)
        self._spacing.timeout.connect(self._pass_on)
        self._heard.connect(self._take)
        locking.unlocked.connect(self._pass_on)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Listen no more; a thread that hangs on a network that is gone ends by itself."""
        self._stop.set()
        self._notices.wake()
        if self._thread.is_alive():
            self._thread.join(3.0)
        self._spacing.stop()

    # ---- on the thread ----

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            try:
                self._notices.open()
                pause = FIRST_PAUSE
                self._heard.emit(None)  # what was written since the pages were read
                self._presence()
                self._listen()
            except Refused:
                pass  # the server is gone: that is seen and told elsewhere
            except Exception as error:  # one mistake must not end it
                _log.error("hearing: %s", type(error).__name__)
            self._notices.close()
            self._stop.wait(random.uniform(pause / 2, pause))
            pause = min(2 * pause, LONGEST_PAUSE)
        self._notices.end()

    def _listen(self) -> None:
        from db.storage.server_presence import PRESENCE

        while not self._stop.is_set():
            kinds = self._notices.wait(_UNDISTURBED)
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
        if self._locking.is_locked or not (self._kinds or self._missed):
            return
        changes = Everything() if self._missed else Changes(dict.fromkeys(self._kinds, frozenset()))
        self._kinds, self._missed = set(), False
        self._spacing.start()
        self._jobs.changed.emit(changes)
