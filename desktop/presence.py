"""Beats this program's heart in the office's folder, and looks who else is there.

It works on a thread of its own, from entering the office to leaving it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import random
import threading
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.rules.findings import Refused, hard, information
from desktop.heart import pause_between_beats, presence_of
from desktop.looks import looks_of
from desktop.settings import folder as settings_folder
from ui.office_state import PersonHere

if TYPE_CHECKING:
    from datetime import datetime

    from db.office import Office
    from db.office.looking_on import LookingOn, Way
    from db.rules.findings import Finding
    from db.storage.presence import Presence, Seen
    from desktop.jobs import Jobs
    from ui.office_state import OfficeWatch

_OWN_CODES = ("presence.", "guards.")
_log = logging.getLogger(__name__)


def looking_on(way: Way, office: Office) -> LookingOn:
    """The way into an office that goes on where only writing is refused."""
    from db.office.afterwards import Afterwards
    from db.office.looking_on import LookingOn

    return LookingOn(way, Afterwards(office, settings_folder() / "later"), looks_of(office))


class PresenceKeeping(QObject):
    """The companion that keeps `OfficeState.people` and `why_readonly`. `turn` is one beat."""

    _seen = Signal(object, object)

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        watch: OfficeWatch,
        presence: Presence | None = None,
        looking_on: LookingOn | None = None,
    ) -> None:
        super().__init__()
        from db.office.guarding import Guard

        self._office, self._jobs, self._watch = office, jobs, watch
        self._presence, self._key = presence or presence_of(office), office.data_key
        self._guard = Guard()
        self._said: dict[str, Finding] = {}  # what was found, for as long as the office is open
        self._looking_on, self._waits = looking_on, looking_on is not None
        self._to_record: list[datetime] = []  # since when writing was closed, not yet in the log
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="presence", daemon=True)
        self._seen.connect(self._tell)
        watch.edited_changed.connect(self._hurry)
        self._due = threading.Event()
        self._every, self._hurried = pause_between_beats(office), False

    def begin(self) -> None:
        """Guard every write from now on, and start the thread."""
        self._office.watchers.append(self._guard)
        self._thread.start()

    def end(self) -> None:
        """Say goodbye; a thread that hangs on a drive that is gone ends by itself."""
        self._stop.set()
        self._due.set()
        if self._thread.is_alive():
            self._thread.join(0.1 if self._office.is_away else 3.0)

    def heard(self) -> None:
        """Somebody came, went, or edits something else: look at once. Called on any thread."""
        self._due.set()

    def turn(self, *, beats: bool = True) -> None:
        """Beat, look, and pass on what is seen. Raises `Refused` where the place is gone."""
        if beats:
            self._beat()
        seen = self._presence.look()
        was_closed = self._guard.unreal_since is not None
        since = self._guard.heed(seen, self._office.clock())
        if self._guard.unreal_since is not None and not was_closed:
            _log.error("locks are not real here: nothing is written")
        if since is not None:
            _log.warning("locks have held for a while: writing goes on")
            self._to_record.append(since)
            self._waits = self._looking_on is not None
            zone, now = self._office.record.zone, self._office.clock()
            self._said["guards.was_closed"] = information(
                "guards.was_closed", since=since.astimezone(zone), until=now.astimezone(zone)
            )
        self._seen.emit(seen, tuple(self._said.values()))
        self._record()

    # ---- inside ----

    def _beat(self) -> None:
        """Where nothing may be written the others are seen, and do not see this program."""
        if self._office.place.only_read:
            return
        self._said.pop("presence.unwritable", None)
        try:
            if self._key != self._office.data_key:  # it was changed: others read only the new one
                self._presence.end()
                self._presence, self._key = presence_of(self._office), self._office.data_key
            self._presence.beat(self._watch.edited)
        except Refused:
            if self._office.on_server or not self._office.folder.is_office:
                raise
            self._said["presence.unwritable"] = information("presence.unwritable")

    def _record(self) -> None:
        """Into the audit log, as soon as that can be written again."""
        from db.office.guarding import record_pause

        while self._to_record and self._guard.unreal_since is None:
            record_pause(self._office, self._to_record[0])
            self._to_record.pop(0)
        may_write = self._guard.unreal_since is None and not self._office.place.only_read
        if self._waits and may_write and self._looking_on is not None:
            self._looking_on.settle()
            self._waits = False

    def _run(self) -> None:
        next_beat = 0.0
        while not self._stop.is_set():
            beats = self._hurried or monotonic() >= next_beat
            if beats:
                self._hurried, next_beat = False, monotonic() + self._every * random.uniform(0.8, 1)
            try:
                if not (self._office.is_away and self._office.on_server):  # else it would hang
                    self.turn(beats=beats)
            except Refused:
                pass  # the place is gone: that is seen and told elsewhere
            except Exception as error:  # one mistake must not end the watch
                _log.error("presence: %s", type(error).__name__)
            self._due.wait(max(0.0, next_beat - monotonic()))
            self._due.clear()
        if not self._office.is_away:  # else it would wait for a server that is gone
            self._presence.end()

    def _hurry(self) -> None:
        """Somebody has opened or closed a form: let the others know soon."""
        self._hurried = True
        self._due.set()

    def _tell(self, seen: Seen, said: tuple[Finding, ...]) -> None:
        locks = None if seen.locks_are_real else hard("storage.locks_unreal")
        others = [f for f in self._watch.state.found if not f.code.startswith(_OWN_CODES)]
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
        self._watch.update(
            people=people,
            why_readonly=self._office.place.why_only_read or locks,
            found=(*others, *said),
        )
