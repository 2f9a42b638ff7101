"""Comparing the office with what this computer saw of it, at signing in, and seeing on."""

from __future__ import annotations  # what is imported for types only must not be at start-up

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.seen_history import SeenHistory

if TYPE_CHECKING:
    from db.office import Office
    from db.queries.audit_log.history import Seen
    from desktop.jobs import Jobs
    from ui.history_band import HistoryBand

_PAUSE_MS = 20_000
_log = logging.getLogger(__name__)


class HistoryKeeping(QObject):
    """The companion that compares at signing in, and remembers while the office goes on.

    Nothing is remembered while the office is older than what was seen, so it is told again at
    each sign-in, until an administrator has said that a backup was restored. Of a sealed file
    (`sealed`), which may have no administrator, it is told once, and stands in its log.
    """

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        band: HistoryBand,
        history: SeenHistory | None = None,
        *,
        sealed: bool = False,
    ) -> None:
        super().__init__()
        self._sealed = sealed
        self._jobs, self._band = jobs, band
        self._history = history or SeenHistory(office.record.id)
        self._before: Seen | None = None
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._remember)
        band.accepted.connect(self._accepted)

    def begin(self) -> None:
        """Compare with what was seen last."""
        self._jobs.background(self._history.load, then=self._compare)
        self._jobs.changed.connect(self._changed)

    def end(self) -> None:
        """What came in the last seconds stands behind what was kept, and needs no word."""
        self._later.stop()

    def _compare(self, before: Seen | None) -> None:
        from db.queries.audit_log.history import has_gone_back

        self._before = before
        if before is None:
            self._remember()
            return
        self._jobs.read(has_gone_back, before, then=self._compared, failed=_not_now, newest=True)

    def _compared(self, older: bool) -> None:
        from db.operations.office_settings.history import record_gone_back

        if not older or self._before is None:
            self._before = None
            self._remember()
            return
        _log.warning("the office is older than what this computer saw of it")
        self._band.tell(self._before.at, sealed=self._sealed)
        self._jobs.write(record_gone_back, self._before.at, then=self._recorded, failed=_not_now)

    def _recorded(self, _: object) -> None:
        if self._sealed:
            self._accepted()

    def _accepted(self) -> None:
        self._before = None
        self._remember()

    def _changed(self, _: object) -> None:
        if self._before is None and not self._later.isActive():
            self._later.start()

    def _remember(self) -> None:
        from db.queries.audit_log.history import seen_now

        self._jobs.read(seen_now, then=self._keep, failed=_not_now, newest=True)

    def _keep(self, seen: Seen) -> None:
        self._jobs.background(self._history.keep, seen)


def _not_now(_: Exception) -> None:
    """The place does not answer, or nothing may be written: the next sign-in compares again."""
