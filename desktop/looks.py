"""Puts on record, every minute, what waits for it on this computer: looks at files, refusals.

It works on threads of its own, from entering the office to leaving it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.rules.findings import Refused
from desktop.kept import log_of

if TYPE_CHECKING:
    from db.office import Office
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


class EveryMinute:
    """A companion that settles what waits: at sign-in, every minute, and at the end."""

    def __init__(
        self, settle: Callable[[], int], name: str, at_end: Callable[[], int] | None = None
    ) -> None:
        self._settle, self._at_end, self._name = settle, at_end or settle, name
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

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
                (self._at_end if ended else self._settle)()
            except Refused:
                pass  # the place is gone or cannot be written: it waits
            except Exception as error:  # one mistake must not end the watch
                _log.error("%s: %s", self._name, type(error).__name__)
            if not ended:
                self._stop.wait(EVERY)


def refusals_keeping(office: Office) -> EveryMinute:
    """Watches for refusals from now on, and puts them on record."""
    from db.office.refusals import Refusals

    refusals = Refusals(office, log_of(office, "refusals"))
    office.watchers.append(refusals)
    return EveryMinute(refusals.settle, "refusals", refusals.end)
