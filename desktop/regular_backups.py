"""Makes the backup that the office's schedule wants, and keeps a copy in the second place.

Looks now and then whether one is due; the work is done in the runner's slow lane, where it can be
stopped, and never on the screen's thread.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.rules.findings import Finding, Refused

if TYPE_CHECKING:
    from db.office import Office
    from desktop.jobs import Jobs
    from desktop.settings import Settings
    from ui.office_acts import Acted, Progress
    from ui.office_state import OfficeWatch
    from ui.runner import Job

FIRST_MS, EVERY_MS = 60_000, 600_000  # after entering, when it is calm; then every ten minutes


class RegularBackups(QObject):
    """The companion that keeps `OfficeState.backup_says`. `turn` is one look."""

    def __init__(self, office: Office, jobs: Jobs, watch: OfficeWatch, settings: Settings) -> None:
        super().__init__()
        self._office, self._jobs, self._watch, self._settings = office, jobs, watch, settings
        self._under_way = False
        self._job: Job | None = None
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.turn)

    def begin(self) -> None:
        """Begin to look."""
        self._timer.start()

    def end(self) -> None:
        """Look no more, and give up a backup under way: whoever leaves does not wait for it."""
        self._timer.stop()
        if self._job is not None and not self._job.done:
            self._job.cancel()

    def turn(self) -> None:
        """Look, unless the last look is still under way or nothing can be written."""
        self._timer.setInterval(EVERY_MS)
        state = self._watch.state
        if self._under_way or not state.reachable or state.why_readonly is not None:
            return
        self._under_way = True
        # Without words: most looks find that none is due.
        self._job = self._jobs.act(self._make, progress=True, then=self._made, failed=self._failed)

    # ---- inside ----

    def _make(self, progress: Progress) -> Acted:
        from db.office.keeping import lacking, last_backup
        from db.office.regular_backups import back_up_in_turn, keep_in_second_place
        from db.operations.changes import ChangesSoFar
        from ui.office_acts import Acted

        def report(done: int, total: int) -> None:
            progress(done, total)

        made = back_up_in_turn(self._office, report)
        changes = ChangesSoFar()
        if made is not None:
            changes.add("office", ())
        second, found = self._settings.second_place, []
        if second and not self._office.place.only_read:
            found = keep_in_second_place(self._office, Path(second))
        newest = last_backup(self._office.folder)
        with suppress(Refused):  # a fire drill tells of it
            found += [] if newest is None else lacking(newest)
        return Acted(tuple(found), changes.frozen())

    def _made(self, found: tuple[Finding, ...]) -> None:
        self._under_way = False
        self._watch.update(backup_says=found)

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        if isinstance(error, Refused) and not error.has("work.stopped"):
            self._watch.update(backup_says=error.findings)
