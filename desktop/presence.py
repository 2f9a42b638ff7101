"""Beats this program's heart in the office's folder, and looks who else is there.

It works on a thread of its own, from entering the office to leaving it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import random
import socket
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.rules.findings import Refused, hard
from ui.office_state import PersonHere

if TYPE_CHECKING:
    from db.office import Office
    from db.storage.presence import Presence, Seen
    from desktop.jobs import Jobs
    from ui.office_state import OfficeWatch

EVERY = 5.0  # seconds between two beats
_log = logging.getLogger(__name__)


def presence_of(office: Office) -> Presence:
    """The heart of this program in this office."""
    from db.storage.presence import Presence
    from db.storage.presence_file import Person

    me = Person(
        office.user.id, office.user.display_name, socket.gethostname() or "?", office.clock()
    )
    folder, key, office_id = office.folder.presence, office.data_key, office.record.id
    return Presence(folder, key, office_id, me, timing=office.engines.timing)


class PresenceKeeping(QObject):
    """The companion that keeps `OfficeState.people` and `why_readonly`. `turn` is one beat."""

    _seen = Signal(object)

    def __init__(
        self, office: Office, jobs: Jobs, watch: OfficeWatch, presence: Presence | None = None
    ) -> None:
        super().__init__()
        from db.office.guarding import Guard

        self._office, self._jobs, self._watch = office, jobs, watch
        self._presence = presence or presence_of(office)
        self._guard = Guard()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="presence", daemon=True)
        self._seen.connect(self._tell)
        watch.edited_changed.connect(self._hurry)
        self._due = threading.Event()

    def begin(self) -> None:
        """Guard every write from now on, and start the thread."""
        self._office.watchers.append(self._guard)
        self._thread.start()

    def end(self) -> None:
        """Say goodbye; a thread that hangs on a drive that is gone ends by itself."""
        self._stop.set()
        self._due.set()
        if self._thread.is_alive():
            self._thread.join(3.0)

    def turn(self) -> None:
        """Beat, look, and pass on what is seen. Raises `Refused` where the place is gone."""
        self._presence.beat(self._watch.edited)
        seen = self._presence.look()
        unreal_since = self._guard.heed(seen, self._office.clock())
        self._seen.emit(seen)
        if unreal_since is not None:
            from db.office.guarding import record_pause

            record_pause(self._office, unreal_since)

    # ---- inside ----

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.turn()
            except Refused:
                pass  # the place is gone: that is seen and told elsewhere
            except Exception as error:  # one mistake must not end the watch
                _log.error("presence: %s", type(error).__name__)
            self._due.clear()
            self._due.wait(random.uniform(EVERY * 0.8, EVERY * 1.2))
        self._presence.end()

    def _hurry(self) -> None:
        """Somebody has opened or closed a form: let the others know soon."""
        self._due.set()

    def _tell(self, seen: Seen) -> None:
        readonly = None if seen.locks_are_real else hard("storage.locks_unreal")
        people = tuple(
            PersonHere(
                beat.person.user_id,
                beat.person.name,
                beat.person.computer,
                beat.person.since,
                beat.instance == self._presence.instance,
                beat.editing,
            )
            for beat in seen.people
        )
        self._watch.update(people=people, why_readonly=readonly)
