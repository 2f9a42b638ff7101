"""Keeps the copy of a shared office new, and sees when the drive goes and comes back.

It works on a thread of its own, from entering the office to leaving it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import random
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.rules.findings import Refused
from desktop.cache import cache_folder
from desktop.settings import folder as settings_folder

if TYPE_CHECKING:
    from uuid import UUID

    from db.office import Office
    from db.office.aside import Aside
    from desktop.jobs import Jobs
    from ui.office_state import OfficeWatch
    from ui.settings import Settings

KEPT = timedelta(days=90)  # a copy of an office that is not opened any more
GLANCE = 2.0  # seconds between two looks at whether anything is amiss
HUNG = 5.0  # seconds that somebody waits before the drive is doubted
COPY_AGAIN = 60.0  # seconds between two copies, at least
COPY_SHARE = 20  # times as long as the last copy took, at least
_LONGEST_PAUSE = 900.0
_OLD = timedelta(minutes=5)
_log = logging.getLogger(__name__)


def aside_of(office: Office) -> Aside | None:
    """The way into an office on a shared drive that has a copy here beside it; None elsewhere."""
    from db.office.afterwards import Afterwards
    from db.office.aside import Aside
    from db.office.local_copy import LocalCopy
    from db.storage.place import PlaceKind
    from db.storage.snapshot import Copies

    if office.place.kind is not PlaceKind.SHARE:
        return None
    copy = LocalCopy(office, Copies(cache_folder(), office.record.id))
    return Aside(office, copy, afterwards=Afterwards(office, settings_folder() / "later"))


@dataclass(frozen=True)
class Everything:
    """What changed while the drive was gone: nobody knows, so all of it."""

    def touches(self, *kinds: str) -> bool:
        """All kinds of record may have changed."""
        return True

    def ids(self, kind: str) -> frozenset[UUID]:
        """All records of the kind."""
        return frozenset()

    def concerns(self, kind: str, record_id: UUID) -> bool:
        """Any record may have changed."""
        return True


class AsideKeeping(QObject):
    """The companion of an office on a shared drive. `turn` is what the thread does, once."""

    _told = Signal(dict)
    _returned = Signal()

    def __init__(self, aside: Aside, jobs: Jobs, watch: OfficeWatch, settings: Settings) -> None:
        super().__init__()
        self._aside, self._jobs, self._watch, self._settings = aside, jobs, watch, settings
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="aside", daemon=True)
        self._until_copy = 0.0  # seconds until the next copy is due
        self._settled = False
        self._told.connect(self._tell)
        self._returned.connect(lambda: jobs.changed.emit(Everything()))

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Stop it; one that hangs on a drive that is gone ends by itself."""
        self._stop.set()
        self._aside.doubted.set()
        if self._thread.is_alive():
            self._thread.join(5.0)
        self._aside.copy.close()

    def turn(self, passed: float) -> None:
        """Look after the drive and the copy, so many seconds after the last time."""
        aside = self._aside
        if aside.is_gone or aside.doubted.is_set() or aside.is_waited_for(HUNG):
            self._look()
        if aside.is_gone:
            return
        if not self._settled:
            self._settle()
        self._until_copy -= passed
        if self._until_copy <= 0:
            self._copy()

    # ---- inside ----

    def _run(self) -> None:
        self._aside.copy.remove_old(KEPT)
        passed = 0.0
        while not self._stop.is_set():
            try:
                self.turn(passed)
            except Exception as error:  # a helper's mistake must not end it
                _log.error("aside: %s", type(error).__name__)
            passed = random.uniform(GLANCE, 2 * GLANCE)  # not all computers at the same moment
            waits_for = self._stop if self._aside.is_gone else self._aside.doubted
            waits_for.wait(passed)

    def _look(self) -> None:
        was_gone = self._aside.is_gone
        self._settled = False
        there = self._aside.look()
        self._told.emit({"reachable": there, "copied_at": self._aside.copy.as_of})
        if was_gone and there:
            self._until_copy = 0.0
            self._returned.emit()

    def _settle(self) -> None:
        """Record what was looked at and printed while the drive was gone."""
        with suppress(Refused):  # it is tried again in the next turn
            self._aside.settle()
            self._settled = True

    def _copy(self) -> None:
        copy = self._aside.copy
        if not self._settings.keep_copy:
            copy.remove()
            self._until_copy = COPY_AGAIN
            self._told.emit({"copied_at": None, "problem": None})
            return
        begun = self._aside.office.engines.timing.elapsed()
        from db.storage.copying import LONGEST_HOLD

        hold = LONGEST_HOLD if self._is_old() else 0.0
        with suppress(Refused):
            copy.renew(lambda: not self._stop.is_set(), longest_hold=hold)
        took = self._aside.office.engines.timing.elapsed() - begun
        self._until_copy = min(max(COPY_AGAIN, COPY_SHARE * took), _LONGEST_PAUSE)
        self._told.emit({"copied_at": copy.as_of, "problem": copy.why_not})

    def _is_old(self) -> bool:
        """Whether the copy is so old that somebody's save may wait a moment for a new one."""
        made = self._aside.copy.as_of
        return made is None or self._aside.office.clock() - made > _OLD

    def _tell(self, known: dict[str, Any]) -> None:
        fields = dict(known)
        if "problem" in fields:
            problem = fields.pop("problem")
            others = [f for f in self._watch.state.found if not f.code.startswith("copy.")]
            fields["found"] = (*others, *([problem] if problem is not None else ()))
        self._watch.update(**fields)
