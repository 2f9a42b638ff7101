"""Notices that nobody has touched the program for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)

_GRACE_MS = 5000  # a timer that is a little late is no sleep


class Idle(QObject):
    """Emits `idle` after `minutes` without a key, a click or a movement in any of our windows.

    A computer that slept counts as untouched: the first touch after it wakes is swallowed and
    emits `idle` too. `clock` gives seconds that go on while the computer sleeps.

    It looks at windows, not at the application: a filter there would see every single event.
    """

    idle = Signal()

    def __init__(
        self,
        minutes: int,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._touched = clock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            for window in application.topLevelWindows():
                self._watch(window)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Change the patience; 0 is endless."""
        self._timer.stop()
        self._timer.setInterval(minutes * 60_000)
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()
        if self._timer.interval() > 0:
            self._timer.start()

    def stop(self) -> None:
        """Stop noticing."""
        self._timer.stop()

    @property
    def patience_ms(self) -> int:
        """How long nobody may be there."""
        return self._timer.interval()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHES:
            return False
        slept = self._timer.isActive() and (
            (self._clock() - self._touched) * 1000 > self._timer.interval() + _GRACE_MS
        )
        self.touch()
        if slept:
            self.idle.emit()
        return slept

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
