"""Keys that come before what they are meant for is on the screen: they wait until it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_LONGEST_MS = 3000  # then the office is slow, and whoever presses keys wants to see them act
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeysAhead(QObject):
    """Whoever has booked something and goes on pressing keys means them from there on, though the
    days are still being read again.

    `widget` hands over its keys; `do` does what one says, and tells whether it said anything. The
    keys of actions of the widget, and of what it stands in, wait with the others. `left` tells that
    somebody went elsewhere before it came: there they stay.
    """

    left = Signal()

    def __init__(self, widget: QWidget, do: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(widget)
        self._widget, self._do = widget, do
        self._kept: list[QKeyEvent] = []
        self._longest = QTimer(self, interval=_LONGEST_MS, singleShot=True)
        self._longest.timeout.connect(self._too_long)

    @property
    def waiting(self) -> bool:
        """Whether keys are kept."""
        return self._longest.isActive()

    def wait(self) -> None:
        """Keep the keys that come, until `go_on`, or for three seconds at most."""
        self._longest.start()

    def keeps(self, event: QKeyEvent) -> bool:
        """Keep this key, if keys are kept now."""
        if self.waiting:
            self._kept.append(event.clone())
        return self.waiting

    def takes(self, event: QKeyEvent) -> bool:
        """Whether an action's key waits as well, instead of acting on what is still in front."""
        return self.waiting and self._action(event) is not None

    def go_on(self) -> None:
        """Do what was kept, in order. What comes after Enter belongs to the form that it opens."""
        self._longest.stop()
        kept, self._kept = self._kept, []
        for number, event in enumerate(kept, start=1):
            found = None if self._do(event) else self._action(event)
            if found is not None and found.isEnabled():
                found.trigger()
            if event.key() in _ENTER:
                _hand_on(kept[number:])
                return

    def forget(self) -> None:
        """Something else was chosen meanwhile, which counts."""
        self._longest.stop()
        self._kept = []
        self.left.emit()

    def _too_long(self) -> None:
        if self._kept:
            self.left.emit()
        self.go_on()

    def _action(self, event: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(event.keyCombination())
        place: QWidget | None = self._widget
        while place is not None:
            for action in place.actions():
                if pressed in action.shortcuts():
                    return action
            place = place.parentWidget()
        return None


def _hand_on(keys: list[QKeyEvent]) -> None:
    form = QApplication.activeModalWidget()
    if form is not None:
        for event in keys:
            QApplication.postEvent(form.focusWidget() or form, event)
