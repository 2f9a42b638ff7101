"""Keeps the calendar files in the office's folder up to date while the office is open, and reads
from the file of the user's other calendar when they are busy elsewhere.

It looks some seconds after a change and every few minutes, for in a folder nobody is told what
others book, and when that file is another one. The work is done in the runner's slow lane, never on
the screen's thread, and goes on while the window is locked.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.rules.calendar_folder import BUSY_FILE
from desktop.busy_times import BusyReader
from desktop.kept_calendars import CalendarWriter, Kept

if TYPE_CHECKING:
    from db.office import Office
    from db.rules.findings import Finding
    from desktop.jobs import Jobs
    from ui.office_acts import Acted
    from ui.office_state import OfficeWatch
    from ui.runner import Changes
    from ui.settings import Settings

FIRST_MS = 30_000  # after entering, when it is calm
SOON_MS = 8_000  # after a change, so that what is done in one go is written once
EVERY_MS = 300_000
GLANCE_MS = 30_000  # at the other calendar's file alone; the office is not asked
WHOLE_MS = 60_000  # after a change of what happens often, and seldom stands in a file
WHOLE_AFTER = 12  # turns: an hour, for what others changed of clients and cases
_CHOSEN = ("office", "staff")
_TOLD = ("client", "case", "room", "place")


class CalendarKeeping(QObject):
    """The companion that keeps `OfficeState.calendars_say`. `turn` is one look; `under_way` says
    whether the last one is still at work."""

    def __init__(self, office: Office, jobs: Jobs, watch: OfficeWatch, settings: Settings) -> None:
        super().__init__()
        self._office, self._jobs, self._watch = office, jobs, watch
        self._writer = CalendarWriter(office)
        self._reader = BusyReader(office, lambda: str(settings.layout(BUSY_FILE) or ""))
        self.under_way = False
        self._turns = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.turn)
        self._glance = QTimer(self, interval=GLANCE_MS)
        self._glance.timeout.connect(self.glance)

    def begin(self) -> None:
        """Begin to look."""
        self._jobs.changed.connect(self.changed)
        self._timer.start(FIRST_MS)
        self._glance.start()

    def end(self) -> None:
        """Look no more, and end a look under way: whoever leaves does not wait for it."""
        self._timer.stop()
        self._glance.stop()
        self._writer.stop()

    def changed(self, changes: Changes) -> None:
        """Look soon, if it may concern a file."""
        if changes.touches(*_CHOSEN, *_TOLD):
            self._writer.look_at_all()
        if changes.touches("appointment", *_CHOSEN):
            self._look_in(SOON_MS)
        elif changes.touches(*_TOLD):
            self._look_in(WHOLE_MS)

    def remaining(self) -> int:
        """Milliseconds until the next look."""
        return self._timer.remainingTime()

    def _look_in(self, milliseconds: int) -> None:
        if self._timer.remainingTime() > milliseconds:
            self._timer.start(milliseconds)

    def glance(self) -> None:
        """Look at once if the other calendar's file is another one."""
        if not self.under_way:
            self._jobs.background(self._reader.is_another, then=self._glanced, failed=_not_now)

    def _glanced(self, another: bool) -> None:
        if another:
            self._look_in(0)

    def turn(self) -> None:
        """Look, unless the last look is still under way or the office cannot be reached."""
        self._timer.start(EVERY_MS)
        if self.under_way or not self._watch.state.reachable:
            return
        self.under_way = True
        self._turns += 1
        if self._turns % WHOLE_AFTER == 0:
            self._writer.look_at_all()
        self._jobs.act(self._keep, then=self._told, failed=_not_now)

    def _keep(self) -> Acted:
        from db.operations.changes import Changes
        from ui.office_acts import Acted

        try:
            kept = self._writer.turn()
            said, changes = self._reader.turn("" if kept.findings else kept.folder)
            return Acted((kept, said), changes or Changes())
        finally:
            self.under_way = False  # what is told may wait behind a locked window

    def _told(self, told: tuple[Kept, list[Finding]]) -> None:
        kept, said = told
        at = None if kept.findings or not kept.folder else self._office.clock()
        self._watch.update(calendars_at=at, calendars_say=(*kept.findings, *said))


def _not_now(_: Exception) -> None:
    """The place does not answer: the next look tries again."""
