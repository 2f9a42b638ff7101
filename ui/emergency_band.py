"""The bands across every page while the user's own emergency accesses run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.operations.changes import Changes
from db.texts import t, tn
from db.texts.dates import time_short
from ui.context import PageContext
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.text import reveal

if TYPE_CHECKING:
    from uuid import UUID

    from db.queries.emergencies import RunningEmergency

_TICK_MS = 5_000
_SHOWN_BY = ("case", "client", "appointment", "task", "note", "hearing", "document", "household")


class EmergencyBand(QWidget):
    """A band for each: the time that is left, and the button that ends it.

    When one is over, whatever showed its case is read again and so goes away; what is being typed
    stands in windows of its own, and stays.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._running: dict[Banner, RunningEmergency] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.tick)
        context.runner.changed.connect(self._changed)
        reveal(self, False)

    def begin(self) -> None:
        """Ask which run, at signing in."""
        from db.queries.emergencies import my_emergencies

        self._context.runner.read(
            my_emergencies, then=self._show, replace_key=(self, "emergencies")
        )

    def end(self) -> None:
        """The office is being left."""
        self._clock.stop()

    def bands(self) -> Sequence[Banner]:
        """Those that are shown, the first to end first."""
        return tuple(self._running)

    def tick(self) -> None:
        """Say the time that is left; leave the cases whose time is over."""
        now = self._context.now()
        over = [one for one in self._running.values() if one.until <= now]
        for band, one in self._running.items():
            band.say(_words(one, now >= one.until, self._minutes(one)))
        if over:
            self._leave(over)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("emergency"):
            self.begin()

    def _show(self, running: Sequence[RunningEmergency]) -> None:
        for band in self._running:
            band.hide()
            band.deleteLater()
        self._running = {}
        for one in running:
            band = Banner(_words(one, False, self._minutes(one)), Tone.DANGER)
            band.setAccessibleName(t("Emergency access to case {number}", number=one.number))
            end = band.offer(t("End now"), partial(self._end, one))
            end.setAccessibleName(t("End the emergency access to case {number}", number=one.number))
            self._running[band] = one
            self._column.addWidget(band)
        reveal(self, bool(running))
        if running:
            self._clock.start()
        else:
            self._clock.stop()

    def _minutes(self, one: RunningEmergency) -> int:
        """Minutes left, a begun one counting."""
        return max(0, -int(-(one.until - self._context.now()).total_seconds() // 60))

    def _end(self, one: RunningEmergency) -> None:
        from db.operations.cases.emergency import end_emergency

        self._context.runner.write(end_emergency, one.id, then=lambda _: self._ended([one]))

    def _leave(self, over: Sequence[RunningEmergency]) -> None:
        kinds: dict[str, frozenset[UUID]] = {kind: frozenset() for kind in _SHOWN_BY}
        kinds["case"] = frozenset(one.case_id for one in over)
        self._ended(over)
        self._context.runner.changed.emit(Changes({**kinds, "emergency": frozenset()}))

    def _ended(self, over: Sequence[RunningEmergency]) -> None:
        for one in over:
            self._context.notify(
                t("The emergency access to case {number} has ended.", number=one.number)
            )


def _words(one: RunningEmergency, over: bool, minutes: int) -> str:
    if over:
        return t("The emergency access to case {number} has ended.", number=one.number)
    return tn(
        "Emergency access to case {number} until {time}: {n} minute left. "
        "Whatever you look at is recorded as such.",
        "Emergency access to case {number} until {time}: {n} minutes left. "
        "Whatever you look at is recorded as such.",
        minutes,
        number=one.number,
        time=time_short(one.until),
    )
