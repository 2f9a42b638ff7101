"""Looks after one's recent saves in an office on a shared drive, from entering it to leaving it.

It works on a thread of its own: at sign-in, and then every few minutes.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.rules.findings import Refused, information
from desktop.kept import FOUND_SO, LEFT_ALONE, kept_folder, log_of

if TYPE_CHECKING:
    from datetime import timedelta
    from uuid import UUID

    from db.office import Office
    from db.office.saves import Found, RecentSaves
    from db.office.saves.entry import Saved
    from desktop.jobs import Jobs
    from ui.main_window import MainWindow
    from ui.office_state import OfficeWatch

EVERY = 180.0  # seconds between two looks, and the age at which a save is looked for
_OWN_CODES = "saves."
_log = logging.getLogger(__name__)


def recent_saves(office: Office) -> RecentSaves:
    """The journal of who is signed in."""
    from db.office.saves import RecentSaves

    return RecentSaves(office, log_of(office, "saves"))


def saves_keeping(
    office: Office, jobs: Jobs, window: MainWindow, watch: OfficeWatch | None = None
) -> SavesKeeping | None:
    """The companion of an office, or of a sealed file, on a shared drive; None elsewhere."""
    from db.storage.place import PlaceKind

    if office.place.kind is not PlaceKind.SHARE or office.place.only_read:
        return None
    return SavesKeeping(office, jobs, watch, window)


class SavesKeeping(QObject):
    """The companion that keeps the journal. `turn` is one look."""

    _found = Signal(object)

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        watch: OfficeWatch | None,
        window: MainWindow | None = None,
        saves: RecentSaves | None = None,
    ) -> None:
        super().__init__()
        self._office, self._jobs, self._watch, self._window = office, jobs, watch, window
        self.saves = saves or recent_saves(office)
        self._again = 0
        self._told: set[UUID] = set()
        self._to_show: tuple[Saved, ...] = ()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="saves", daemon=True)
        self._found.connect(self._tell)
        if window is not None:
            window.locking.unlocked.connect(self._show)

    def begin(self) -> None:
        """Keep every save from now on, and look for those of the last time."""
        self._office.watchers.append(self.saves)
        self._thread.start()

    def end(self) -> None:
        """A thread that hangs on a drive that is gone ends by itself."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(3.0)

    def turn(self, older_than: timedelta) -> None:
        """Look once. Raises `Refused` where the office cannot be asked or written."""
        self._found.emit(self.saves.look(older_than))

    def _run(self) -> None:
        from datetime import timedelta

        from db.storage.old_logs import forget_old

        age = timedelta(0)
        now = self._office.clock()
        forget_old(kept_folder(), *((now - one).timestamp() for one in (LEFT_ALONE, FOUND_SO)))
        while not self._stop.is_set():
            try:
                self.turn(age)
            except Refused:
                pass  # the drive is gone or read only: it is looked at again
            except Exception as error:  # one mistake must not end the watch
                _log.error("saves: %s", type(error).__name__)
            age = timedelta(seconds=EVERY)
            self._stop.wait(EVERY)

    def _tell(self, found: Found) -> None:
        self._again += len(found.again)
        counts = {
            "saves.repeated": self._again,
            "saves.stuck": len(found.stuck),
            "saves.damaged": found.damaged,
            "saves.unkept": found.unkept,
        }
        said = [information(code, count=count) for code, count in counts.items() if count]
        if self._watch is not None:
            others = [f for f in self._watch.state.found if not f.code.startswith(_OWN_CODES)]
            self._watch.update(found=(*others, *said))
        if found.again:
            from desktop.aside import Everything

            self._jobs.changed.emit(Everything())
        self._to_show = (*found.stuck, *found.again)
        self._show()

    def _show(self) -> None:
        """What is new, in a dialog; nothing comes before the lock screen."""
        window, saves = self._window, self._to_show
        new = {save.operation_id for save in saves} - self._told
        if not new or window is None or window.locking.is_locked:
            return
        self._told |= new
        from db.texts.audit_acts import act_words
        from ui.dialogs.lost_saves import LostSave, LostSavesDialog

        zone = self._office.record.zone
        lines = [
            LostSave(save.at.astimezone(zone), act_words(save.action), save.why) for save in saves
        ]
        seen = [save.operation_id for save in saves if save.why]
        dialog = LostSavesDialog(lines, window)
        dialog.accepted.connect(
            lambda: self._jobs.background(self.saves.dismiss, seen, failed=lambda _: None)
        )
        dialog.open()
