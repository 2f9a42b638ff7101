"""The fronts of the calendar page: made when they are first wanted, one of them in front."""

from PySide6.QtCore import QObject, Signal

from db.texts import t
from ui.context import PageContext
from ui.pages.calendar.agenda import AgendaFront
from ui.pages.calendar.front import Front
from ui.pages.calendar.hours import HoursFront
from ui.pages.calendar.month import MonthFront
from ui.pages.calendar.moving import Say
from ui.pages.calendar.shown import Shown, Span
from ui.widgets.front_stack import FrontStack


class Fronts(QObject):
    """`made` tells of each front once, when it is made; `room` holds their widgets."""

    made = Signal(object)
    front: Front

    def __init__(self, context: PageContext, say: Say) -> None:
        room = FrontStack()
        super().__init__(room)
        self.room = room
        self._context, self._say = context, say
        self._made: dict[str, Front] = {}

    def bring(self, shown: Shown) -> bool:
        """Put the front for this in front, and say whether another one was there; it is shown
        nothing by that."""
        key = {Span.MONTH: "month", Span.AGENDA: "agenda"}.get(shown.span, "hours")
        front = self._made.get(key)
        if front is None:
            front = self._make(key, shown)
            self._made[key] = front
            self.room.addWidget(front.widget)
            self.made.emit(front)
        changed = self.room.currentWidget() is not front.widget
        self.front = front
        self.room.setCurrentWidget(front.widget)
        return changed

    def _make(self, key: str, shown: Shown) -> Front:
        kind = {"month": MonthFront, "agenda": AgendaFront}.get(key, HoursFront)
        return kind(self._context, t("Appointments"), self._say, shown)
