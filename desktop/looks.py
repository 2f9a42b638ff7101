"""Puts on record, every minute, which files were looked at in an office on a shared drive.

It works on a thread of its own, from entering the office to leaving it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import threading
from typing import TYPE_CHECKING

from db.rules.findings import Refused
from desktop.kept import log_of

if TYPE_CHECKING:
    from db.office import Office
    from db.office.looking_on import LookingOn
    from db.office.looks import Looks

EVERY = 60.0  # seconds
_log = logging.getLogger(__name__)


def looks_of(office: Office) -> Looks | None:
    """The looks that wait; None where each is written at once, or nothing is."""
    from db.office.looks import Looks
    from db.storage.place import PlaceKind

    if office.place.kind is not PlaceKind.SHARE or office.place.only_read:
        return None
    return Looks(office, log_of(office, "looks"))


class LooksKeeping:
    """The companion that settles what waits: at sign-in, every minute, and at the end."""

    def __init__(self, looking_on: LookingOn) -> None:
        self._looking_on = looking_on
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="looks", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Settle once more; a thread that hangs on a drive that is gone ends by itself."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(3.0)

    def _run(self) -> None:
        ended = False
        while not ended:
            ended = self._stop.is_set()
            try:
                self._looking_on.settle_looks()
            except Refused:
                pass  # the drive is gone or cannot be written: it waits
            except Exception as error:  # one mistake must not end the watch
                _log.error("looks: %s", type(error).__name__)
            if not ended:
                self._stop.wait(EVERY)
