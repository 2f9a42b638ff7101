"""An office that somebody has entered: its window, its runner, the idle lock, and the leaving."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from db.queries.office_settings import office_form
from desktop import about, appearance
from desktop.aside import aside_of
from desktop.companions import Around, companions
from desktop.daily_backup import backup_due
from desktop.documents import OfficeDocuments
from desktop.finding import finder
from desktop.hearing import server_way_of
from desktop.idle import Idle
from desktop.jobs import Jobs
from desktop.kept_drafts import drafts_kept
from desktop.office_acts import StandingOffice
from desktop.office_info import office_info
from desktop.presence import looking_on
from desktop.sealed import StandingSealed
from desktop.sealed_telling import SealedTelling
from desktop.updates.standing import StandingUpdates
from ui.farewell import Farewell
from ui.main_window import MainWindow, Unlock
from ui.office_state import OfficeWatch
from ui.window_context import WindowContext
from ui.window_lock import forget_copied

if TYPE_CHECKING:
    from db.office import Office
    from db.queries.opened import Opened
    from db.rules.office_form import OfficeForm
    from desktop.settings import Settings
    from ui.runner import Changes


class Entered(QObject):
    """Lives from signing in to leaving, and closes the office at the end.

    `window.sign_out_requested` is for the program to follow.
    """

    def __init__(self, office: Office, settings: Settings, unlock: Unlock, parent: QObject) -> None:
        super().__init__(parent)
        self.office = office
        self.aside = aside_of(office)
        self.server_way = server_way_of(office)
        self.looking_on = looking_on(self.aside or self.server_way or office, office)
        self.jobs = Jobs(self.looking_on, self)
        self.acts = StandingOffice(office)
        self.watch = OfficeWatch(self)
        self.sealed = StandingSealed(office, settings, self.jobs)
        self.updates = StandingUpdates(settings)
        self.drafts = drafts_kept(office, self.jobs, self.watch)
        self.farewell: Farewell | None = None
        self._closing = False
        self.window = MainWindow(
            WindowContext(
                self.jobs,
                office.user,
                office_info(office),
                settings,
                self.drafts,
                office.clock,
                self.acts,
                OfficeDocuments(office),
                self.watch,
                self.sealed,
                self.updates,
            ),
            find=finder(self.jobs),
            unlock=unlock,
            commands=(*appearance.commands(settings), about.command(lambda: self.window)),
        )
        self.sealed.beside(self.window)
        self.window.locking.locked.connect(self.jobs.hold)
        self.window.locking.unlocked.connect(self.jobs.release)
        self.window.closed.connect(self._window_closed)
        self.jobs.changed.connect(self._records_changed)
        self.idle = Idle(settings.lock_minutes, self)
        self.idle.idle.connect(self.window.lock)
        self.window.show()
        around = Around(
            office,
            self.jobs,
            self.watch,
            settings,
            self.window,
            self.aside,
            self.looking_on,
            self.server_way,
        )
        telling = SealedTelling(self.sealed, self.jobs, self.window)
        self.companions = [*companions(around), telling]
        for companion in self.companions:
            companion.begin()

    def say_farewell(self, then: Callable[[], object]) -> bool:
        """Whether today's backup is due: then it is made, in a window of its own, and `then`
        follows. Asked again meanwhile, it is still true, and `then` is forgotten.
        """
        forget_copied()
        self.sealed.close_all()
        if self.farewell is not None:
            return True
        if not backup_due(self.office):
            return False
        self.idle.stop()
        self.jobs.release()
        self.farewell = Farewell(self.jobs, self.acts)
        self.farewell.done.connect(then)
        self.farewell.show()
        self.window.hide()
        self.farewell.begin()
        return True

    def keep_typed(self, seconds: float) -> None:
        """Keep what is being typed, here and in sealed files, and wait so long until it is kept."""
        until = time.monotonic() + seconds
        self.window.draft_keeper.keep()
        self.sealed.keep_typed(until)
        self.drafts.wait(until)
        self.jobs.wait_for_writes(until)

    def close(self) -> None:
        """Finish what is being written, and close window and office."""
        self.let_go()
        self.office.close()

    def let_go(self) -> None:
        """Finish what is being written, and leave nothing open but the office itself."""
        self._closing = True
        self.idle.stop()
        forget_copied()
        self.sealed.close_all()
        self.window.shut()
        self.window.deleteLater()
        self._end_farewell()
        for companion in self.companions:
            companion.end()
        self.jobs.close()
        self.drafts.close()
        self.deleteLater()

    def _window_closed(self) -> None:
        """The program ends with its last window: the farewell is one, where it is needed."""
        if not self._closing:
            self.say_farewell(self._end_farewell)

    def _end_farewell(self) -> None:
        farewell, self.farewell = self.farewell, None
        if farewell is not None:
            farewell.close()
            farewell.deleteLater()

    def _records_changed(self, changes: Changes) -> None:
        """Name, zone and last backup stand in the window, and in the office that is open."""
        if changes.touches("office"):
            self.jobs.read(office_form, then=self._office_read)

    def _office_read(self, opened: Opened[OfficeForm]) -> None:
        form = opened.form
        self.office.record = replace(
            self.office.record,
            name=form.name,
            zone=ZoneInfo(form.time_zone),
            language=form.language,
            paper=form.paper,
        )
        self.jobs.background(office_info, self.office, then=self.window.show_office)
