"""Fields for a time of day and for a length of time."""

from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.rules.findings import Finding
from db.rules.typed_times import LONGEST_MINUTES, read_duration, read_time
from db.texts.dates import duration, time_short
from ui.widgets.typed_input import TypedInput


class TimeField(TypedInput[time]):
    """A time of day, typed freely; Up and Down go by a quarter of an hour."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=time_short(time(9, 30)), parent=parent)

    def read(self, text: str) -> time | Finding:
        return read_time(text)

    def written(self, value: time) -> str:
        return time_short(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 15, Qt.Key.Key_Down: -15}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        now = self.value() or time(9)
        minutes = ((now.hour * 60 + now.minute) // 15 * 15 + step) % LONGEST_MINUTES
        self.enter(time(*divmod(minutes, 60)))


class DurationField(TypedInput[int]):
    """A length of time in whole minutes, typed as "45", "1:30" or "1.5 h"; Up and Down step."""

    def __init__(self, *, step: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=duration(45), parent=parent)
        self._step = step

    def read(self, text: str) -> int | Finding:
        return read_duration(text)

    def written(self, value: int) -> str:
        return duration(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        minutes = (self.value() or 0) // self._step * self._step + step
        self.enter(min(LONGEST_MINUTES, max(self._step, minutes)))
