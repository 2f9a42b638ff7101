"""A field for a day and a time of day in one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.rules.findings import Finding
from db.rules.typed_dates import DateOrder
from db.rules.typed_moments import read_moment
from db.texts import language, t
from db.texts.dates import date_long, moment, time_short, weekday
from ui.widgets.typed_input import TypedInput

_STEPS = {Qt.Key.Key_Up: 15, Qt.Key.Key_Down: -15}
_DAYS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class MomentField(TypedInput[datetime]):
    """Day and time: "t 930", "yesterday 2pm", "3/14 at noon", echoed in words below the field.

    `now` gives the moment in the office, aware (`context.now`); so is the value. Up and Down go
    by a quarter of an hour, Page Up and Page Down by a day.
    """

    def __init__(self, now: Callable[[], datetime], *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=t("yesterday 2pm"), parent=parent)
        self._now = now

    def read(self, text: str) -> datetime | Finding:
        now = self._now()
        order = DateOrder.DMY if language() == "es" else DateOrder.MDY
        meant = read_moment(text, now, order, language(), self.settled)
        return meant if isinstance(meant, Finding) else meant.replace(tzinfo=now.tzinfo)

    def written(self, value: datetime) -> str:
        return moment(self._local(value))

    def echo(self) -> str:
        """Day and time in words."""
        value = self.value()
        if value is None:
            return ""
        local = self._local(value)
        day = t("{weekday}, {date}", weekday=weekday(local), date=date_long(local.date()))
        away = (local.date() - self._now().date()).days
        if away in (-1, 0, 1):
            near = {-1: t("yesterday"), 0: t("today"), 1: t("tomorrow")}[away]
            day = t("{date} ({near})", date=day, near=near)
        return t("{date}, {time}", date=day, time=time_short(local))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, value = Qt.Key(event.key()), self.value()
        if value is None or key not in (*_STEPS, *_DAYS):
            super().keyPressEvent(event)
            return
        wall = self._local(value)
        if key in _DAYS:
            self.enter(wall + timedelta(days=_DAYS[key]))
            return
        odd = wall.minute % 15
        step = _STEPS[key] - odd if key == Qt.Key.Key_Up or not odd else -odd
        self.enter(wall + timedelta(minutes=step))

    def _local(self, value: datetime) -> datetime:
        return value.astimezone(self._now().tzinfo)
