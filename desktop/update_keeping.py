"""Looks now and then, while an office is open, whether there is a newer version of the program.

The place is the office's choice, and may not answer: it is asked off the screen's thread, and
given up after a time. What goes wrong is told to nobody who did not ask (see Office › Updates).
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.texts import t
from desktop.places import place_text

if TYPE_CHECKING:
    from db.office import Office
    from db.queries.updates import Telling
    from desktop.jobs import Jobs
    from ui.main_window import MainWindow
    from ui.office_state import OfficeWatch
    from ui.runner import Changes
    from ui.updates import Progress, Update

FIRST_MS = 20_000  # after entering, when it is calm
EVERY_MS = 4 * 3600 * 1000


class UpdateKeeping(QObject):
    """The companion that fills the window's band."""

    def __init__(self, office: Office, jobs: Jobs, watch: OfficeWatch, window: MainWindow) -> None:
        super().__init__()
        self._office, self._jobs, self._watch, self._window = office, jobs, watch, window
        self._last: Telling | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.turn)

    def begin(self) -> None:
        """Begin to look."""
        self._jobs.changed.connect(self._changed)
        self._timer.start(FIRST_MS)

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def turn(self) -> None:
        """Look once."""
        from db.queries.updates import updates_told

        self._timer.start(EVERY_MS)
        if self._watch.state.reachable:
            self._jobs.read(updates_told, then=self._look, failed=_not_now, slow=True)

    def _changed(self, changes: Changes) -> None:
        """The place is asked again where another one was chosen, and not at every change."""
        from db.queries.updates import updates_told

        if changes.touches("office") and self._last is not None:
            self._jobs.read(updates_told, then=self._look_if_another, failed=_not_now, slow=True)

    def _look_if_another(self, telling: Telling) -> None:
        if telling != self._last:
            self._look(telling)

    def _look(self, telling: Telling) -> None:
        self._last = telling
        self._window.context.updates.remember_place(place_text(self._office), telling.place)
        if not telling.place or not telling.told:
            self._window.newer.tell(None)
            return
        self._jobs.background(
            self._found,
            telling,
            progress=True,  # so that whoever leaves does not wait for a share that is gone
            then=self._window.newer.tell,
            failed=_not_now,
            label=t("Looking for a newer version"),
        )

    def _found(self, telling: Telling, progress: Progress) -> Update | None:
        """What is told: nothing to somebody whom the newer version would shut out, for it needs an
        office that an administrator has brought to it first.
        """
        from db.office.outdated import schema_now

        update = self._window.context.updates.look(telling.place, progress)
        if update is None or telling.administrator or not update.changes_office:
            return update
        return update if schema_now(self._office) == update.found.notice.schema else None


def _not_now(_: Exception) -> None:
    """The next look tries again."""
